"""Months back from a moment."""

from datetime import UTC, datetime
from typing import Any

import pytest

from surveys.retention import months_before


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        pytest.param((2026, 11, 26), 6, (2026, 5, 26), id="within the year"),
        pytest.param((2026, 3, 15), 3, (2025, 12, 15), id="into the last year"),
        pytest.param((2026, 1, 31), 12, (2025, 1, 31), id="a whole year"),
        pytest.param((2026, 3, 31), 1, (2026, 2, 28), id="a shorter month"),
        pytest.param((2024, 3, 31), 1, (2024, 2, 29), id="a leap year"),
        pytest.param((2026, 12, 1), 240, (2006, 12, 1), id="the longest"),
    ],
)
def test_months_are_counted_back(moment: Any, months: Any, before: Any) -> None:
    assert months_before(datetime(*moment, tzinfo=UTC), months) == datetime(*before, tzinfo=UTC)
