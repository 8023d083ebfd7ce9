"""Each word of the product stands once in the glossary."""

from pathlib import Path

from django.conf import settings

GLOSSARY = Path(settings.BASE_DIR) / "docs" / "glossary.md"


def rows() -> list[list[str]]:
    table = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1:]]


def test_every_word_stands_once_with_its_portuguese_and_its_meaning() -> None:
    words = [row[0] for row in rows()]

    assert len(words) > 50
    assert sorted(set(words)) == sorted(words)
    assert [row[0] for row in rows() if len(row) != 4 or not all(row[:3])] == []


def test_words_are_found_in_order_of_the_alphabet() -> None:
    words = [row[0].replace("’", "'") for row in rows()]

    assert words == sorted(words)


def test_no_word_is_another_words_wrong_name() -> None:
    words = {row[0] for row in rows()}
    wrong = {one.strip() for row in rows() for one in row[3].split(",") if one.strip()}

    assert words & wrong == set()
