"""Texts that carry their translations, and names as they are stored."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from core.text import (
    TranslatedField,
    TranslatedText,
    as_canonical_json,
    is_translated,
    one_line,
    without_addresses,
    writable,
)

BOTH = TranslatedText({"en": "Data", "pt-br": "Dados"})


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        pytest.param(BOTH, "pt-br", "Dados", id="the reader's language"),
        pytest.param(BOTH, "en-gb", "Data", id="its base language"),
        pytest.param(BOTH, "ja", "Data", id="else English"),
        pytest.param({"pt-br": "Dados"}, "ja", "Dados", id="else whatever there is"),
        pytest.param({"en": "Data", "pt-br": ""}, "pt-br", "Data", id="an empty translation is none"),
        pytest.param({"en": "", "pt-br": ""}, "en", "", id="nothing at all"),
        pytest.param({}, "en", "", id="not even a language"),
    ],
)
def test_a_text_is_shown_in_the_nearest_language(text: dict[str, str], language: str, shown: str) -> None:
    assert TranslatedText(text).in_language(language) == shown


def test_a_page_just_prints_it() -> None:
    with translation.override("pt-br"):
        assert f"{BOTH}" == "Dados"
    with translation.override(None):
        assert f"{BOTH}" == "Data"


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        pytest.param(BOTH, "pt-br", "pt-br", id="translated"),
        pytest.param({"en": "Data"}, "pt-br", "en", id="shown in English, and marked so"),
        pytest.param({"en": "Data", "pt-br": "Data"}, "pt-br", "pt-br", id="the same word in both"),
    ],
)
def test_the_language_that_is_shown_is_told(text: dict[str, str], language: str, code: str) -> None:
    assert TranslatedText(text).language_for(language) == code


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ({"en": "Data"}, True),
        ({}, True),
        ("Data", False),
        (["Data"], False),
        ({"en": 7}, False),
        ({1: "Data"}, False),
        (None, False),
    ],
)
def test_what_is_a_translated_text(value: object, is_one: bool) -> None:
    assert is_translated(value) is is_one


def test_a_field_takes_nothing_else() -> None:
    field = TranslatedField()

    assert field.to_python({"en": "Data"}) == TranslatedText({"en": "Data"})
    assert isinstance(field.to_python({"en": "Data"}), TranslatedText)
    with pytest.raises(ValidationError):
        field.validate({"en": 7}, None)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Água \n &\tLuz ", "Água & Luz"),
        ("a\r\nBcc: x", "a Bcc: x"),
        (" \n ", ""),
        ("\u00a0Data\u2003", "Data"),
        ("a\u2028b\x00c\x1b[1m", "a b c [1m"),
        ("\u202egnicirP\ufeff", "gnicirP"),
        ("\u200b \u2060\u200d", ""),
        ("\u0301", ""),
        ("👩\u200d👩\u200d👧 & می\u200cخواهم", "👩\u200d👩\u200d👧 & می\u200cخواهم"),
        ("⭐", "⭐"),
    ],
)
def test_a_name_is_one_line(typed: str, stored: str) -> None:
    assert one_line(typed) == stored


def test_the_same_document_is_the_same_text() -> None:
    one = as_canonical_json({"b": [1, {"z": "ção", "a": None}], "a": True})
    other = as_canonical_json({"a": True, "b": [1, {"a": None, "z": "ção"}]})

    assert one == other == '{"a":true,"b":[1,{"a":null,"z":"ção"}]}'


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Win a prize https://evil.example/x?y=1", "Win a prize …"),
        ("Pay at HTTP://EVIL.EXAMPLE now", "Pay at … now"),
        ("https:/evil.example", "…"),
        ("https：／／evil.example", "…"),
        ("www.evil.example", "…"),
        ("write to boss@evil.example", "write to …"),
        ("write to boss＠evil.example", "write to …"),
        ("evil.example", "evil example"),
        ("evil。example", "evil example"),
        ("evil．example/path", "evil example/path"),
        ("évil.exämple", "évil exämple"),
        ("пример.рф", "пример рф"),
        ("evil.xn--p1ai", "evil xn--p1ai"),
        ("see 192.168.10.7", "see …"),
    ],
)
def test_a_subject_holds_no_address(name: str, told: str) -> None:
    assert without_addresses(name) == told


@pytest.mark.parametrize(
    "name",
    ["Aurora Seguros", "St. Mary & Co.", "U.S.A.", "Version 2.0", "R & D", "10:30", "and/or", "3.5 % a.a."],
)
def test_a_name_without_an_address_stays_as_it_is(name: str) -> None:
    assert without_addresses(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("two\r\nlines\tand a tab", "two\nlines\tand a tab"),
        ("a break of Word\x0bgoes on", "a break of Word\ngoes on"),
        ("\x01hidden\x1f\x7f", "hidden"),
        ("half \ud800, no letter \uffff", "half , no letter "),
        ("emoji 👩\u200d💻 stay", "emoji 👩\u200d💻 stay"),
    ],
)
def test_a_text_keeps_what_every_file_can_hold(typed: str, kept: str) -> None:
    assert writable(typed) == kept


@given(st.text())
def test_a_writable_text_can_stand_in_a_workbook_and_stays_as_it_is(text: str) -> None:
    kept = writable(text)

    assert not ILLEGAL_CHARACTERS_RE.search(kept)
    assert writable(kept) == kept


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF)))
def test_a_name_that_a_short_cut_reads_is_the_same_name(text: str) -> None:
    assert one_line(text) == one_line(f"{text}\u200b")
