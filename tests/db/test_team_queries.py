"""One team's result as its page reads it, from answers that were really given."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from maturity.models import ModelVersion
from maturity.reading import catalog
from maturity.scoring import Status
from organizations.models import Membership, Team
from organizations.teams.tree import rename_team
from reports.pages.changes import changes
from reports.pages.team_addresses import InOrganization
from reports.queries.history import past_of
from reports.queries.team import TeamReading, parts_of, read_team, team_seen_by
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.models import Round
from tests.cast import Cast
from tests.standings import NOBODY, At, hold
from tests.survey_steps import CLOSES, OPENS, answer_all

EXAMPLE = {
    "value.proven-benefit": "not",
    "flow.independent-delivery": "partially",
    "trust.mutual-help": "dk",
}
YEAR = timedelta(days=365)
PLACES = InOrganization("aurora", "pricing", round=1)  # where links lead; of any round here


def answered(
    cast: Cast, version: ModelVersion, answers: dict[str, str], *, name: str, after: timedelta
) -> Round:
    """A closed round in which Lia rated everything "fully" for Pricing, but for `answers`."""
    with clock.at(OPENS + after):
        round = rounds.plan_round(
            cast.aurora,
            name=name,
            version=version,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=CLOSES + after,
            by=cast.davi,
        )
        rounds.open_round(round, by=cast.davi)
        response = answering.start(invitations.invitation_of(cast.lia, round.participations.get()))
        answer_all(response, "fully", answers)
        read = catalog(version.pk)
        noted = Given(
            rating="not", comment="Nobody measures it.", evidence_url="https://wiki.aurora.example/value"
        )
        answering.save_answers(response, {read.criterion("value.proven-benefit"): noted})
        answering.submit(response, key=name, by=cast.lia)
        rounds.close_round(round, by=cast.davi)
    return round


def read(member: Membership, team: Team, round: Round | None = None) -> TeamReading:
    seen = team_seen_by(member, team.slug)
    assert seen is not None
    return read_team(member, seen, parts_of(member, seen), round.pk if round else None)


@pytest.fixture
def two(cast: Cast, health: ModelVersion) -> list[Round]:
    """Level 2 in both; between them learning fell and flow rose."""
    before = EXAMPLE | {"flow.independent-delivery": "not", "trust.mutual-help": "fully"}
    return [
        answered(cast, health, before, name="2026", after=timedelta()),
        answered(cast, health, EXAMPLE, name="2027", after=YEAR),
    ]


def test_a_team_reads_its_newest_result_against_the_one_before(cast: Cast, two: list[Round]) -> None:
    reading = read(cast.lia, cast.pricing)

    assert reading.now is not None
    assert reading.before is not None
    assert (reading.now.part.round.name, reading.before.part.round.name) == ("2027", "2026")
    assert (reading.now.result.level, reading.change) == (2, 0)
    assert reading.now.result.score == Fraction(53, 24)
    assert reading.sent is not None
    assert reading.sent.by == "Lia Souza"


def test_every_level_is_counted_again_by_the_rule(cast: Cast, two: list[Round]) -> None:
    now = read(cast.lia, cast.pricing).now

    assert now is not None
    assert now.achieved is not None
    # level 2: everything fully; level 3: (0 + 1/3 + 1 + open 0) / 4
    assert now.achieved.means == {2: Fraction(1), 3: Fraction(1, 3)}
    assert now.achieved.level == now.result.level
    assert now.achieved.score == now.result.score


def test_each_criterion_knows_what_its_answers_amount_to(cast: Cast, two: list[Round]) -> None:
    now = read(cast.lia, cast.pricing).now

    assert now is not None
    assert now.criteria["flow.independent-delivery"].value == Fraction(1, 3)
    assert now.criteria["flow.independent-delivery"].only_answer == "partially"
    assert now.criteria["trust.mutual-help"].is_(Status.UNKNOWN)


def test_what_the_lead_wrote_is_read_with_the_result(cast: Cast, two: list[Round]) -> None:
    said = read(cast.lia, cast.pricing).said["value.proven-benefit"]

    assert (said.comment, said.link) == ("Nobody measures it.", "https://wiki.aurora.example/value")


def test_what_moved_is_told_by_levels_and_by_criteria(cast: Cast, two: list[Round]) -> None:
    moved = changes(PLACES, read(cast.lia, cast.pricing))

    assert moved is not None
    # flow: 0 to 1/3 of level 3, still level 2; trust: 1 to open 0, from level 3 to 2
    assert [(level.name, level.start, level.end, level.move) for level in moved.levels] == [
        ("Trust", 3, 2, None)
    ]
    assert [(move.criterion.key, move.start, move.end) for move in moved.criteria] == [
        ("flow.independent-delivery", "Not achieved", "Partially achieved")
    ]


def test_a_criterion_has_a_past(cast: Cast, two: list[Round]) -> None:
    past = past_of(read(cast.lia, cast.pricing), "trust.mutual-help")

    statuses = [one.stand.score.status for one in past if one.stand and one.stand.score]
    assert [one.part.round.name for one in past] == ["2027", "2026"]
    assert statuses == [Status.UNKNOWN, Status.RATED]


def test_a_silent_round_of_the_past_hides_nothing(cast: Cast, two: list[Round], health: ModelVersion) -> None:
    with clock.at(OPENS + 2 * YEAR):
        silent = rounds.plan_round(
            cast.aurora,
            name="2028",
            version=health,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=CLOSES + 2 * YEAR,
            by=cast.davi,
        )
        rounds.open_round(silent, by=cast.davi)

    first = past_of(read(cast.lia, cast.pricing), "trust.mutual-help")[0]

    assert first.part.round.name == "2028"
    assert first.stand is not None
    assert first.stand.is_(Status.MISSING)


def test_an_earlier_round_is_compared_with_what_was_before_it(cast: Cast, two: list[Round]) -> None:
    reading = read(cast.lia, cast.pricing, two[0])

    assert reading.now is not None
    assert reading.now.part.round.name == "2026"
    assert reading.before is None
    assert reading.change is None
    assert changes(PLACES, reading) is None


def test_a_round_in_which_the_team_kept_silent_is_not_compared_with(cast: Cast, health: ModelVersion) -> None:
    hold(cast.aurora, health, "1", "2025-01-01", {cast.pricing: At(1)})
    hold(cast.aurora, health, "2", "2025-06-01", {cast.pricing: NOBODY})
    hold(cast.aurora, health, "void", "2025-07-01", {cast.pricing: At(3)}, void_reason="Wrong")
    hold(cast.aurora, health, "3", "2026-01-01", {cast.pricing: At(3)})

    reading = read(cast.davi, cast.pricing)

    assert reading.before is not None
    assert reading.before.part.round.name == "1"
    assert reading.change == 2
    assert [one.part.round.name for one in reading.history] == ["3", "void", "2", "1"]


def test_a_silent_newer_round_is_not_what_a_team_sees_first(cast: Cast, health: ModelVersion) -> None:
    hold(cast.aurora, health, "answered", "2026-01-01", {cast.pricing: At(2)})
    hold(cast.aurora, health, "open", "2026-06-01", {cast.pricing: NOBODY}, state=Round.State.OPEN)

    reading = read(cast.lia, cast.pricing)

    assert reading.now is not None
    assert reading.now.part.round.name == "answered"


def test_past_rounds_keep_the_name_of_their_time(cast: Cast, health: ModelVersion) -> None:
    hold(cast.aurora, health, "1", "2025-01-01", {cast.pricing: At(1)})
    rename_team(cast.pricing, name="Rates", by=cast.ada)

    reading = read(cast.davi, Team.objects.get(pk=cast.pricing.pk))

    assert reading.now is not None
    assert (reading.team.name, reading.now.part.team_name) == ("Rates", "Pricing")


def test_a_team_that_was_never_asked_has_no_result(cast: Cast) -> None:
    reading = read(cast.davi, cast.fraud)

    assert (reading.now, reading.before, list(reading.history)) == (None, None, [])


@pytest.mark.parametrize(
    ("person", "team", "seen"),
    [
        ("lia", "pricing", True),
        ("lia", "churn", False),
        ("marta", "churn", True),
        ("marta", "fraud", False),
        ("vera", "fraud", True),
        ("clara", "pricing", False),
        ("davi", "logistics", False),
        ("davi", "retail", False),
    ],
)
def test_only_who_may_reads_a_team(cast: Cast, person: str, team: str, seen: bool) -> None:
    assert (team_seen_by(cast.people[person], team) is not None) == seen


def test_more_rounds_cost_no_more_queries(cast: Cast, health: ModelVersion) -> None:
    def queries() -> int:
        seen = team_seen_by(cast.davi, "pricing")
        assert seen is not None
        read_team(cast.davi, seen, parts_of(cast.davi, seen), None)
        with CaptureQueriesContext(connection) as captured:
            past_of(read_team(cast.davi, seen, parts_of(cast.davi, seen), None), "trust.mutual-help")
        return len(captured)

    for year in (2024, 2025):
        hold(cast.aurora, health, str(year), f"{year}-01-01", {cast.pricing: At(1)})
    few = queries()
    for month in range(1, 9):
        hold(cast.aurora, health, str(month), f"2026-0{month}-01", {cast.pricing: At(2)})

    assert queries() == few
