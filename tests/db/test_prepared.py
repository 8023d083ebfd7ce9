"""Prepared queries give what their querysets give, whoever asks: at home, from elsewhere, or not any more."""

import uuid
from collections.abc import Iterator
from contextvars import Context
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Q
from django.db.transaction import TransactionManagementError
from django_scopes.exceptions import ScopeError

from core import clock, prepared
from core.prepared import NotPreparable, Prepared, PreparedInsert, PreparedUpdate
from maturity.models import Criterion, ModelVersion
from organizations import requests
from organizations.accounts import backends
from organizations.models import Organization, Team, User
from organizations.scoping import scope, scopes_disabled
from surveys import answer_pages, answering, invitations, seats
from surveys.models import Answer, Invitation, Response, TeamResult
from surveys.results import counting
from tests.cast import Cast
from tests.survey_steps import MONDAY, SECOND, begun, opened


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


def alike(query: Prepared[..., Any], *args: Any) -> list[Any]:
    """The rows, once it is sure that the queryset gives the same, of the same types."""
    expected = list(query.build(*args))
    for _turn in ("written", "bound again"):
        found = query.rows(*args)
        assert [plain(row) for row in found] == [plain(row) for row in expected]
    return found


def plain(row: Any) -> Any:
    """A row as values with their types; an instance with the instances that were read along."""
    if not isinstance(row, models.Model):
        return [(type(value), value) for value in row] if isinstance(row, tuple) else (type(row), row)
    own = {name: (type(value), value) for name, value in vars(row).items() if not name.startswith("_")}
    return type(row), own, {name: plain(one) for name, one in row._state.fields_cache.items() if one}


# How queries are written, on tables of the product


@Prepared
def _teams(kind: str, above: int | None, archived: bool) -> models.QuerySet[Team]:
    return Team.objects.filter(kind=kind, parent=above, archived_at__isnull=not archived).order_by("pk")


@Prepared
def _among(teams: tuple[int, ...]) -> models.QuerySet[Team]:
    return Team.objects.filter(Q(pk__in=teams) | Q(slug="pricing")).order_by("pk")


@Prepared
def _only_among(teams: tuple[int, ...]) -> models.QuerySet[Team]:
    return Team.objects.filter(pk__in=teams).order_by("pk")


@Prepared
def _one(pk: int) -> models.QuerySet[Team]:
    return Team.objects.filter(pk=pk)


@Prepared
def _open_people(open: bool, since: datetime) -> models.QuerySet[User, tuple[Any, ...]]:
    found = User.objects.filter(is_active=open, date_joined__gte=since).order_by("pk")
    return found.values_list("pk", "email", "is_active", "date_joined")


@Prepared
def _held_since(day: date) -> models.QuerySet[User, Any]:
    return (
        User.objects.filter(memberships__grants__starts_on=day).order_by("pk").values_list("email", flat=True)
    )


def test_the_tenant_is_bound_each_time_and_sees_only_its_own(cast: Cast) -> None:
    for organization, names in ((cast.aurora, ["Retail", "Risk"]), (cast.boreal, [])):
        with scope(organization=organization):
            assert [team.name for team in alike(_teams, "unit", None, False)] == names
        with scope(organization=organization.pk):
            assert [team.name for team in alike(_teams, "unit", None, False)] == names


def test_a_foreign_id_is_not_found(cast: Cast) -> None:
    with scope(organization=cast.boreal):
        assert alike(_only_among, (cast.pricing.pk,)) == []
        assert [one.name for one in alike(_only_among, (cast.pricing.pk, cast.logistics.pk))] == ["Logistics"]


def test_without_a_scope_a_tenants_query_is_refused(cast: Cast) -> None:
    def refused() -> None:
        with pytest.raises(ScopeError):
            _teams.rows("unit", None, False)

    Context().run(refused)
    with scopes_disabled():
        assert len(alike(_teams, "team", None, False)) == 1
    Context().run(refused)  # the text without a tenant does not serve whoever has no scope


def test_a_scope_of_several_asks_the_queryset_itself(cast: Cast) -> None:
    with scope(organization=[cast.aurora, cast.boreal]):
        assert len(alike(_teams, "team", None, False)) == 1


