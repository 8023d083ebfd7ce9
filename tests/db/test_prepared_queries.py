"""Each prepared query of the product gives what its queryset gives, whoever asks: also from elsewhere."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.sessions.models import Session

from core import clock, prepared
from core.prepared import Prepared, PreparedInsert, PreparedUpdate
from maturity.lineage import lineage_of
from maturity.models import Criterion, ModelVersion
from organizations import requests
from organizations.accounts import backends
from organizations.models import Team, User
from organizations.scoping import scope, scopes_disabled
from organizations.teams import leads, people
from organizations.teams import queries as team_queries
from organizations.teams.labels import label_team
from reports.queries import answers, filters, kept, team_rows, turnout
from reports.queries import rounds as reports_rounds
from reports.queries import standings as reports_standings
from surveys import answer_pages, answering, invitations, seats
from surveys.models import Answer, Invitation, Response, TeamResult
from surveys.results import counting, standings
from tests.cast import Cast
from tests.prepared_rows import alike, plain
from tests.standings import NOBODY, At, hold
from tests.survey_steps import MONDAY, SECOND, answer_all, begun, opened


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """The round is open."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def response(cast: Cast, health: ModelVersion) -> Response:
    """Lia's, begun on Monday."""
    with scope(organization=cast.aurora):
        return begun(cast, opened(cast, health))


@pytest.fixture
def known_users(health: ModelVersion) -> Criterion:
    """A criterion that is answered."""
    return health.criteria.get(key="value.known-users")


@pytest.fixture
def proven_benefit(health: ModelVersion) -> Criterion:
    """A criterion that is not."""
    return health.criteria.get(key="value.proven-benefit")


def test_a_saved_answer_asks_what_its_querysets_ask(
    cast: Cast,
    response: Response,
    known_users: Criterion,
    proven_benefit: Criterion,
) -> None:
    name, here = response.public_id, response.participation_id
    with scope(organization=cast.aurora):
        answering.save_answer(response, known_users, answering.Given("fully"), revision=1, by=cast.lia)
    for organization in (cast.aurora, cast.boreal):
        home = organization == cast.aurora
        with scope(organization=organization):
            assert len(alike(answering._named, name, here)) == home
            assert alike(answering._named, "somebody-elses", here) == []
            assert [row.pk for row in alike(answering._held, name, here)] == [response.pk]  # whoever asks
            assert alike(answering._held, name, here + 1) == []
            assert alike(answering._held, "somebody-elses", here) == []
            assert len(alike(answering._stored, response.pk, known_users.pk)) == home
            assert alike(answering._stored, response.pk, proven_benefit.pk) == []


def test_an_answering_page_asks_what_its_querysets_ask(
    cast: Cast, response: Response, known_users: Criterion
) -> None:
    with scope(organization=cast.aurora):
        (unanswered,) = alike(answer_pages._filled_in, response.participation_id, "team")
        assert unanswered[len(answer_pages.SHOWN) :] == (None,) * 7
        answering.save_answer(response, known_users, answering.Given("dk"), revision=1, by=cast.lia)
    for organization in (cast.aurora, cast.boreal):
        home = organization == cast.aurora
        with scope(organization=organization):
            assert len(alike(answer_pages._filled_in, response.participation_id, "team")) == home
            assert alike(answer_pages._filled_in, response.participation_id, "someone") == []
            assert len(alike(seats._of_team, response.participation_id, "team")) == home
            assert alike(seats._of_team, response.participation_id, "someone") == []


def test_a_session_reads_the_person_and_the_place_as_they_are_now(cast: Cast) -> None:
    today, long_ago = date(2026, 3, 2), date(2019, 1, 1)
    lia = cast.lia.user_id

    assert [one.email for one in alike(backends._person, lia)] == ["lia@aurora.example"]
    assert alike(backends._person, 0) == []
    for slug, number in (("aurora", 1), ("boreal", 0), ("nowhere", 0)):
        assert len(alike(requests._membership, slug, lia)) == number
    assert [one.role for one in alike(requests._grants, cast.lia.pk, today, today)] == ["lead"]
    assert alike(requests._grants, cast.lia.pk, long_ago, long_ago) == []

    User.objects.filter(pk=lia).update(is_active=False)
    assert alike(requests._membership, "aurora", lia) == []
    assert [one.is_active for one in alike(backends._person, lia)] == [False]


def test_a_pass_reads_the_invitation_and_the_roles_of_today(cast: Cast, response: Response) -> None:
    invitation = response.invitation_id
    before, after = date(2019, 12, 31), date(2020, 1, 1)
    assert invitation is not None

    (row,) = alike(invitations._with_grants, invitation, "", MONDAY, after, after)
    assert row.held_team_id == cast.pricing.pk
    (row,) = alike(invitations._with_grants, invitation, "", MONDAY, before, before)
    assert row.held_id is None
    assert alike(invitations._with_grants, 0, "", MONDAY, after, after) == []
    with scopes_disabled():
        cast.lia.grants.all().delete()
    (row,) = alike(invitations._with_grants, invitation, "", MONDAY, after, after)
    assert row.held_id is None
    Invitation._base_manager.update(membership=None)
    (row,) = alike(invitations._with_grants, invitation, "", MONDAY, after, after)
    assert row.membership is None


