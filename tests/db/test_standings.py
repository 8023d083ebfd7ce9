"""Where each team stands: its latest counted result in a lineage, whatever has happened since."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core import clock
from maturity.exchange import load_version
from maturity.models import MaturityModel, ModelVersion
from maturity.scoring import State
from organizations.models import Team
from organizations.teams.merging import merge_teams
from organizations.teams.tree import archive_team, restore_team
from surveys import answering, results, rounds
from surveys.models import Response, Round, TeamStanding
from tests.cast import Cast
from tests.standings import HIDDEN, NOBODY, At, hold
from tests.survey_steps import CLOSES, MONDAY, SECOND, answer_all, begun, opened

UNSURE = At(1, State.PROVISIONAL, highest=3)


def stands(team: Team, version: ModelVersion) -> tuple[str | None, ...]:
    """The names of the rounds of the result that counts, of the one before it, and of the newest."""
    row = TeamStanding.objects.select_related("result__round", "previous__round", "newest__round").get(
        team=team, lineage=version.model_id
    )
    return tuple(one and one.round.name for one in (row.result, row.previous, row.newest))


@pytest.fixture
def last_year(cast: Cast, health: ModelVersion) -> Round:
    return hold(cast.aurora, health, "2025", "2025-11-03", {cast.pricing: At(1), cast.churn: At(3)})


@pytest.fixture
def response(cast: Cast, health: ModelVersion, last_year: Round) -> Response:
    """Lia's answers in the open round, all given and not sent."""
    response = begun(cast, opened(cast, health, teams=[cast.pricing, cast.churn]))
    with clock.at(MONDAY):
        answer_all(response, "fully")
    return response


def send(response: Response, cast: Cast) -> None:
    with clock.at(MONDAY):
        answering.submit(response, key="k1", by=cast.lia)


def test_an_open_round_moves_nobody_who_has_not_sent(
    cast: Cast, health: ModelVersion, response: Response
) -> None:
    assert stands(cast.pricing, health) == ("2025", None, "2025")


def test_what_a_lead_sends_counts_at_once(cast: Cast, health: ModelVersion, response: Response) -> None:
    send(response, cast)

    assert stands(cast.pricing, health) == ("2026 Q4", "2025", "2026 Q4")
    assert stands(cast.churn, health) == ("2025", None, "2025")


def test_answers_taken_back_let_the_team_fall_back(
    cast: Cast, health: ModelVersion, response: Response
) -> None:
    send(response, cast)
    with clock.at(MONDAY + SECOND):
        answering.reopen(response, by=cast.lia)

    assert stands(cast.pricing, health) == ("2025", None, "2025")


def test_a_team_that_let_a_round_pass_keeps_its_level(
    cast: Cast, health: ModelVersion, response: Response
) -> None:
    send(response, cast)
    with clock.at(CLOSES - SECOND):
        rounds.close_round(Round.objects.get(name="2026 Q4"), by=cast.davi)

    assert stands(cast.churn, health) == ("2025", None, "2026 Q4")


@pytest.mark.parametrize(
    ("rounds_held", "expected"),
    [
        pytest.param([At(1), UNSURE], ("first", None, "second"), id="not certain yet"),
        pytest.param([At(1), At(None, State.NOT_RATED)], ("first", None, "second"), id="nothing applies"),
        pytest.param([At(1), HIDDEN], ("second", None, "second"), id="hidden: nothing older is compared"),
        pytest.param([At(1), HIDDEN, NOBODY], ("second", None, "third"), id="hidden, and then missing"),
        pytest.param([At(1), HIDDEN, At(2)], ("third", "first", "third"), id="counted again"),
        pytest.param([NOBODY, UNSURE], (None, None, "second"), id="never counted"),
        pytest.param([At(1), At(2), At(3)], ("third", "second", "third"), id="three in a row"),
        pytest.param([At(1, State.DECIDED), NOBODY], ("first", None, "second"), id="decided is certain"),
    ],
)
def test_the_newest_that_tells_decides(
    cast: Cast, health: ModelVersion, rounds_held: list[At], expected: tuple[str | None, ...]
) -> None:
    for name, year, at in zip(["first", "second", "third"], [2023, 2024, 2025], rounds_held, strict=False):
        hold(cast.aurora, health, name, f"{year}-04-01", {cast.pricing: at})

    assert stands(cast.pricing, health) == expected


@pytest.mark.parametrize("mode", [Round.Mode.MEMBERS, Round.Mode.ANONYMOUS])
def test_what_several_people_answer_counts_from_the_close(
    cast: Cast, health: ModelVersion, last_year: Round, mode: str
) -> None:
    held = hold(
        cast.aurora, health, "open", "2026-04-01", {cast.pricing: At(4)}, mode=mode, state=Round.State.OPEN
    )
    before = stands(cast.pricing, health)

    with clock.at(held.closes_at):
        Round.objects.filter(pk=held.pk).update(state=Round.State.CLOSED)
        results.standings.recount(cast.aurora)

    assert before == ("2025", None, "2025")
    assert stands(cast.pricing, health) == ("open", "2025", "open")


