"""A new team that comes from another one has that team's last answers beside its first ones."""

from datetime import UTC, datetime

import pytest

from core import clock
from core.errors import DomainError
from maturity.models import ModelVersion
from organizations.access import RightLacking, Role
from organizations.members import memberships
from organizations.models import AuditEvent, Team
from organizations.teams import tree
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.last_time import LastTime, last_time_of
from surveys.models import Answer, Response, Round
from tests.cast import Cast
from tests.standings import At, hold
from tests.survey_steps import CLOSES, MONDAY, OPENS, opened, sent_in

USERS, BENEFIT = "value.known-users", "value.proven-benefit"
AUGUST = datetime(2026, 8, 3, 12, tzinfo=UTC)


@pytest.fixture
def rates(cast: Cast) -> Team:
    """Split off from Pricing in August; Lia leads it as well."""
    with clock.at(AUGUST):
        founded = tree.add_team(
            cast.aurora,
            name="Rates",
            parent=cast.retail,
            led_by=cast.lia,
            split_from=cast.pricing,
            by=cast.ada,
        )
    memberships.grant_role(cast.lia, Role.LEAD, team=founded, by=None)
    return founded


def spring(cast: Cast, version: ModelVersion, **otherwise: str) -> None:
    """What Pricing had sent half a year before; two things stood in its way."""
    told = {cast.pricing: At(2, plan=(BENEFIT,))}
    round = hold(cast.aurora, version, "2026 S1", "2026-04-06", told, **otherwise)
    said = {USERS: Given("largely", comment="Three of five."), BENEFIT: Given("dk")}
    sent_in(round, cast.pricing, said)


def first_of(cast: Cast, round: Round, team: Team) -> Response:
    with clock.at(max(MONDAY, round.opens_at)):
        return answering.start(invitations.invitation_of(cast.lia, round.participations.get(team=team)))


def last(response: Response) -> LastTime | None:
    return last_time_of(response, response.participation.round)


def save(response: Response, given: Given) -> Answer:
    with clock.at(MONDAY):
        answering.save_answer(response, answering.criterion_of(response, USERS), given, revision=1)
    return Answer.objects.get(response=response, criterion__key=USERS)


def test_its_first_round_shows_the_others_last_answers_as_the_others(
    cast: Cast, health: ModelVersion, rates: Team
) -> None:
    spring(cast, health)

    found = last(first_of(cast, opened(cast, health, teams=[rates]), rates))

    assert found is not None
    assert (found.whose, found.round, found.added) == ("Pricing", "2026 S1", frozenset())
    users = found.of(health.criteria.get(key=USERS))
    assert users is not None
    assert users.given == Given("largely", comment="Three of five.")


def test_one_is_confirmed_by_itself_and_none_with_others(
    cast: Cast, health: ModelVersion, rates: Team
) -> None:
    spring(cast, health)
    response = first_of(cast, opened(cast, health, teams=[rates]), rates)

    found = last(response)
    assert found is not None
    by_key = {key: found.of(health.criteria.get(key=key)) for key in (USERS, BENEFIT)}
    assert {key: (one.confirmable, one.in_block) for key, one in by_key.items() if one} == {
        USERS: (True, False),
        BENEFIT: (False, False),  # nobody knew
    }
    assert save(response, Given("largely", confirmed=True)).confirmed


def test_from_the_second_round_on_its_own_answers_count(
    cast: Cast, health: ModelVersion, rates: Team
) -> None:
    spring(cast, health)
    round = opened(cast, health, teams=[rates])
    save(first_of(cast, round, rates), Given("not"))
    with clock.at(CLOSES):
        rounds.close_round(round, by=None)
        again = rounds.plan_round(
            cast.aurora,
            name="2027 Q1",
            version=health,
            teams=[rates],
            opens_at=None,
            closes_at=CLOSES + (CLOSES - OPENS),
            by=cast.davi,
        )
        rounds.open_round(again, by=cast.davi)

    found = last(first_of(cast, again, rates))

    assert found is not None
    assert (found.whose, found.round) == ("", "2026 Q4")


def test_the_team_that_it_comes_from_sees_nothing_of_it(
    cast: Cast, health: ModelVersion, rates: Team
) -> None:
    before = hold(cast.aurora, health, "2026 S1", "2026-04-06", {rates: At(2)})
    sent_in(before, rates, {USERS: Given("fully")})

    assert last(first_of(cast, opened(cast, health), cast.pricing)) is None


@pytest.mark.parametrize(
    "otherwise",
    [
        pytest.param({"void_reason": "The wrong teams were asked."}, id="declared void"),
        pytest.param({"mode": Round.Mode.ANONYMOUS}, id="answered anonymously"),
        pytest.param({"mode": Round.Mode.MEMBERS}, id="answered by each member"),
    ],
)
def test_what_no_lead_said_for_the_other_is_not_shown(
    cast: Cast, health: ModelVersion, rates: Team, otherwise: dict[str, str]
) -> None:
    spring(cast, health, **otherwise)

    assert last(first_of(cast, opened(cast, health, teams=[rates]), rates)) is None


def test_the_other_may_be_archived_since(cast: Cast, health: ModelVersion, rates: Team) -> None:
    spring(cast, health)
    tree.archive_team(cast.pricing, by=None)

    assert last(first_of(cast, opened(cast, health, teams=[rates]), rates)) is not None


# Adding it


def test_the_trail_says_which_team_it_comes_from(cast: Cast, rates: Team) -> None:
    line = AuditEvent.objects.get(action="team.added")

    assert line.detail == {"kind": "team", "parent": "Retail", "split_from": "Pricing"}


@pytest.mark.parametrize("origin", ["retail", "churn", "logistics"])
def test_a_team_comes_from_a_team_in_use_of_its_organization(cast: Cast, origin: str) -> None:
    tree.archive_team(cast.churn, by=None)

    with pytest.raises(tree.NotATeam):
        tree.add_team(cast.aurora, name="Rates", split_from=getattr(cast, origin), by=cast.ada)

    assert not Team.objects.filter(name="Rates").exists()


def test_a_unit_comes_from_none(cast: Cast) -> None:
    with pytest.raises(DomainError):
        tree.add_team(cast.aurora, name="Rates", kind=Team.Kind.UNIT, split_from=cast.pricing, by=cast.ada)


def test_the_manager_of_a_unit_splits_nothing_off(cast: Cast) -> None:
    with pytest.raises(RightLacking):
        tree.add_team(cast.aurora, name="Rates", split_from=cast.pricing, by=cast.marta)
