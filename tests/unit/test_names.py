"""Names in the order of the alphabet."""

import pytest

from core.names import as_path, by_name, paths_of, plain, sort_key


def test_accents_and_capitals_decide_only_between_names_that_are_else_the_same() -> None:
    names = [
        "Zeca",
        "Ágata",
        "Agata",
        "agenda",
        "Érica",
        "Erica Lima",
        "Órbita",
        "olho",
        "Ümit",
        "Uwe",
        "2026",
    ]

    assert sorted(names, key=sort_key) == [
        "2026",
        "Agata",
        "Ágata",
        "agenda",
        "Érica",
        "Erica Lima",
        "olho",
        "Órbita",
        "Ümit",
        "Uwe",
        "Zeca",
    ]


@pytest.mark.parametrize(
    ("name", "as_compared"), [("Álvaro", "alvaro"), ("STRASSE", "strasse"), ("Straße", "strasse")]
)
def test_a_name_is_compared_without_accents_and_capitals(name: str, as_compared: str) -> None:
    assert plain(name) == as_compared


def test_of_one_name_the_first_that_came_stays_first() -> None:
    assert by_name([("B", 1), ("Á", 2), ("B", 3), ("Á", 4)], lambda row: row[0]) == [
        ("Á", 2),
        ("Á", 4),
        ("B", 1),
        ("B", 3),
    ]


def test_a_path_leads_from_the_top_to_each_name() -> None:
    paths = paths_of([(4, 2, "Pricing"), (2, 1, "Retail"), (1, None, "Aurora"), (7, 2, "Basket")])

    assert paths == {
        1: ["Aurora"],
        2: ["Aurora", "Retail"],
        4: ["Aurora", "Retail", "Pricing"],
        7: ["Aurora", "Retail", "Basket"],
    }
    assert as_path(paths[4]) == "Aurora / Retail / Pricing"


def test_what_lies_below_something_unseen_stands_at_the_top() -> None:
    assert paths_of([(4, 2, "Pricing"), (5, 4, "Prices")]) == {4: ["Pricing"], 5: ["Pricing", "Prices"]}
