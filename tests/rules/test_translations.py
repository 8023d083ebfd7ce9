"""The interface is whole in every language: nothing empty, nothing guessed, nothing lost on the way."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from pytest_django import Settings

from core.translations import compile_all, languages, untranslated

LOCALE = Path(settings.BASE_DIR) / "locale"
CATALOGS = [LOCALE / name / "LC_MESSAGES" / "django.po" for name in languages(LOCALE)]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
MARKUP = re.compile(r"</?\w+[^>]*>")
DATE_PATTERN = "as Django formats dates"
LETTERS = re.compile(r"[^\W\d_]")
NEEDS_GETTEXT = pytest.mark.skipif(
    not shutil.which("msgmerge"), reason="needs gettext: apt-get install gettext"
)

# The same in both languages, because the word is.
SAME = {"Admin", "Cookie", "Cookies", "E-mail", "Menu", "N/A", "Patamar", "n/a"}

# Words that the product does not use, each with what it says instead.
AVOIDED = {
    r"\btimes?\b": "equipe",
    r"\betapas?\b": "degrau, passo, nível",
    r"\bciclos?\b": "rodada",
    r"\bfracass|\bfalhou\b": "what to do, without blame",
    r"\bpor favor\b|\bops\b|!": "a plain sentence",
}

each_catalog = pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.parent.parent.name)


def pairs(catalog: Path) -> Iterator[tuple[str, str, str]]:
    """The context, the text and its translation; a count gives two. What is not translated is left out."""
    for entry in polib.pofile(str(catalog)).translated_entries():
        context = entry.msgctxt or ""
        if entry.msgid_plural:
            yield context, entry.msgid, entry.msgstr_plural[0]
            yield context, entry.msgid_plural, entry.msgstr_plural[1]
        else:
            yield context, entry.msgid, entry.msgstr


def test_each_language_of_the_settings_but_english_has_a_catalog() -> None:
    codes = {code for code, _name in settings.LANGUAGES} - {"en"}

    assert {translation.to_locale(code) for code in codes} == set(languages(LOCALE))


@each_catalog
def test_every_text_is_translated(catalog: Path) -> None:
    assert [entry.msgid for entry in untranslated(catalog)] == []


@each_catalog
def test_no_translation_is_a_guess_or_left_over(catalog: Path) -> None:
    assert [entry.msgid for entry in polib.pofile(str(catalog)) if entry.fuzzy or entry.obsolete] == []


@each_catalog
def test_a_translation_names_the_same_values(catalog: Path) -> None:
    wrong = [
        (english, other)
        for _context, english, other in pairs(catalog)
        if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(other))
    ]

    assert wrong == []


@each_catalog
def test_a_translation_keeps_the_markup(catalog: Path) -> None:
    wrong = [
        (english, other)
        for _context, english, other in pairs(catalog)
        if sorted(MARKUP.findall(english)) != sorted(MARKUP.findall(other))
    ]

    assert wrong == []


@each_catalog
def test_a_translation_ends_as_the_text_does(catalog: Path) -> None:
    """A sentence stays a sentence, a label a label."""
    wrong = [
        (english, other)
        for context, english, other in pairs(catalog)
        if not context.endswith(DATE_PATTERN) and ending(english) != ending(other)
    ]

    assert wrong == []


@each_catalog
def test_english_words_do_not_pass_as_translated(catalog: Path) -> None:
    left = [
        english
        for context, english, other in pairs(catalog)
        if english == other
        and not context
        and english not in SAME
        and LETTERS.search(without_values(english))
    ]

    assert left == []


@each_catalog
def test_apostrophes_and_quotes_are_typographic(catalog: Path) -> None:
    """In both languages: don’t, “so”. Attributes of markup keep their own."""
    found = [
        text
        for _context, *both in pairs(catalog)
        for text in both
        if re.search("['\"]", MARKUP.sub("", text))
    ]

    assert found == []


@each_catalog
def test_a_percentage_does_not_part_from_its_sign(catalog: Path) -> None:
    """A no-break space stands before it, as in the figures."""
    assert [other for _context, _english, other in pairs(catalog) if re.search(r"\d %", other)] == []


@each_catalog
def test_one_word_for_one_thing(catalog: Path) -> None:
    found = [
        (other, instead)
        for _context, _english, other in pairs(catalog)
        for avoided, instead in AVOIDED.items()
        if re.search(avoided, without_values(other), re.IGNORECASE)
    ]

    assert found == []


def ending(text: str) -> str:
    """The mark that ends a text, or nothing."""
    return text[-1] if text[-1] in ".,:;?!…" else ""


def without_values(text: str) -> str:
    """A text without its placeholders and its markup."""
    return MARKUP.sub("", PLACEHOLDER.sub("", text))


@each_catalog
def test_the_catalog_can_be_compiled(catalog: Path, tmp_path: Path) -> None:
    place = tmp_path / "pt_BR" / "LC_MESSAGES"
    place.mkdir(parents=True)
    shutil.copy(catalog, place)

    written = compile_all(tmp_path)

    assert written == [place / "django.mo"]
    assert compile_all(tmp_path) == []


@NEEDS_GETTEXT
@each_catalog
def test_gettext_finds_nothing_wrong(catalog: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        ["msgfmt", "--check", "--output-file", str(tmp_path / "out.mo"), str(catalog)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


@NEEDS_GETTEXT
@each_catalog
def test_the_catalog_is_up_to_date_with_the_sources(
    catalog: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make messages` would change nothing."""
    place = tmp_path / catalog.parent.parent.name / "LC_MESSAGES"
    place.mkdir(parents=True)
    shutil.copy(catalog, place)
    settings.LOCALE_PATHS = [tmp_path]

    call_command("collect_messages")

    known = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(catalog))}
    asked = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(place / "django.po"))}
    assert asked - known == set(), "new in the sources: run make messages and translate them"
    assert known - asked == set(), "no longer in the sources: run make messages"
