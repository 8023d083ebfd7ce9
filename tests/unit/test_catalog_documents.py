"""Reading a catalog file: YAML or JSON, and nothing that could do harm."""

import json
import tracemalloc
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity.catalogs import FOLDER, built_in_names, read_built_in
from maturity.documents import LARGEST, read_document
from maturity.problems import VersionHasProblems
from tests.bombs import BOMBS


def refused(text: str) -> str:
    """The one problem for which a text cannot be read."""
    with pytest.raises(VersionHasProblems) as refusal:
        read_document(text)
    (problem,) = refusal.value.problems
    return str(problem)


@pytest.mark.parametrize("name", built_in_names())
def test_yaml_and_json_of_one_catalog_are_one_document(name: Any) -> None:
    document = read_built_in(name)

    assert read_document(json.dumps(document)) == document
    assert read_document(json.dumps(document, ensure_ascii=False, indent=2)) == document


def test_plain_words_mean_what_they_say() -> None:
    text = "a: no\nb: true\nc: 12\nd: 0.5\ne: ~\nf: 1/3\ng: '1'\nh: 2026-01-01\ni: 010\nj: on\nk:\nno: 1e5\n"

    assert read_document(text) == {
        "a": "no",
        "b": True,
        "c": 12,
        "d": 0.5,
        "e": None,
        "f": "1/3",
        "g": "1",
        "h": "2026-01-01",
        "i": "010",
        "j": "on",
        "k": None,
        "no": "1e5",
    }


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_document("\ufeffa: 1") == {"a": 1}
    assert read_document('\ufeff{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "the file must hold a mapping of fields to values", id="nothing"),
        pytest.param("- a\n- b\n", "the file must hold a mapping of fields to values", id="a list"),
        pytest.param("a: 1\nb: 2\na: 3\n", "line 3: the field “a” appears twice", id="a key twice"),
        pytest.param('{"a": 1, "a": 2}', "the field “a” appears twice", id="a key twice in JSON"),
        pytest.param(
            "a: &x [1]\nb: *x\n",
            "line 1: anchors, aliases and tags are not read; write the value out",
            id="an anchor",
        ),
        pytest.param(
            "a: 1\nb: *x\n",
            "line 2: anchors, aliases and tags are not read; write the value out",
            id="an alias",
        ),
        pytest.param(
            "a: !!python/object/apply:os.system [id]\n",
            "line 1: anchors, aliases and tags are not read; write the value out",
            id="a tag",
        ),
        pytest.param(
            "a: 1\n---\nb: 2\n", "line 2: the file holds more than one document", id="two documents"
        ),
        pytest.param("? [a]\n: 1\n", "line 1: a field needs a plain name", id="a list as a key"),
        pytest.param(
            "a: \x01\n", "the file holds characters that YAML does not allow", id="a control character"
        ),
        pytest.param(
            "a: [1\n", "line 2: this is no YAML: did not find expected ',' or ']'", id="broken YAML"
        ),
        pytest.param('{"a": }', "line 1: this is no JSON: Expecting value", id="broken JSON"),
        pytest.param('{"a": ' + "9" * 5000 + "}", "a number is too long", id="a number of 5,000 digits"),
        pytest.param(
            "a:\n" + "".join(" " * n + "- \n" for n in range(1, 40)),
            "line 21: nested more than 20 deep",
            id="deep",
        ),
        pytest.param('{"a":' * 100_000, "nested more than 20 deep", id="deep JSON"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_where(text: Any, problem: Any) -> None:
    assert refused(text) == problem


def test_a_file_that_is_too_large_is_not_even_looked_at() -> None:
    assert refused("#" * (LARGEST + 1)) == "the file has 1000001 characters, at most 1000000 are read"


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_before_it_goes_off(text: Any) -> None:
    tracemalloc.start()

    with suppress(VersionHasProblems):
        read_document(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 200 * 1024**2  # bytes; the bombs would unfold to many times that


def test_the_file_of_a_catalog_is_well_below_the_limit() -> None:
    assert max(len(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.yaml")) < LARGEST / 5


@given(st.text(max_size=200))
def test_any_text_is_a_document_or_refused(text: Any) -> None:
    with suppress(VersionHasProblems):
        assert isinstance(read_document(text), dict)
