"""Teams that come to a round when it is open already: asked, counted and compared like all others."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.errors import DomainError
from core.models import OutboxMessage
from maturity.models import ModelVersion
from organizations.access import RightLacking, Role
from organizations.models import AuditEvent, Team
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope
from organizations.teams import merging, tree
from surveys import answering, invitations, rounds
from surveys.models import Invitation, Participation, Response, Round, RoundTotals, TeamResult, TeamStanding
from surveys.refusals import NoTeams, RoundClosed, RoundNotYetOpen, TeamAsked, TeamNotAllowed
from tests.at_once import at_once
from tests.cast import Cast, place
from tests.offering import NINA, carried_out
from tests.standings import At, hold
from tests.survey_steps import CLOSES, MONDAY, SECOND, answer_all, opened, planned

AGAIN = range(2)  # without the locks nearly every run fails; two leave no luck


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """Pricing alone is asked, since nine o'clock."""
    return opened(cast, health)


def sent_for(cast: Cast, round: Round, team: Team, rating: str) -> Response:
    """The answers of a team whose lead is in the cast, all alike."""
    part = round.participations.get(team=team)
    lead = cast.lia if team == cast.pricing else cast.leads[team.slug]
    response = answering.start(invitations.invitation_of(lead, part))
    answer_all(response, rating)
    return answering.submit(response, key=f"of {team.slug}", by=lead)


# What joining does


def test_a_team_joins_under_the_names_that_it_has_by_then(cast: Cast, round: Round) -> None:
    tree.rename_team(cast.fraud, "Fraud desk", by=None)

    rounds.add_teams(round, [cast.fraud], by=cast.davi)

    late = round.participations.get(team=cast.fraud)
    assert (late.team_name, late.unit_path, late.joined_at) == ("Fraud desk", "Risk", MONDAY)
    assert round.participations.get(team=cast.pricing).joined_at is None


def test_its_lead_is_asked_and_nobody_twice(cast: Cast, round: Round) -> None:
    carried_out()

    mails = rounds.add_teams(round, [cast.fraud, cast.churn], by=cast.davi)

    assert mails == 2
    queued = OutboxMessage.objects.filter(topic="round.invite", state=OutboxMessage.State.QUEUED)
    assert {one.payload["membership"] for one in queued} == {
        cast.leads["fraud"].pk,
        cast.leads["churn"].pk,
    }
    assert Invitation.objects.count() == 3


def test_whoever_is_invited_to_lead_it_is_asked_by_the_address(cast: Cast, round: Round) -> None:
    claims = place(cast.aurora, "Claims", cast.risk)
    make_offers(cast.aurora, [NewOffer(NINA, Role.LEAD, team=claims)], by=cast.ada)

    assert rounds.add_teams(round, [claims], by=cast.davi) == 1

    assert Invitation.objects.get(participation__team=claims).email == NINA


def test_a_team_that_nobody_leads_joins_and_costs_no_mail(cast: Cast, round: Round) -> None:
    founded = tree.add_team(cast.aurora, name="Claims", parent=cast.risk, by=None)  # after the opening
    carried_out()

    assert rounds.add_teams(round, [founded], by=cast.davi) == 0

    assert round.participations.filter(team=founded).exists()


def test_its_result_is_laid_out_and_the_others_stay_as_they_are(cast: Cast, round: Round) -> None:
    sent_for(cast, round, cast.pricing, "fully")
    before = TeamResult.objects.get()

    with clock.at(MONDAY + timedelta(hours=1)):
        rounds.add_teams(round, [cast.fraud, cast.churn], by=cast.davi)

    assert TeamResult.objects.get(participation__team=cast.pricing).computed_at == before.computed_at
    late = TeamResult.objects.get(participation__team=cast.fraud)
    assert (late.state, late.responses, late.dimension_results.count()) == (
        "no_data",
        0,
        round.version.dimension_count,
    )
    assert late.criterion_results.count() == round.version.criterion_count
    assert TeamStanding.objects.get(team=cast.fraud).result is None


def test_it_counts_like_all_others_when_the_round_closes(cast: Cast, round: Round) -> None:
    rounds.add_teams(round, [cast.fraud, cast.churn], by=cast.davi)
    sent_for(cast, round, cast.fraud, "fully")
    rounds.close_round(round, by=cast.davi)

    highest = round.version.top_level
    assert RoundTotals.objects.get().teams == {
        str(cast.pricing.pk): False,
        str(cast.fraud.pk): highest,
        str(cast.churn.pk): False,
    }


def test_it_is_compared_with_its_own_last_round(cast: Cast, health: ModelVersion) -> None:
    hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.fraud: At(1), cast.pricing: At(2)})
    round = opened(cast, health)

    rounds.add_teams(round, [cast.fraud], by=cast.davi)
    stands = TeamStanding.objects.get(team=cast.fraud)
    assert stands.result is not None
    assert (stands.result.round.name, stands.previous) == ("2026 S1", None)
    sent_for(cast, round, cast.fraud, "fully")

    stands.refresh_from_db()
    assert stands.result is not None
    assert stands.previous is not None
    assert (stands.result.round.name, stands.previous.round.name) == ("2026 Q4", "2026 S1")


def test_the_trail_says_who_let_which_teams_in(cast: Cast, round: Round) -> None:
    rounds.add_teams(round, [cast.fraud, cast.churn], by=cast.davi)

    line = AuditEvent.objects.get(action="round.joined")
    assert (line.label, line.actor) == ("2026 Q4", cast.davi.user)
    assert line.detail["number"] == 2
    assert set(line.detail["teams"]) == {"Churn", "Fraud"}