@pytest.mark.parametrize("archived", [True, False])
def test_both_values_of_a_boolean_and_none_have_their_own_text(cast: Cast, archived: bool) -> None:
    Team._base_manager.filter(pk=cast.churn.pk).update(archived_at=datetime(2026, 1, 1, tzinfo=UTC))
    with scope(organization=cast.aurora):
        for above in (None, cast.retail.pk, cast.risk.pk):
            alike(_teams, "team", above, archived)
        assert [one.name for one in _teams.rows("team", cast.retail.pk, archived)] == [
            "Churn" if archived else "Pricing"
        ]


def test_lists_of_any_length_and_with_repeated_members(cast: Cast) -> None:
    a, b = cast.churn.pk, cast.fraud.pk
    with scope(organization=cast.aurora):
        for teams in ((), (a,), (a, a), (a, b), (b, a, b), (a, b, 0)):
            alike(_among, teams)
            alike(_only_among, teams)
        assert [one.pk for one in _only_among.rows((b, a, b))] == sorted([a, b])


def test_an_empty_list_asks_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    with scope(organization=cast.aurora), django_assert_num_queries(0):
        assert _only_among.rows(()) == []


@pytest.mark.parametrize("number", [2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30, -(2**63) - 1])
def test_a_number_that_no_column_holds_is_not_found(cast: Cast, number: int) -> None:
    with scope(organization=cast.aurora):
        assert alike(_one, number) == []


def test_moments_and_days_come_back_as_such(cast: Cast) -> None:
    rows = alike(_open_people, True, datetime(2020, 1, 1, tzinfo=UTC))

    assert {type(value) for row in rows for value in row} == {int, str, bool, datetime}
    assert all(row[3].tzinfo is not None for row in rows)
    assert "lia@aurora.example" in alike(_held_since, date(2020, 1, 1))
    assert alike(_held_since, date(2020, 1, 2)) == []


@Prepared
def _results(participation: int) -> models.QuerySet[TeamResult]:
    return TeamResult.objects.filter(participation=participation).select_related("participation__round")


def test_decimals_and_json_come_back_as_such(cast: Cast, response: Response) -> None:
    TeamResult._base_manager.filter(participation=response.participation_id).update(
        score=Decimal("2.50"), conditions=[{"met": True}]
    )
    with scope(organization=cast.aurora):
        (row,) = alike(_results, response.participation_id)

    assert (type(row.score), row.score, row.conditions) == (Decimal, Decimal("2.50"), [{"met": True}])


def test_a_uuid_is_read_by_its_field(cast: Cast) -> None:
    """No table of ours has one, so a text is cast to it: SQLite gives the letters, the field the UUID."""
    letters = "0123456789abcdef0123456789abcdef"

    @Prepared
    def _cast_to_uuid(slug: str) -> models.QuerySet[Organization, Any]:
        value = models.functions.Cast(models.Value(letters), models.UUIDField())
        return (
            Organization.objects.filter(slug=slug).annotate(known_as=value).values_list("known_as", flat=True)
        )

    assert alike(_cast_to_uuid, "aurora") == [uuid.UUID(letters)]


# What is refused


@pytest.fixture
def own() -> Iterator[None]:
    """What a test prepares is forgotten after it."""
    before = len(prepared.KNOWN)
    yield
    del prepared.KNOWN[before:]


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda most: Team.objects.order_by("pk")[:most], id="a slice"),
        pytest.param(lambda unit: Team.objects.filter(pk=unit, parent=unit), id="used twice"),
        pytest.param(lambda unit: Team.objects.order_by("pk"), id="not used"),
        pytest.param(lambda unit: Team.objects.filter(name__contains=unit), id="written into a pattern"),
        pytest.param(
            lambda unit: TeamResult.objects.filter(**{f"plan__items__{unit}": "x"}), id="a path in JSON"
        ),
        pytest.param(lambda unit: Team.objects.filter(pk=unit).prefetch_related("labels"), id="prefetching"),
        pytest.param(lambda unit: Team.objects.filter(pk=unit).values("pk"), id="rows as dictionaries"),
    ],
)
def test_a_query_that_does_not_take_its_argument_as_one_value_is_refused(cast: Cast, build: Any) -> None:
    with scope(organization=cast.aurora), pytest.raises(NotPreparable):
        Prepared(build).rows(1)


