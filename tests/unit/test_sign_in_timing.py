"""The test by which the times of refused sign-ins are compared, against what tables say."""

import random

import pytest

from bench.sign_in_timing import kolmogorov_smirnov


def test_the_same_values_do_not_differ() -> None:
    values = [float(n) for n in range(200)]

    assert kolmogorov_smirnov(values, values) == 1.0


def test_apart_values_differ() -> None:
    assert kolmogorov_smirnov([1.0] * 200, [2.0] * 200) < 1e-6


def test_a_small_shift_is_found_with_many_values() -> None:
    chance = random.Random(3)
    first = [chance.gauss(50, 1) for _ in range(500)]
    second = [chance.gauss(50.4, 1) for _ in range(500)]

    assert kolmogorov_smirnov(first, second) < 0.01


def test_what_comes_from_one_source_seldom_seems_to_differ() -> None:
    chance = random.Random(5)
    found = [
        kolmogorov_smirnov([chance.random() for _ in range(500)], [chance.random() for _ in range(500)])
        < 0.05
        for _ in range(200)
    ]

    assert sum(found) <= 20  # 5 % of them, twice that at most


def test_the_distance_of_the_table_gives_its_p() -> None:
    """For 100 and 100 values the 5 % bound is 1.358 * sqrt(2 / 100) = 0.192: 19 apart is just above 5 %."""
    first = [float(n) for n in range(100)]
    second = [n + 19.5 for n in range(100)]

    assert kolmogorov_smirnov(first, second) == pytest.approx(0.05, abs=0.02)