@pytest.mark.parametrize("stored", [True, False], ids=["with a stored result", "without one"])
def test_a_result_is_counted_as_its_querysets_count(
    cast: Cast, response: Response, known_users: Criterion, proven_benefit: Criterion, stored: bool
) -> None:
    round, team = response.participation.round, cast.pricing.pk
    with scope(organization=cast.aurora):
        answering.save_answer(response, known_users, answering.Given("fully"), revision=1, by=cast.lia)
        answering.save_answer(response, proven_benefit, answering.Given("dk"), revision=1, by=cast.lia)
        answering.submit(response, key="k1", by=cast.lia)
        if not stored:
            TeamResult.objects.all().delete()
    for organization in (cast.aurora, cast.boreal):
        home = organization == cast.aurora
        with scope(organization=organization):
            for first, last, found in ((0, None, home), (team, team, home), (team + 1, None, False)):
                rows = alike(counting._locked, round.version_id, round.pk, first, last)
                assert [row.stored is not None for row in rows] == [stored] * found
                assert [row.digest is not None for row in rows] == [stored] * found
            assert len(alike(counting._stored, round.version_id, round.pk, team, team)) == (home and stored)
            assert alike(counting._stored, round.version_id, round.pk + 1, team, team) == []
            assert [row[1] for row in alike(counting._responses, round.pk, team, team)] == [1] * home
            assert len(alike(counting._answers, round.pk, team, team)) == 2 * home
            assert alike(counting._answers, round.pk, team + 1, team) == []


def test_where_teams_stand_is_read_as_its_querysets_read(cast: Cast, response: Response) -> None:
    round, team = response.participation.round, cast.pricing.pk
    lineage = lineage_of(round.version.model).pk
    for organization in (cast.aurora, cast.boreal):
        home = organization == cast.aurora
        with scope(organization=organization):
            assert [row[0] for row in alike(standings._locked, lineage, team, team)] == [team] * home
            assert alike(standings._locked, lineage + 1, team, team) == []
            assert [row[0] for row in alike(standings._results, team, team)] == [team] * home
            assert alike(standings._results, team + 1, team + 1) == []


def test_a_pass_reads_whether_its_session_lasts(response: Response) -> None:
    today = date(2026, 11, 23)
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=MONDAY + SECOND)

    for key, moment, lasts in (
        ("k" * 32, MONDAY, True),
        ("k" * 32, MONDAY + SECOND, False),
        ("K" * 32, MONDAY, False),
        ("", MONDAY, False),
        ("' OR 1=1 --", MONDAY, False),
    ):
        (row,) = alike(invitations._with_grants, response.invitation_id, key, moment, today, today)
        assert row.session_lasts is lasts


def test_the_overview_of_all_teams_asks_what_its_querysets_ask(
    cast: Cast, mlops: ModelVersion, health: ModelVersion
) -> None:
    """Aurora has a closed round, an open one and labels, Boreal one team; from Boreal nobody sees Aurora."""
    past = hold(cast.aurora, mlops, "2026 S1", "2026-04-01", {cast.pricing: At(1), cast.churn: NOBODY})
    asked = opened(cast, health).pk
    with scope(organization=cast.aurora):
        label_team(cast.churn, ["Brazil", "Online"], by=None)
    for organization in (cast.aurora, cast.boreal):
        home = organization == cast.aurora
        with scope(organization=organization):
            assert len(alike(filters._all_units, organization.pk)) == 2 * home
            assert len(alike(reports_standings._of_all, organization.pk)) == (5 if home else 1)
            assert len(alike(reports_rounds._of_all, organization.pk)) == 2 * home
            assert len(alike(kept._stamps, organization.pk)) == 2 * home
            names = [name for _pk, _slug, name in alike(team_queries._all_labels, organization.pk)]
            assert sorted(names) == ["Brazil", "Online"] * home
            so_far = alike(turnout._answered, organization.pk, (past.pk, asked))
            assert sorted(so_far) == sorted([(past.pk, 2, 1), (asked, 1, 0)]) * home
            assert [round for round, _stamp in alike(turnout._stamps, (past.pk, asked))] == [past.pk] * home
    with scope(organization=cast.boreal):
        for query in (filters._all_units, reports_standings._of_all, reports_rounds._of_all):
            assert alike(query, cast.aurora.pk) == []
        for query in (kept._stamps, team_queries._all_labels):
            assert alike(query, cast.aurora.pk) == []
        assert alike(turnout._answered, cast.aurora.pk, (past.pk,)) == []