def test_a_line_of_the_trail_names_so_many_teams_and_no_more(cast: Cast, round: Round) -> None:
    many = [place(cast.aurora, f"Team {number}") for number in range(21)]

    rounds.add_teams(round, many, by=cast.davi)

    line = AuditEvent.objects.get(action="round.joined")
    assert (line.detail["number"], len(line.detail["teams"]), line.detail["teams"][-1]) == (21, 21, "…")


def test_many_cost_no_more_queries_than_one(cast: Cast, round: Round) -> None:
    rounds.add_teams(round, [cast.churn], by=cast.davi)  # what is prepared once a process is prepared
    many = [place(cast.aurora, f"Team {number}") for number in range(7)]

    with CaptureQueriesContext(
        connection,
    ) as one:
        rounds.add_teams(round, [cast.fraud], by=cast.davi)
    with CaptureQueriesContext(connection) as seven:
        rounds.add_teams(round, many, by=cast.davi)

    assert len(seven) <= len(one)


def test_in_the_last_minute_it_can_still_join(cast: Cast, round: Round) -> None:
    with clock.at(CLOSES - SECOND):
        rounds.add_teams(round, [cast.fraud], by=cast.davi)

    assert round.participations.count() == 2


# What is refused


@pytest.mark.parametrize(
    ("state", "error"), [(Round.State.DRAFT, RoundNotYetOpen), (Round.State.CLOSED, RoundClosed)]
)
def test_only_an_open_round_is_joined(cast: Cast, health: ModelVersion, state: str, error: Any) -> None:
    round = planned(cast, health)
    Round.objects.update(state=state)

    with pytest.raises(error):
        rounds.add_teams(round, [cast.fraud], by=cast.davi)

    assert round.participations.count() == 1


def test_a_round_whose_time_is_over_is_joined_by_nobody_though_no_clock_has_closed_it(
    cast: Cast, round: Round
) -> None:
    with clock.at(CLOSES), pytest.raises(RoundClosed):
        rounds.add_teams(round, [cast.fraud], by=cast.davi)


def test_a_team_that_takes_part_is_refused_and_those_beside_it_stay_out(cast: Cast, round: Round) -> None:
    with pytest.raises(TeamAsked) as refused:
        rounds.add_teams(round, [cast.fraud, cast.pricing], by=cast.davi)

    assert "Pricing takes part in this round already" in str(refused.value)
    assert round.participations.count() == 1


def test_archived_ones_units_and_other_organizations_teams_take_no_part(cast: Cast, round: Round) -> None:
    tree.archive_team(cast.churn, by=None)

    for team in (cast.churn, cast.retail, cast.logistics):
        with pytest.raises(TeamNotAllowed):
            rounds.add_teams(round, [cast.fraud, team], by=cast.davi)
    with pytest.raises(NoTeams):
        rounds.add_teams(round, [], by=cast.davi)


@pytest.mark.parametrize("who", ["marta", "lia", "vera", "clara"])
def test_who_runs_no_rounds_adds_no_team(cast: Cast, round: Round, who: str) -> None:
    with pytest.raises(RightLacking):
        rounds.add_teams(round, [cast.churn], by=getattr(cast, who))


# Two at once


def within(cast: Cast, deed: Any, *args: Any, **kwargs: Any) -> Any:
    """The deed on that Monday in Aurora's scope, neither of which a new thread has."""
    with scope(organization=cast.aurora), clock.at(MONDAY):
        return deed(*args, **kwargs)


@pytest.mark.parametrize("again", AGAIN)
def test_of_two_who_add_one_team_at_once_one_is_told(
    transactional_db: None, cast: Cast, health: ModelVersion, again: int
) -> None:
    round = within(cast, opened, cast, health)
    add = partial(within, cast, rounds.add_teams, by=cast.davi)

    outcomes = at_once(
        partial(add, Round.objects.get(pk=round.pk), [cast.fraud]),
        partial(add, Round.objects.get(pk=round.pk), [cast.fraud, cast.churn]),
    )

    assert sum(isinstance(one, TeamAsked) for one in outcomes) == 1
    assert Invitation.objects.filter(participation__team=cast.fraud).count() == 1


@pytest.mark.parametrize("again", AGAIN)
def test_a_round_that_closes_meanwhile_has_a_result_of_each_team_that_came_in(
    transactional_db: None, cast: Cast, health: ModelVersion, again: int
) -> None:
    round = within(cast, opened, cast, health)

    added, closed = at_once(
        partial(within, cast, rounds.add_teams, Round.objects.get(pk=round.pk), [cast.fraud], by=cast.davi),
        partial(within, cast, rounds.close_round, Round.objects.get(pk=round.pk), by=cast.davi),
    )

    assert closed is None
    inside = set(Participation.objects.values_list("team_id", flat=True))
    assert inside == (
        {cast.pricing.pk} if isinstance(added, RoundClosed) else {cast.pricing.pk, cast.fraud.pk}
    )
    assert {int(team) for team in RoundTotals.objects.get().teams} == inside


@pytest.mark.parametrize("again", AGAIN)
def test_a_team_that_is_merged_away_meanwhile_is_in_no_open_round(
    transactional_db: None, cast: Cast, health: ModelVersion, again: int
) -> None:
    round = within(cast, opened, cast, health)

    outcomes = at_once(
        partial(within, cast, rounds.add_teams, Round.objects.get(pk=round.pk), [cast.fraud], by=cast.davi),
        partial(within, cast, merging.merge_teams, cast.fraud, into=cast.churn, by=None),
    )

    refused = [one for one in outcomes if isinstance(one, DomainError)]
    assert len(refused) == 1
    asked = Participation.objects.filter(team=cast.fraud).exists()
    assert asked == Team.objects.filter(pk=cast.fraud.pk).active().exists()
