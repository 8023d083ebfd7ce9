"""What may be shown of answers: nothing that fewer people gave than the round's minimum group."""

import pytest

from surveys.anonymity import is_anonymous, may_show, minimum_group
from surveys.models import Round


@pytest.mark.parametrize(
    ("mode", "minimum"), [(Round.Mode.LEAD, None), (Round.Mode.MEMBERS, None), (Round.Mode.ANONYMOUS, 5)]
)
def test_only_anonymous_rounds_ask_for_a_group(mode: str, minimum: int | None) -> None:
    assert minimum_group(mode, 5) == minimum
    assert is_anonymous(mode) == (minimum is not None)


def test_four_of_five_are_too_few_and_five_are_enough() -> None:
    assert not may_show({"not": 1, "fully": 3}, 5)
    assert may_show({"not": 2, "fully": 3}, 5)


def test_one_answer_by_name_is_shown() -> None:
    assert may_show({"fully": 1}, minimum_group(Round.Mode.LEAD, 5))