@pytest.mark.parametrize("value", [1.5, b"x", Decimal(1), datetime(2026, 1, 1), [1], (None,)])  # noqa: DTZ001
def test_an_argument_of_another_kind_is_refused(cast: Cast, value: Any) -> None:
    with scope(organization=cast.aurora), pytest.raises(NotPreparable):
        _only_among.rows(value)


@pytest.mark.engine("postgresql")  # SQLite locks the whole file, in any transaction
@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction(cast: Cast, response: Response) -> None:
    with scope(organization=cast.aurora), pytest.raises(TransactionManagementError):
        answering._named.rows(response.public_id, response.participation_id)


# Each prepared query of the product


def test_a_saved_answer_asks_what_its_querysets_ask(
    cast: Cast,
    response: Response,
    known_users: Criterion,
    proven_benefit: Criterion,
) -> None:
    name, here = response.public_id, response.participation_id
    own, other = cast.pricing.pk, cast.churn.pk
    with scope(organization=cast.aurora):
        answering.save_answer(response, known_users, answering.Given("fully"), revision=1, by=cast.lia)
    for organization in (cast.aurora, cast.boreal):
        home = organization == cast.aurora
        with scope(organization=organization):
            assert len(alike(answering._named, name, here)) == home
            assert alike(answering._named, "somebody-elses", here) == []
            assert len(alike(answering._named_of_teams, name, here, organization.pk, True, ())) == home
            for teams in ((), (own,), (own, own), (other, own), (other,)):
                rows = alike(answering._named_of_teams, name, here, organization.pk, False, teams)
                assert len(rows) == (home and own in teams)
            assert len(alike(answering._stored, response.pk, known_users.pk)) == home
            assert alike(answering._stored, response.pk, proven_benefit.pk) == []


def test_an_answering_page_asks_what_its_querysets_ask(
    cast: Cast, response: Response, known_users: Criterion
) -> None:
    with scope(organization=cast.aurora):
        (unanswered,) = alike(answer_pages._filled_in, response.participation_id, "team")
        assert unanswered[len(answer_pages.SHOWN) :] == (None,) * 6
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


def test_an_answer_is_written_as_the_model_writes_it(
    cast: Cast, response: Response, known_users: Criterion, proven_benefit: Criterion
) -> None:
    given = ("na", "other", "We’re “between” teams", "https://example.org/?a=%s")
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
            )
        )
        place, change = (response.pk, known_users.pk), (4, "fully", "", "", "")
        assert answering._changed.run(*place, 2, *change) == 0  # the third revision is stored
        assert answering._changed.run(*place, 3, *change) == 1
        assert answering._changed.run(response.pk + 1, known_users.pk, 4, *change) == 0
        assert answering._changed.run(response.pk, proven_benefit.pk, 4, *change) == 0
        assert list(Answer.objects.values_list("rating", "revision")) == [("fully", 4)]


def test_each_prepared_query_is_proved_here() -> None:
    """A new one is compared with its queryset above, and then named here."""
    ours = {one.name for one in prepared.KNOWN if not one.name.startswith("tests.")}
    assert ours == {
        "organizations.accounts.backends._person",
        "organizations.requests._grants",
        "organizations.requests._membership",
        "surveys.answer_pages._filled_in",
        "surveys.answering._added",
        "surveys.answering._changed",
        "surveys.answering._named",
        "surveys.answering._named_of_teams",
        "surveys.answering._stored",
        "surveys.invitations._with_grants",
        "surveys.results.counting._answers",
        "surveys.results.counting._locked",
        "surveys.results.counting._responses",
        "surveys.results.counting._stored",
        "surveys.seats._of_team",
    }
    assert all(isinstance(one, Prepared | PreparedInsert | PreparedUpdate) for one in prepared.KNOWN)
