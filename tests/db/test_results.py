"""The result rows: what the rule says, stored once and always the same."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from core import clock
from core.models import OutboxMessage
from core.tasks import sweep
from maturity.models import ModelVersion
from maturity.reading import catalog
from surveys import answering, results, rounds
from surveys.models import Answer, CriterionResult, DimensionResult, Response, Round, TeamResult
from surveys.refusals import RoundNotYetOpen
from surveys.results import counting
from tests.cast import Cast
from tests.survey_steps import CLOSES, MONDAY, OPENS, SECOND, answer_all, begun, opened, planned

EXAMPLE = {
    "value.proven-benefit": "not",
    "flow.independent-delivery": "partially",
    "trust.mutual-help": "dk",
}


@pytest.fixture
def sent(cast: Cast, health: ModelVersion) -> Response:
    """Lia's answers: all fully, but for the example's."""
    response = begun(cast, opened(cast, health, teams=[cast.pricing, cast.churn]))
    with clock.at(MONDAY):
        answer_all(response, "fully", EXAMPLE)
        return answering.submit(response, key="k1", by=cast.lia)


def test_a_teams_row_carries_what_its_page_tells(sent: Response) -> None:
    # level 3: (0 + 1/3 + 1 + open 0) / 4 = 1/3; value 0, flow 1/3, learning 1, trust 0
    # score 2 + (1/3)/(2/3) x (0 + 2/3 + 1 + 0)/4 = 2 + 1/2 x 5/12 = 53/24
    row = TeamResult.objects.get(participation=sent.participation)

    assert (row.state, row.level, row.highest_level, row.next_level) == ("complete", 2, 2, 3)
    assert (row.score_exact, str(row.score)) == ("53/24", "2.20")
    assert (row.missing, row.unknown, row.not_applicable, row.responses) == (0, 1, 0, 1)
    assert (row.shown, row.computed_at) == (True, MONDAY)
    assert row.conditions == [
        {"dimension": None, "mean": "1/3", "required": "2/3", "met": False},
        {"dimension": "value", "mean": "0", "required": "1/2", "met": False},
        {"dimension": "flow", "mean": "1/3", "required": "1/2", "met": False},
        {"dimension": "learning", "mean": "1", "required": "1/2", "met": True},
        {"dimension": "trust", "mean": "0", "required": "1/2", "met": False},
    ]


def test_a_teams_row_carries_its_shortest_way_up(sent: Response) -> None:
    # the overall sum lacks 2/3 x 4 - 4/3 = 4/3; value and trust need half, which only 2/3 gives: two steps
    # each; flow one step to 2/3: 2 + 2 + 1 = 5 steps add 2/3 + 2/3 + 1/3 = 5/3, enough
    plan = TeamResult.objects.get(participation=sent.participation).plan

    assert (plan["target"], plan["cost"]) == (3, 5)
    assert plan["items"] == [
        {
            "criterion": "value.proven-benefit",
            "start": "0",
            "end": "2/3",
            "option": "largely",
            "steps": 2,
            "find_out_first": False,
        },
        {
            "criterion": "trust.mutual-help",
            "start": "0",
            "end": "2/3",
            "option": "largely",
            "steps": 2,
            "find_out_first": True,
        },
        {
            "criterion": "flow.independent-delivery",
            "start": "1/3",
            "end": "2/3",
            "option": "largely",
            "steps": 1,
            "find_out_first": False,
        },
    ]


def test_dimensions_and_criteria_have_their_rows(sent: Response) -> None:
    rows = {row.dimension.key: row for row in DimensionResult.objects.filter(team=sent.participation.team)}
    counts = CriterionResult.objects.filter(team_result__participation=sent.participation)
    by_key = {row.criterion.key: row for row in counts.select_related("criterion")}

    assert {key: (row.level, row.next_level) for key, row in rows.items()} == {
        "value": (2, 3),
        "flow": (2, 3),
        "learning": (3, None),
        "trust": (2, 3),
    }
    assert (rows["flow"].score_exact, rows["flow"].next_mean_exact) == ("8/3", "1/3")
    assert rows["flow"].blockers == ["flow.independent-delivery"]
    assert (by_key["trust.mutual-help"].counts, by_key["trust.mutual-help"].mean_exact) == ({"dk": 1}, "")
    assert (by_key["trust.open-speech"].counts, by_key["trust.open-speech"].mean_exact) == ({"fully": 1}, "1")


def test_a_criterion_that_nobody_answered_counts_nothing(cast: Cast, health: ModelVersion) -> None:
    response = begun(cast, opened(cast, health))
    first = health.criteria.get(key="value.known-users")
    with clock.at(MONDAY):
        answering.save_answer(response, first, answering.Given("fully"), revision=1)
        answering.submit(response, key="k1", by=cast.lia)

    row = TeamResult.objects.get()
    assert (row.state, row.missing, row.level, row.highest_level) == ("provisional", 7, 1, 3)
    assert CriterionResult.objects.exclude(counts={}).get().criterion == first


def test_rows_are_updated_and_never_made_anew(cast: Cast, health: ModelVersion) -> None:
    response = begun(cast, opened(cast, health))
    models = (TeamResult, DimensionResult, CriterionResult)
    before = [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models]

    with clock.at(MONDAY):
        answer_all(response, "fully")
        answering.submit(response, key="k1", by=cast.lia)

    assert [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models] == before


def test_refreshing_a_team_takes_nine_queries(
    sent: Response, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    catalog(sent.participation.round.version_id)

    with django_assert_num_queries(11):  # six for the result, three for the standing; savepoint and release
        results.refresh(sent.participation)


def test_what_is_computed_again_is_what_was_stored(sent: Response) -> None:
    before = list(TeamResult.objects.order_by("pk").values_list("digest", "level", "score_exact", "plan"))

    changed = results.recompute(Round.objects.get())

    after = list(TeamResult.objects.order_by("pk").values_list("digest", "level", "score_exact", "plan"))
    assert (changed, after) == (0, before)


def test_computing_again_mends_what_was_stored_wrongly_and_says_so(
    sent: Response, capsys: pytest.CaptureFixture[str]
) -> None:
    TeamResult.objects.filter(participation=sent.participation).update(level=3)

    call_command("recompute_results", organization="aurora")

    assert TeamResult.objects.get(participation=sent.participation).level == 2
    assert capsys.readouterr().out == "aurora: 2026 Q4: 1 corrected\n"


def test_computing_again_brings_back_rows_that_are_gone(sent: Response) -> None:
    TeamResult.objects.all().delete()

    changed = results.recompute(Round.objects.get())

    assert (changed, TeamResult.objects.count(), DimensionResult.objects.count()) == (2, 2, 8)


def test_a_closing_round_computes_what_its_answers_changed_and_nothing_else(
    cast: Cast, sent: Response
) -> None:
    with clock.at(CLOSES - SECOND):
        rounds.close_round(Round.objects.get(), by=cast.davi)
    assert TeamResult.objects.get(participation=sent.participation).computed_at == MONDAY

    Answer.objects.filter(response=sent, criterion__key="value.proven-benefit").update(rating="fully")
    with clock.at(CLOSES):
        results.freeze(Round.objects.get())

    # level 3: value is 1 now: (1 + 1/3 + 1 + 0) / 4 = 7/12; trust is 0 still
    # score 2 + (7/12)/(2/3) x (1 + 2/3 + 1 + 0)/4 = 2 + 7/8 x 2/3 = 31/12
    row = TeamResult.objects.get(participation=sent.participation)
    assert (row.score_exact, row.computed_at) == ("31/12", CLOSES)
    assert TeamResult.objects.exclude(pk=row.pk).get().computed_at == OPENS


def test_a_closing_round_makes_rows_that_are_gone(cast: Cast, sent: Response) -> None:
    TeamResult.objects.all().delete()

    results.freeze(Round.objects.get())

    rows = TeamResult.objects.order_by("participation__team_name")
    assert list(rows.values_list("participation__team_name", "state")) == [
        ("Churn", "no_data"),
        ("Pricing", "complete"),
    ]
    assert (DimensionResult.objects.count(), CriterionResult.objects.count()) == (8, 16)


def test_no_team_is_left_out_between_two_batches(
    cast: Cast, health: ModelVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "BATCH", 2)
    monkeypatch.setattr(counting._locked, "_texts", {})  # the SQL that is kept says how many
    teams = [cast.pricing, cast.churn, cast.fraud]
    round = opened(cast, health, teams=teams)
    response = begun(cast, round)
    with clock.at(MONDAY):
        answer_all(response, "fully")
        answering.submit(response, key="k1", by=cast.lia)

    assert CriterionResult.objects.count() == 3 * 8
    TeamResult.objects.update(digest="", level=None)
    results.freeze(round)
    assert sorted(TeamResult.objects.values_list("state", "level"), key=str) == [
        ("complete", 3),
        ("no_data", None),
        ("no_data", None),
    ]
    TeamResult.objects.update(digest="")
    assert results.recompute(round) == 3


def test_closing_asks_as_often_for_three_teams_as_for_one(
    cast: Cast, health: ModelVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    small = opened(cast, health)
    large = opened(cast, health, name="2026 Q4, all", teams=[cast.pricing, cast.churn, cast.fraud])
    for round in (small, large):
        with django_assert_num_queries(7):  # five that look; savepoint and release besides
            results.freeze(round)
        TeamResult.objects.filter(round=round).update(digest="")
        with django_assert_num_queries(11):  # and their rows, with where the teams stand
            results.freeze(round)


def test_the_command_needs_a_round(cast: Cast, health: ModelVersion) -> None:
    planned(cast, health)

    with pytest.raises(CommandError):
        call_command("recompute_results")


def test_the_digest_follows_the_counted_answers(sent: Response) -> None:
    before = TeamResult.objects.get(participation=sent.participation).digest
    Answer.objects.filter(criterion__key="trust.mutual-help").update(rating="fully")

    results.recompute(Round.objects.get())

    assert TeamResult.objects.get(participation=sent.participation).digest != before


def test_computing_again_can_be_asked_for(
    cast: Cast, sent: Response, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    round = Round.objects.get()
    TeamResult.objects.update(level=None)

    with django_capture_on_commit_callbacks(execute=True):
        rounds.ask_recompute(round, by=cast.davi)

    assert TeamResult.objects.get(participation=sent.participation).level == 2
    assert OutboxMessage.objects.get(topic="round.recompute").state == "done"


def test_a_lost_hint_loses_no_recomputing(cast: Cast, sent: Response) -> None:
    TeamResult.objects.update(level=None)
    rounds.ask_recompute(Round.objects.get(), by=cast.davi)  # never committed here: no hint goes out

    sweep()

    assert TeamResult.objects.get(participation=sent.participation).level == 2


def test_a_draft_has_nothing_to_compute(cast: Cast, health: ModelVersion) -> None:
    with pytest.raises(RoundNotYetOpen):
        rounds.ask_recompute(planned(cast, health), by=cast.davi)
