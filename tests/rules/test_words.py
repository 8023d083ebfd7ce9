"""The words that people read: they are invited to join, and what takes effect says plainly what it does."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
CATALOG = ROOT / "locale" / "pt_BR" / "LC_MESSAGES" / "django.po"

# Words of an English text that people do not read, each with what they read instead.
NOT_SAID = {
    r"\boffer(s|ed|ing)?\b(\s+\w+){0,2}\s+access\b": "invite",
    r"\baccess\s+(is|was|will be)\s+offered\b": "invite",
    r"\btakes?\s+out\b": "export",
    r"\btake\s+away\b": "remove",
    r"\bfetch(es|ed)?\b": "download",
    r"\bend of the organization\b": "delete the organization",
}
# The same of a Portuguese one. "Titular" is whom data are about, in the law on data protection (LGPD).
NOT_SAID_IN_PORTUGUESE = {
    r"\btitular(es|idade)?\b": "proprietário(a)",
    r"\bofertas? de acesso\b": "convite para participar",
    r"\boferec\w+( \w+){0,3} acesso\b": "convidar",
}


def said_otherwise(text: str, words: dict[str, str]) -> list[str]:
    """What a text should say instead of what it says."""
    return [instead for avoided, instead in words.items() if re.search(avoided, text, re.IGNORECASE)]


@pytest.mark.parametrize(
    ("text", "words", "instead"),
    [
        ("An admin can offer\n   you access.", NOT_SAID, ["invite"]),
        ("Take out the data", NOT_SAID, ["export"]),
        ("Fetch", NOT_SAID, ["download"]),
        ("not applicable, where it is offered", NOT_SAID, []),
        ("Um titular pode oferecer a você acesso.", NOT_SAID_IN_PORTUGUESE, ["proprietário(a)", "convidar"]),
        ("Um(a) proprietário(a) convida você.", NOT_SAID_IN_PORTUGUESE, []),
    ],
)
def test_what_is_not_said_is_noticed(text: str, words: dict[str, str], instead: list[str]) -> None:
    assert said_otherwise(text, words) == instead


def test_no_template_says_it_otherwise() -> None:
    read = {path: path.read_text(encoding="utf-8") for path in TEMPLATES if path.is_file()}
    found = {str(path.relative_to(ROOT)): said_otherwise(text, NOT_SAID) for path, text in read.items()}

    assert len(found) > 100
    assert {path: instead for path, instead in found.items() if instead} == {}


def test_no_text_of_the_interface_says_it_otherwise_in_either_language() -> None:
    found = []
    for entry in polib.pofile(str(CATALOG)):
        english = [entry.msgid, entry.msgid_plural]
        portuguese = [entry.msgstr, *entry.msgstr_plural.values()]
        found += [(text, said_otherwise(text, NOT_SAID)) for text in english]
        found += [(text, said_otherwise(text, NOT_SAID_IN_PORTUGUESE)) for text in portuguese]

    assert [one for one in found if one[1]] == []
