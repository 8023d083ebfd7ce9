"""Many teams at once (scoring rule, section 8)."""

from maturity.scoring import Stand, State, summarize
from tests.ratings import F

COMPLETE = State.COMPLETE


def stands(*levels: int | None, state: str = COMPLETE) -> list[Stand]:
    return [Stand(state, level) for level in levels]


def test_levels_are_counted_level_by_level() -> None:
    summary = summarize(stands(0, 2, 2, 1), levels=(0, 1, 2, 3))

    assert summary.distribution == {0: 1, 1: 1, 2: 2, 3: 0}
    assert summary.at_or_above == {0: F(1), 1: F(3, 4), 2: F(1, 2), 3: F(0)}


def test_the_median_is_a_level_that_exists() -> None:
    assert summarize(stands(3, 0, 1), levels=(0, 1, 2, 3)).median == 1
    assert summarize(stands(3, 0, 2, 1), levels=(0, 1, 2, 3)).median == 1  # the lower of 1 and 2


def test_only_certain_results_are_counted() -> None:
    decided = stands(2, state=State.DECIDED)
    others = [
        Stand(State.PROVISIONAL, 3),
        Stand(State.PROVISIONAL, 1),
        Stand(State.SUPPRESSED, None),
        Stand("no_data", None),  # as a database row gives it
        Stand(State.NOT_RATED, None),
    ]

    summary = summarize([*stands(0), *decided, *others], levels=(0, 1, 2, 3))

    assert (summary.teams, summary.counted) == (7, 2)
    assert summary.distribution == {0: 1, 1: 0, 2: 1, 3: 0}
    assert summary.others == {
        State.NO_DATA: 1,
        State.SUPPRESSED: 1,
        State.NOT_RATED: 1,
        State.PROVISIONAL: 2,
    }


def test_a_dimension_that_does_not_apply_to_a_team_is_not_counted() -> None:
    summary = summarize(stands(1, None, 2), levels=(0, 1, 2))

    assert (summary.counted, summary.others[State.NOT_RATED]) == (2, 1)


def test_without_a_counted_team_there_is_no_headline() -> None:
    summary = summarize([Stand(State.NO_DATA, None)], levels=(1, 2))

    assert (summary.counted, summary.median) == (0, None)
    assert summary.distribution == {1: 0, 2: 0}
    assert summary.at_or_above == {1: None, 2: None}
