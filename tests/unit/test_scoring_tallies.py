"""From answers to the value of one criterion (scoring rule, section 2)."""

from collections.abc import Mapping

import pytest

from maturity.scoring import CriterionScore, CriterionSpec, ModelSpec, Status, Tally, rate, tally
from maturity.scoring_cases import DEFAULT_SCALE
from tests.ratings import DEMO, UNEVEN, YES_NO, F, answers


@pytest.mark.parametrize(
    ("counts", "status", "value"),
    [
        pytest.param({}, Status.MISSING, None, id="nobody answered"),
        pytest.param({"largely": 1}, Status.RATED, F(2, 3), id="one answer is the value"),
        pytest.param({"na": 1}, Status.NOT_APPLICABLE, None, id="the only answer is N/A"),
        pytest.param({"dk": 1}, Status.UNKNOWN, None, id="the only answer is don't know"),
        pytest.param({"na": 1, "not": 1}, Status.RATED, F(0), id="half N/A is not more than half"),
        pytest.param({"na": 2, "fully": 1}, Status.NOT_APPLICABLE, None, id="two N/A of three"),
        pytest.param(
            {"na": 2, "fully": 1, "dk": 1},
            Status.RATED,
            F(1),
            id="a don't know is an answer among which N/A counts",
        ),
        pytest.param({"na": 2, "dk": 3}, Status.UNKNOWN, None, id="nobody rated, N/A the smaller part"),
        pytest.param({"dk": 9, "partially": 1}, Status.RATED, F(1, 3), id="don't know pulls nobody down"),
        pytest.param({"not": 1, "fully": 2}, Status.RATED, F(2, 3), id="the mean of the ratings"),
    ],
)
def test_what_the_answers_to_a_criterion_amount_to(
    counts: Mapping[str, int], status: Status, value: F | None
) -> None:
    score = rate(Tally(counts), DEFAULT_SCALE)

    assert (score.status, score.value) == (status, value)


@pytest.mark.parametrize(
    ("counts", "disagreement", "talk"),
    [
        pytest.param({"fully": 1}, None, False, id="one rating cannot disagree"),
        pytest.param({"fully": 1, "dk": 4, "na": 2}, None, False, id="only ratings count"),
        pytest.param({"fully": 5}, F(0), False, id="all agree"),
        pytest.param({"not": 2, "fully": 2}, F(1), True, id="one half lowest, the other highest"),
        # median 1/3; distances 1/3 + 0 + 2/3 = 1; 2 * 1 / 3
        pytest.param({"not": 1, "partially": 1, "fully": 1}, F(2, 3), True, id="spread over the scale"),
        # median 1; distances 0 + 0 + 0 + 1 = 1; 2 * 1 / 4
        pytest.param({"fully": 3, "not": 1}, F(1, 2), True, id="exactly one half is talked about"),
        # median 1; distances 4 * 0 + 1; 2 * 1 / 5
        pytest.param({"fully": 4, "not": 1}, F(2, 5), False, id="below one half is not"),
    ],
)
def test_disagreement_is_the_distance_from_the_median(
    counts: Mapping[str, int], disagreement: F | None, talk: bool
) -> None:
    score = rate(Tally(counts), DEFAULT_SCALE)

    assert (score.disagreement, score.talk) == (disagreement, talk)


def test_a_criterion_out_of_its_cell_has_no_disagreement() -> None:
    score = rate(Tally({"na": 5, "not": 1, "fully": 1}), DEFAULT_SCALE)

    assert score == CriterionScore(Status.NOT_APPLICABLE)


def test_na_where_it_is_not_allowed_is_as_if_it_were_not_there() -> None:
    alone = rate(Tally({"na": 3}), DEFAULT_SCALE, na_allowed=False)
    beside = rate(Tally({"na": 3, "partially": 1}), DEFAULT_SCALE, na_allowed=False)

    assert alone.status == Status.MISSING
    assert beside.value == F(1, 3)


def test_values_follow_the_scale_of_the_criterion() -> None:
    assert rate(Tally({"yes": 1, "no": 1}), YES_NO).value == F(1, 2)
    assert rate(Tally({"some": 1, "half": 1, "all": 1}), UNEVEN).value == F(7, 12)


def test_answers_are_counted_by_key_and_criterion() -> None:
    counted = tally(DEMO, [answers("a1 F a2 NA b5 DK"), answers("a1 F a2 P"), answers("a1 N")])

    assert list(counted) == [criterion.key for criterion in DEMO.criteria]
    assert counted["a1"].counts == {"not": 1, "fully": 2}
    assert counted["a2"].counts == {"partially": 1, "na": 1}
    assert counted["b5"].counts == {"dk": 1}
    assert counted["b4"].counts == {}


def test_what_another_version_asked_or_offered_is_dropped() -> None:
    model = ModelSpec(
        levels=(0, 1),
        dimensions=("x",),
        criteria=(
            CriterionSpec("kept", "x", 1, na_allowed=False),
            CriterionSpec("rescaled", "x", 1, scale=YES_NO),
            CriterionSpec("new", "x", 1),
        ),
        scale=DEFAULT_SCALE,
    )

    counted = tally(model, [{"kept": "na", "rescaled": "fully", "gone": "fully"}, {"kept": "largely"}])

    assert {key: dict(one.counts) for key, one in counted.items()} == {
        "kept": {"largely": 1},
        "rescaled": {},
        "new": {},
    }
