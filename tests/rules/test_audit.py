"""The audit trail is whole: every recorded deed has its words, in every language, and is documented."""

import ast
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation

from organizations.audit.words import ACTIONS, Kind, sentence_of

ROOT = Path(settings.BASE_DIR)
APPS = ("core", "organizations", "maturity", "surveys", "reports")
WRITERS = {
    "record",
    "record_each",
    "record_rows",
    "record_for_operators",
    "record_for_person",
    "refuse",
    "refuse_person",
    "_record",
    "Refusal",
}
PAGE = ROOT / "docs" / "audit.md"


def recorded() -> Iterator[tuple[str, str]]:
    """Each action that some module writes, with its place; a choice of two names both."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            tree = ast.parse(source)
            for node in ast.walk(tree) if "organizations.audit" in source else ():
                if isinstance(node, ast.Call) and _name(node.func) in WRITERS and node.args:
                    for action in _strings(node.args[0]) or _assigned(tree, node.args[0]):
                        yield action, f"{path.relative_to(ROOT)}:{node.lineno}"


def _assigned(tree: ast.AST, name: ast.expr) -> list[str]:
    """The strings that the module gives to a variable of that name."""
    return [
        found
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(name, ast.Name)
        if name.id in [getattr(target, "id", "") for target in node.targets]
        for found in _strings(node.value)
    ]


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _strings(node: ast.expr) -> list[str]:
    return [
        found.value
        for found in ast.walk(node)
        if isinstance(found, ast.Constant) and isinstance(found.value, str)
    ]


def test_the_walk_finds_deeds_of_every_part() -> None:
    found = {action for action, _place in recorded()}

    assert {
        "role.granted",
        "round.closed",
        "version.published",
        "results.exported",
        "access.refused",
    } <= found


def test_every_recorded_action_has_its_words() -> None:
    unknown = sorted({f"{action} ({place})" for action, place in recorded() if action not in ACTIONS})

    assert unknown == [], "Give each a line in organizations/audit/words.py, and run `manage.py audit_page`."


def test_no_words_are_left_of_an_action_that_is_gone() -> None:
    assert sorted(set(ACTIONS) - {action for action, _place in recorded()}) == []


def test_an_action_is_a_subject_and_a_deed() -> None:
    assert [name for name in ACTIONS if name.count(".") != 1 or len(name) > 60] == []


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_every_sentence_is_one_in_every_language(action: str, language: str) -> None:
    with translation.override(language):
        sentences = [str(sentence) for sentence in ACTIONS[action].sentences]

        assert all(sentence.endswith(".") for sentence in sentences)
        assert sentence_of(action, {}) in sentences


def test_every_sentence_is_translated() -> None:
    catalog = polib.pofile(str(ROOT / "locale" / "pt_BR" / "LC_MESSAGES" / "django.po"))
    translated = {entry.msgid for entry in catalog.translated_entries()}
    with translation.override("en"):
        english = {str(one) for action in ACTIONS.values() for one in action.sentences}

    assert english - translated == set()


def test_the_page_of_the_trail_is_the_table() -> None:
    from organizations.audit.page import render

    assert PAGE.read_text(encoding="utf-8") == render(), "Run `manage.py audit_page`."


def test_every_kind_has_an_action() -> None:
    assert {action.kind for action in ACTIONS.values()} == set(Kind) - {Kind.OTHER}
