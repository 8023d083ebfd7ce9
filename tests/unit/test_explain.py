"""The rule in words, with a team's own numbers."""

from fractions import Fraction

import pytest

from maturity.scoring import State
from reports import explain
from reports.explain import Condition

NBSP = "\N{NO-BREAK SPACE}"


def overall(share: Fraction, needed: Fraction = Fraction(2, 3)) -> Condition:
    return Condition(None, share, needed, share >= needed)


def dimension(name: str, share: Fraction, needed: Fraction = Fraction(1, 2)) -> Condition:
    return Condition(name, share, needed, share >= needed)


@pytest.mark.parametrize(
    ("conditions", "sentence"),
    [
        pytest.param(
            [
                overall(Fraction(41, 68)),
                dimension("People", Fraction(1, 2)),
                dimension("Release", Fraction(431, 1000)),
            ],
            f"Level 2 is 60.3{NBSP}% achieved overall and 66.7{NBSP}% is needed; all dimensions but Release "
            "reach their part.",
            id="overall and one dimension are short",
        ),
        pytest.param(
            [
                overall(Fraction(41, 68)),
                dimension("People", Fraction(1, 2)),
                dimension("Release", Fraction(1, 2)),
            ],
            "Every dimension reaches what level 2 asks of it, but overall the level is "
            f"60.3{NBSP}% achieved and 66.7{NBSP}% is needed.",
            id="only overall is short",
        ),
        pytest.param(
            [overall(Fraction(2, 3)), dimension("People", Fraction(1)), dimension("Release", Fraction(1, 3))],
            f"Overall level 2 is achieved; only Release holds the team back: 33.3{NBSP}% of it is achieved "
            f"there and 50{NBSP}% is needed.",
            id="one weak dimension",
        ),
        pytest.param(
            [
                overall(Fraction(2, 3)),
                dimension("People", Fraction(1)),
                dimension("Data", Fraction(1, 3)),
                dimension("Release", Fraction(1, 3)),
            ],
            "Overall level 2 is achieved; these dimensions hold the team back: Data and Release.",
            id="two weak dimensions",
        ),
        pytest.param(
            [overall(Fraction(1, 6)), dimension("Training", Fraction(1))]
            + [dimension(name, Fraction(0)) for name in ("People", "Data", "Release", "Testing")],
            f"Level 2 is 16.7{NBSP}% achieved overall and 66.7{NBSP}% is needed; 4 of 5 dimensions do not "
            "reach their part.",
            id="more are short than a sentence can name",
        ),
        pytest.param(
            [overall(Fraction(2, 3)), dimension("Training", Fraction(1))]
            + [dimension(name, Fraction(0)) for name in ("People", "Data", "Release", "Testing")],
            "Overall level 2 is achieved; 4 dimensions hold the team back.",
            id="overall is enough and many are short",
        ),
        pytest.param(
            [overall(Fraction(1, 6)), dimension("People", Fraction(1, 3)), dimension("Release", Fraction(0))],
            f"Level 2 is 16.7{NBSP}% achieved overall; 66.7{NBSP}% is needed.",
            id="nothing reaches its part",
        ),
    ],
)
def test_why_a_team_is_not_on_the_next_level(conditions: list[Condition], sentence: str) -> None:
    assert explain.what_holds(2, conditions) == sentence


def test_the_open_conditions_are_counted() -> None:
    conditions = [overall(Fraction(1, 2)), dimension("People", Fraction(1)), dimension("Data", Fraction(0))]

    assert explain.open_conditions(conditions).startswith("2 of 3 conditions are open.")
    assert explain.open_conditions(conditions[:2]).startswith("1 of 2 conditions is open.")


def test_an_end_is_the_top_of_the_model_or_of_what_applies() -> None:
    assert explain.at_the_end(4, 4) == "This is the highest level of the model."
    assert "applies to this team" in explain.at_the_end(1, 3)


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (State.NO_DATA, "No answers yet"),
        (State.SUPPRESSED, "Too few answers to show"),
        (State.NOT_RATED, "Nothing applies"),
    ],
)
def test_a_result_without_a_level_says_so(state: State, title: str) -> None:
    notice = explain.without_level(state, minimum=5, is_open=True)

    assert notice is not None
    assert notice.title == title


def test_after_the_round_nobody_is_told_to_wait() -> None:
    notice = explain.without_level(State.NO_DATA, minimum=5, is_open=False)

    assert notice is not None
    assert notice.text == "Nobody answered for this team before the round closed."


@pytest.mark.parametrize("state", [State.COMPLETE, State.DECIDED, State.PROVISIONAL])
def test_a_result_with_a_level_needs_no_excuse(state: State) -> None:
    assert explain.without_level(state, minimum=5, is_open=False) is None


def test_a_provisional_level_is_a_range() -> None:
    notice = explain.certainty(State.PROVISIONAL, level=0, highest=2, missing=2, unknown=1)

    assert notice is not None
    assert notice.title == "At least level 0, at most level 2"
    assert notice.text == "2 questions without an answer can still change the level."


def test_a_decided_level_says_what_is_left() -> None:
    notice = explain.certainty(State.DECIDED, level=0, highest=0, missing=8, unknown=0)

    assert notice is not None
    assert notice.text == "8 questions are left; they cannot change the level."


def test_what_nobody_knows_may_lift_the_team() -> None:
    notice = explain.certainty(State.COMPLETE, level=1, highest=2, missing=0, unknown=1)

    assert notice is not None
    assert notice.text == "Up to level 2 if you find out about 1 criterion that nobody knows yet."


def test_a_sure_level_needs_no_more_words() -> None:
    assert explain.certainty(State.COMPLETE, level=1, highest=1, missing=0, unknown=3) is None


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (None, ""),
        (0, "No change of level since 2026 Q2."),
        (1, "1 level up since 2026 Q2."),
        (-2, "2 levels down since 2026 Q2."),
    ],
)
def test_a_change_since_the_round_before(steps: int | None, sentence: str) -> None:
    assert explain.since(steps, "2026 Q2") == sentence


@pytest.mark.parametrize(
    ("mean", "vacated", "words"),
    [
        (None, False, "Nothing is asked here"),
        (None, True, "Every criterion here is not applicable"),
        (Fraction(1, 2), False, f"50{NBSP}%, enough"),
        (Fraction(1, 3), False, f"33.3{NBSP}%, 50{NBSP}% needed"),
    ],
)
def test_an_empty_cell_is_never_full(mean: Fraction | None, vacated: bool, words: str) -> None:
    assert explain.cell_told(mean, Fraction(1, 2), vacated=vacated) == words


@pytest.mark.parametrize("state", list(State))
def test_each_state_has_its_word(state: State) -> None:
    assert explain.state_word(state)
