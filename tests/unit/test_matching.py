"""Which criteria two versions share."""

from maturity.matching import Matching, match
from maturity.scoring import CriterionSpec


def test_criteria_are_matched_by_key_and_told_apart_by_their_place() -> None:
    earlier = [
        CriterionSpec("data.lineage", "data", 1),
        CriterionSpec("data.quality", "data", 2),
        CriterionSpec("people.roles", "people", 1),
        CriterionSpec("people.review", "people", 2),
        CriterionSpec("people.blame", "people", 2),
    ]
    later = [
        CriterionSpec("people.roles", "people", 1),
        CriterionSpec("people.review", "people", 3),
        CriterionSpec("data.quality", "quality", 2),
        CriterionSpec("data.contracts", "data", 2),
        CriterionSpec("data.lineage", "data", 1, na_allowed=False),
    ]

    found = match(earlier, later)

    assert found == Matching(
        kept=("people.roles", "data.lineage"),
        moved=("people.review", "data.quality"),
        added=("data.contracts",),
        dropped=("people.blame",),
    )
    assert found.shared == 4


def test_a_version_shares_all_with_itself_and_nothing_with_an_empty_one() -> None:
    one = [CriterionSpec("data.lineage", "data", 1)]

    assert match(one, one) == Matching(("data.lineage",), (), (), ())
    assert match([], one) == Matching((), (), ("data.lineage",), ())
    assert match(one, []) == Matching((), (), (), ("data.lineage",))