def test_a_void_round_moves_nobody(cast: Cast, health: ModelVersion, response: Response) -> None:
    send(response, cast)
    round = Round.objects.get(name="2026 Q4")
    Round.objects.filter(pk=round.pk).update(void_reason="The wrong teams")
    results.recompute(round)

    assert stands(cast.pricing, health) == ("2025", None, "2025")


def test_each_lineage_stands_by_itself(cast: Cast, health: ModelVersion, mlops: ModelVersion) -> None:
    hold(cast.aurora, health, "health", "2025-04-01", {cast.pricing: At(2)})
    hold(cast.aurora, mlops, "pilot", "2026-04-01", {cast.pricing: At(0)})

    assert stands(cast.pricing, health) == ("health", None, "health")
    assert stands(cast.pricing, mlops) == ("pilot", None, "pilot")


def test_an_adapted_model_goes_on_where_its_origin_was(
    cast: Cast, health: ModelVersion, health_document: dict[str, Any], last_year: Round
) -> None:
    own = deepcopy(health_document)
    own["model"]["key"] = "our-health"
    MaturityModel.objects.create(owner=cast.aurora, key="our-health", derived_from=health)
    ours = load_version(own, owner=cast.aurora)
    response = begun(cast, opened(cast, ours))
    with clock.at(MONDAY):
        answer_all(response, "fully")
    send(response, cast)

    assert stands(cast.pricing, health) == ("2026 Q4", "2025", "2026 Q4")
    assert not TeamStanding.objects.filter(lineage=ours.model_id).exists()


def test_an_archived_team_is_out_and_comes_back_as_it_was(
    cast: Cast, health: ModelVersion, last_year: Round
) -> None:
    archive_team(cast.churn, by=cast.olga)
    without = set(TeamStanding.objects.visible_to(cast.davi).values_list("team__name", flat=True))
    restore_team(cast.churn, by=cast.olga)

    assert without == {"Pricing"}
    assert TeamStanding.objects.visible_to(cast.davi).count() == 2
    assert stands(cast.churn, health) == ("2025", None, "2025")


def test_a_merged_team_is_out_and_moves_the_other_nowhere(
    cast: Cast, health: ModelVersion, last_year: Round
) -> None:
    merge_teams(cast.churn, into=cast.pricing, by=cast.olga)

    [row] = TeamStanding.objects.visible_to(cast.davi).select_related("team", "result")
    assert (row.team.name, row.result.level) == ("Pricing", 1)


def test_a_lead_sees_where_the_own_team_stands(cast: Cast, last_year: Round) -> None:
    seen = TeamStanding.objects.visible_to(cast.lia).values_list("team__name", flat=True)

    assert list(seen) == ["Pricing"]


def test_a_stamp_is_new_with_each_result_though_the_team_stands_where_it_stood(
    cast: Cast, health: ModelVersion, response: Response
) -> None:
    send(response, cast)
    before = TeamStanding.objects.get(team=cast.pricing)
    results.refresh(response.participation)
    after = TeamStanding.objects.get(team=cast.pricing)

    assert (after.result_id, after.newest_id) == (before.result_id, before.newest_id)
    assert after.stamp != before.stamp


def test_closing_writes_only_who_stands_elsewhere(
    cast: Cast, health: ModelVersion, response: Response
) -> None:
    send(response, cast)
    before = dict(TeamStanding.objects.values_list("team__name", "stamp"))
    with clock.at(CLOSES - timedelta(days=1)):
        rounds.close_round(Round.objects.get(name="2026 Q4"), by=cast.davi)
    after = dict(TeamStanding.objects.values_list("team__name", "stamp"))

    assert {name for name in after if after[name] != before[name]} == {"Churn"}


def test_an_upgrade_fills_the_table_and_the_check_says_what_is_missing(
    cast: Cast, health: ModelVersion, last_year: Round, capsys: pytest.CaptureFixture[str]
) -> None:
    TeamStanding.objects.all().delete()

    with pytest.raises(CommandError, match="2 standings are not what follows"):
        call_command("recount_standings", "--check")
    assert not TeamStanding.objects.exists()
    call_command("recount_standings", organization="aurora")
    call_command("recount_standings", "--check")

    assert capsys.readouterr().out.splitlines() == [
        "aurora: 2 wrong",
        "boreal: all are right",
        "aurora: 2 corrected",
        "aurora: all are right",
        "boreal: all are right",
    ]
    assert stands(cast.pricing, health) == ("2025", None, "2025")


def test_a_row_without_any_result_is_emptied(cast: Cast, health: ModelVersion, last_year: Round) -> None:
    stray = TeamStanding.objects.get(team=cast.pricing).result_id
    TeamStanding.objects.create(
        organization=cast.aurora, team=cast.fraud, lineage=health.model, result_id=stray
    )

    assert results.standings.recount(cast.aurora) == 1
    assert stands(cast.fraud, health) == (None, None, None)


def test_nobody_recounts_an_organization_that_there_is_not(db: None) -> None:
    with pytest.raises(CommandError, match="There is no organization nowhere"):
        call_command("recount_standings", organization="nowhere")