def test_a_teams_page_asks_what_its_querysets_ask(
    cast: Cast, response: Response, known_users: Criterion
) -> None:
    """Pricing has sent; Churn was merged into it, and it bears a label."""
    today, part, team = date(2026, 11, 23), response.participation_id, cast.pricing.pk
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
        answering.submit(response, key="k", by=cast.lia)
        label_team(cast.pricing, ["Brazil"], by=None)
        Team.objects.filter(pk=cast.churn.pk).update(merged_into=cast.pricing)
        result = TeamResult.objects.get(participation=part).pk
    for organization in (cast.aurora, cast.boreal):
        home = organization == cast.aurora
        with scope(organization=organization):
            assert len(alike(team_rows._of_slug, organization.pk, "pricing")) == home
            assert len(alike(team_rows._all_parts, organization.pk, team)) == home
            assert len(alike(team_rows._all_results, organization.pk, (part,))) == home
            assert len(alike(team_rows._of_team, team, (result,))) == 4 * home
            sent = alike(team_rows._sendings, part)
            assert [name for _at, name in sent] == ["Lia Souza"] * home
            assert len(alike(answers._counts, (result,))) == 8 * home
            assert len(alike(answers._said, part)) == 8 * home
            kin = alike(team_queries._all_kin, organization.pk, team, team, cast.risk.pk)
            assert [one.name for one in kin] == ["Risk", "Churn"] * home
            assert alike(team_queries._labels_on, team) == ["Brazil"] * home
            here = alike(people._grants_here, team, (cast.retail.pk,), today, today)
            assert len(here) == (7 if home else 1)  # of Boreal its owner, whoever the team belongs to
    with scope(organization=cast.boreal):
        assert alike(team_rows._of_slug, cast.aurora.pk, "pricing") == []
        assert alike(team_rows._all_parts, cast.aurora.pk, team) == []


def test_who_lacks_a_lead_is_asked_as_its_queryset_asks(cast: Cast) -> None:
    today = date(2026, 11, 23)
    with scope(organization=cast.aurora):
        assert alike(leads._of_all, cast.aurora.pk, today, today, MONDAY) == []
        cast.leads["fraud"].grants.all().delete()
        assert alike(leads._of_all, cast.aurora.pk, today, today, MONDAY) == [("Fraud", cast.fraud.slug)]
    with scope(organization=cast.boreal):
        assert alike(leads._of_all, cast.aurora.pk, today, today, MONDAY) == []


def test_an_answer_is_written_as_the_model_writes_it(
    cast: Cast, response: Response, known_users: Criterion, proven_benefit: Criterion
) -> None:
    given = ("na", "other", "We’re “between” teams", "https://example.org/?a=%s", True)
    with scope(organization=cast.aurora):
        pk = answering._added.run(response.pk, known_users.pk, 3, *given)
        stored = Answer.objects.get()
        assert plain(stored) == plain(
            Answer.objects.model(
                pk=pk,
                response_id=response.pk,
                criterion_id=known_users.pk,
                revision=3,
                rating=given[0],
                na_reason=given[1],
                comment=given[2],
                evidence_url=given[3],
                confirmed=given[4],
            )
        )
        place, change = (response.pk, known_users.pk), (4, "fully", "", "", "", False)
        assert answering._changed.run(*place, 2, *change) == 0  # the third revision is stored
        assert answering._changed.run(*place, 3, *change) == 1
        assert answering._changed.run(response.pk + 1, known_users.pk, 4, *change) == 0
        assert answering._changed.run(response.pk, proven_benefit.pk, 4, *change) == 0
        assert list(Answer.objects.values_list("rating", "revision", "confirmed")) == [("fully", 4, False)]


def test_each_prepared_query_is_proved_here() -> None:
    """A new one is compared with its queryset above, and then named here."""
    ours = {one.name for one in prepared.KNOWN if not one.name.startswith("tests.")}
    assert ours == {
        "organizations.accounts.backends._person",
        "organizations.requests._grants",
        "organizations.requests._membership",
        "organizations.teams.leads._of_all",
        "organizations.teams.people._grants_here",
        "organizations.teams.queries._all_kin",
        "organizations.teams.queries._all_labels",
        "organizations.teams.queries._labels_on",
        "reports.queries.answers._counts",
        "reports.queries.answers._said",
        "reports.queries.filters._all_units",
        "reports.queries.kept._stamps",
        "reports.queries.rounds._of_all",
        "reports.queries.standings._of_all",
        "reports.queries.team_rows._all_parts",
        "reports.queries.team_rows._all_results",
        "reports.queries.team_rows._of_slug",
        "reports.queries.team_rows._of_team",
        "reports.queries.team_rows._sendings",
        "reports.queries.turnout._answered",
        "reports.queries.turnout._stamps",
        "surveys.answer_pages._filled_in",
        "surveys.answering._added",
        "surveys.answering._changed",
        "surveys.answering._held",
        "surveys.answering._named",
        "surveys.answering._stored",
        "surveys.invitations._with_grants",
        "surveys.results.counting._answers",
        "surveys.results.counting._locked",
        "surveys.results.counting._responses",
        "surveys.results.counting._stored",
        "surveys.results.standings._locked",
        "surveys.results.standings._results",
        "surveys.seats._of_team",
    }
    assert all(isinstance(one, Prepared | PreparedInsert | PreparedUpdate) for one in prepared.KNOWN)
