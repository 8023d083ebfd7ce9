"""Models and answers for tests of the rule, written as the rule's own examples write them."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

from maturity.scoring import (
    DK,
    NA,
    Bounds,
    CriterionSpec,
    ModelSpec,
    Option,
    Scale,
    TeamScore,
    score_team,
    tally,
)
from maturity.scoring_cases import DEFAULT_SCALE

F = Fraction
LETTERS = {"N": "not", "P": "partially", "L": "largely", "F": "fully", "NA": NA, "DK": DK}
USUAL = Bounds()
YES_NO = Scale((Option("no", F(0)), Option("yes", F(1))))
UNEVEN = Scale((Option("none", F(0)), Option("some", F(1, 4)), Option("half", F(1, 2)), Option("all", F(1))))

properties = settings(max_examples=120, deadline=None, derandomize=True)
"""The same made-up cases in every run."""


def model_of(
    cells: Mapping[str, Mapping[int, str]],
    *,
    levels: tuple[int, ...] = (0, 1, 2, 3),
    bounds: Bounds = USUAL,
) -> ModelSpec:
    """A model from the criteria of its cells: `{"a": {1: "a1 a2"}}`."""
    criteria = tuple(
        CriterionSpec(key, dimension, level)
        for dimension, by_level in cells.items()
        for level, keys in by_level.items()
        for key in keys.split()
    )
    return ModelSpec(levels, tuple(cells), criteria, DEFAULT_SCALE, bounds)


DEMO = model_of({"a": {1: "a1 a2", 2: "a3 a4 a5", 3: "a6 a7"}, "b": {1: "b1 b2", 2: "b3 b4", 3: "b5"}})
"""The model of the rule's worked examples."""


def answers(text: str) -> dict[str, str]:
    """One respondent's answers: `answers("a1 F a2 NA")`."""
    words = text.split()
    return {key: LETTERS[letter] for key, letter in zip(words[::2], words[1::2], strict=True)}


def result(model: ModelSpec, *responses: Mapping[str, str] | str) -> TeamScore:
    """The result of a team whose members answered so."""
    given = [answers(one) if isinstance(one, str) else one for one in responses]
    return score_team(model, tally(model, given), responses=len(given))


_scales = st.sampled_from([DEFAULT_SCALE, YES_NO, UNEVEN])
_bounds = st.sampled_from(
    [
        Bounds(),
        Bounds(F(1), F(1)),
        Bounds(F(1, 3), F(1, 2)),
        Bounds(F(1, 2), F(1, 2)),
        Bounds(F(3, 5), F(5, 6)),
    ]
)


@st.composite
def models(draw: st.DrawFn, *, largest_cell: int = 3, dimensions: int = 3) -> ModelSpec:
    """Any small model: blank cells, criteria with a scale of their own, N/A allowed or not."""
    base = draw(st.integers(0, 1))
    levels = tuple(range(base, base + draw(st.integers(2, 4))))
    names = ("a", "b", "c")[: draw(st.integers(1, dimensions))]
    criteria = []
    for name in names:
        for level in levels[1:]:
            for number in range(draw(st.integers(0, largest_cell))):
                own = draw(st.one_of(st.none(), st.none(), _scales))
                key = f"{name}{level}-{number}"
                criteria.append(CriterionSpec(key, name, level, draw(st.booleans()), own))
    return ModelSpec(levels, names, tuple(criteria), draw(_scales), draw(_bounds))


@st.composite
def teams(
    draw: st.DrawFn, *, members: int = 4, largest_cell: int = 3, dimensions: int = 3
) -> tuple[ModelSpec, list[dict[str, str]]]:
    """Any small model and what one to `members` respondents answered."""
    model = draw(models(largest_cell=largest_cell, dimensions=dimensions))
    size = draw(st.integers(1, members))
    return model, [draw(responses_to(model)) for _ in range(size)]


@st.composite
def responses_to(draw: st.DrawFn, model: ModelSpec) -> dict[str, str]:
    """One respondent's answers: good ones are more likely, so that levels above the lowest are met."""
    given = {}
    for criterion in model.criteria:
        keys = model.scales[criterion.key].keys
        answer = draw(st.sampled_from([*keys, *keys[-1:] * 3, *keys[-2:], NA, DK, ""]))
        if answer:
            given[criterion.key] = answer
    return given
