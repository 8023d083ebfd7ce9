"""Every rule of the catalog format, broken on purpose: each problem is told with its place."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity.catalogs import built_in_names, read_built_in
from maturity.problems import Problem, problems_in
from maturity.problems.checking import MOST_PROBLEMS
from tests.unit.broken_catalogs import GONE, HEALTH, MLOPS, changed, told


@pytest.mark.parametrize("name", built_in_names())
def test_the_built_in_catalogs_have_no_problem(name: Any) -> None:
    assert told(read_built_in(name)) == []


@pytest.mark.parametrize(
    ("way", "value", "problem"),
    [
        pytest.param("format", 2, "format: must be 1, the only format known here", id="another format"),
        pytest.param("levels", GONE, "the field “levels” is missing", id="a part is missing"),
        pytest.param("notes", [], "unknown field “notes”", id="an unknown part"),
        pytest.param("extra", {}, "unknown field “extra”", id="extra has its places"),
        pytest.param("model", [], "model: must be a mapping of fields to values", id="model is a list"),
        pytest.param("model/title", "x", "model: unknown field “title”", id="an unknown field"),
        pytest.param(
            "model/key",
            "Our Model",
            "model.key: must be made of lower case letters, digits, dots and hyphens",
            id="a key with capitals",
        ),
        pytest.param("model/key", "m" * 61, "model.key: 61 characters, at most 60", id="a key too long"),
        pytest.param("model/version", 0, "model.version: must be a whole number from 1", id="version zero"),
        pytest.param(
            "model/version", True, "model.version: must be a whole number from 1", id="true is no number"
        ),
        pytest.param(
            "model/version", "1", "model.version: must be a whole number from 1", id="a word is no number"
        ),
        pytest.param(
            "model/languages",
            ["en", "en", "pt-br"],
            "model.languages: must name each language once",
            id="a language twice",
        ),
        pytest.param(
            "model/languages",
            [],
            "model.languages: must name at least one language by its code, such as en or pt-br",
            id="no language",
        ),
        pytest.param(
            "model/name/pt-br", GONE, "model.name: the text in “pt-br” is missing", id="a language is missing"
        ),
        pytest.param(
            "model/name/fr",
            "Santé",
            "model.name.fr: this language is not among the languages of the model",
            id="a language too many",
        ),
        pytest.param(
            "model/name/en",
            " Health ",
            "model.name.en: stray spaces, line breaks or control characters",
            id="stray spaces",
        ),
        pytest.param(
            "model/name/en",
            "He\x00alth",
            "model.name.en: stray spaces, line breaks or control characters",
            id="a character that no database keeps",
        ),
        pytest.param(
            "model/name/en", "", "model.name.en: the text is empty or no text at all", id="an empty text"
        ),
        pytest.param(
            "model/name/en", 7, "model.name.en: the text is empty or no text at all", id="a number as text"
        ),
        pytest.param(
            "model/name", "Health", "model.name: must be a mapping of language to text", id="a bare text"
        ),
        pytest.param(
            "model/source/urls/en",
            "http://example.org",
            "model.source.urls.en: must be an address that begins with https://",
            id="an address without https",
        ),
        pytest.param(
            "model/source/urls/en",
            "https://example.org/\njavascript:x",
            "model.source.urls.en: must be an address that begins with https://",
            id="an address on two lines",
        ),
        pytest.param(
            "model/source/urls/fr",
            "https://example.org",
            "model.source.urls.fr: this language is not among the languages of the model",
            id="an address in another language",
        ),
        pytest.param(
            "model/source/urls",
            None,
            "model.source.urls: must be a mapping of language to address",
            id="no addresses",
        ),
        pytest.param(
            "model/rating/overall_from",
            "1/3",
            "model.rating: needs 0 < dimension_from <= overall_from <= 1",
            id="bounds",
        ),
        pytest.param(
            "model/rating/dimension_from",
            0,
            "model.rating: needs 0 < dimension_from <= overall_from <= 1",
            id="bound 0",
        ),
        pytest.param(
            "model/rating/overall_from",
            0.66,
            "model.rating: the bounds must be fractions such as 2/3",
            id="a float",
        ),
        pytest.param(
            "model/rating/overall_from",
            "1e999999999",
            "model.rating: the bounds must be fractions such as 2/3",
            id="a number that would never end",
        ),
        pytest.param(
            "model/rating/overall_from",
            "1/0",
            "model.rating: the bounds must be fractions such as 2/3",
            id="over zero",
        ),
        pytest.param(
            "model/rating/min_criteria_per_cell",
            -1,
            "model.rating.min_criteria_per_cell: must be a whole number from 0",
            id="a negative minimum",
        ),
        pytest.param(
            "model/rating/min_criteria_per_cell",
            2,
            "dimensions[value]: 1 criteria at level 2, at least 2 are needed",
            id="too few criteria in a cell",
        ),
        pytest.param(
            "model/rating/scale/0/value",
            "1/9",
            "model.rating.scale: the values must rise from 0 to 1",
            id="not from 0",
        ),
        pytest.param(
            "model/rating/scale/2/value",
            "1/3",
            "model.rating.scale: the values must rise from 0 to 1",
            id="no rise",
        ),
        pytest.param(
            "model/rating/scale/1/value",
            "one third",
            "model.rating.scale[partially].value: must be a fraction such as 1/3",
            id="a value in words",
        ),
        pytest.param(
            "model/rating/scale/1/key",
            "na",
            "model.rating.scale[na].key: “na” and “dk” belong to every scale and are no options",
            id="a key of the product's own",
        ),
        pytest.param(
            "model/rating/scale/1/key",
            "not",
            "model.rating.scale[not].key: the key “not” is used twice",
            id="key twice",
        ),
        pytest.param(
            "model/rating/scale", [], "model.rating.scale: must be a list of 2 to 10 options", id="no scale"
        ),
        pytest.param(
            "references/Bad Key",
            "x",
            "references.Bad Key: must be made of lower case letters, digits, dots and hyphens",
            id="a reference key",
        ),
        pytest.param(
            "references/good",
            "",
            "references.good: the text is empty or no text at all",
            id="an empty citation",
        ),
        pytest.param(
            "references", [], "references: must be a mapping of key to citation", id="references as a list"
        ),
        pytest.param(
            "levels/1/number", 4, "levels: the numbers must begin with 0 or 1 and rise by one", id="a gap"
        ),
        pytest.param(
            "levels/1/number",
            "2",
            "levels[steady].number: must be a whole number from 0",
            id="a level in words",
        ),
        pytest.param(
            "levels/1/key",
            "strong",
            "levels[strong].key: the key “strong” is used twice",
            id="level key twice",
        ),
        pytest.param(
            "levels/1/highlights", None, "levels[steady].highlights: must be a list", id="no list of items"
        ),
        pytest.param(
            "levels/1/color", "red", "levels[steady]: unknown field “color”", id="an unknown field of a level"
        ),
        pytest.param(
            "dimensions/0/short/en",
            "A very long short name",
            "dimensions[value].short.en: 22 characters, at most 16",
            id="a long short name",
        ),
        pytest.param(
            "dimensions/0/abbreviation/en",
            "Valu",
            "dimensions[value].abbreviation.en: 4 characters, at most 3",
            id="a long abbreviation",
        ),
        pytest.param(
            "dimensions/0/short/en",
            "Flow",
            "dimensions.short.en: “Flow” names 2 dimensions",
            id="one name for two",
        ),
        pytest.param("dimensions/0/why", GONE, "dimensions[value]: the field “why” is missing", id="no why"),
        pytest.param(
            "dimensions/1/key",
            "value",
            "dimensions[value].key: the key “value” is used twice",
            id="dimension twice",
        ),
    ],
)
def test_a_broken_rule_is_told_with_its_place(way: Any, value: Any, problem: Any) -> None:
    assert problem in told(changed(HEALTH, way, value))


def test_one_level_is_not_enough() -> None:
    document = changed(HEALTH, "levels", HEALTH["levels"][:1])

    assert "levels: at least two levels are needed" in told(document)


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param([], id="a list"),
        pytest.param({"x": float("inf")}, id="an infinite number"),
        pytest.param({"x": {1: "a number as key"}}, id="a key that is no text"),
        pytest.param({"x": "a\x00b"}, id="a character that no database keeps"),
        pytest.param({"x": "\ud800"}, id="half a character"),
        pytest.param({"x": {1, 2}}, id="no plain value"),
    ],
)
def test_what_is_carried_along_must_be_storable(extra: Any) -> None:
    (problem,) = problems_in(changed(HEALTH, "levels/0/extra", extra))

    assert problem.where == "levels[needs-care].extra"


def test_what_is_carried_along_is_not_bottomless() -> None:
    deep: dict = {}
    for _ in range(30):
        deep = {"x": deep}

    assert problems_in(changed(HEALTH, "model/extra", deep))


def test_one_fault_is_told_once() -> None:
    assert told(changed(HEALTH, "model/languages", "en")) == [
        "model.languages: must name at least one language by its code, such as en or pt-br"
    ]
    assert told(changed(HEALTH, "model/rating/scale", None)) == [
        "model.rating.scale: must be a list of 2 to 10 options"
    ]


def test_a_hopeless_file_ends_early() -> None:
    document = changed(HEALTH, "criteria", [1] * 100_000)

    assert len(problems_in(document)) == MOST_PROBLEMS


@pytest.mark.parametrize("nothing", [None, [], "text", 7, {}, {"format": 1}])
def test_what_is_no_catalog_at_all_has_a_problem(nothing: Any) -> None:
    assert problems_in(nothing)


def test_a_problem_is_one_line() -> None:
    assert (
        str(Problem("levels", "at least two levels are needed")) == "levels: at least two levels are needed"
    )
    assert str(Problem("", "the field “levels” is missing")) == "the field “levels” is missing"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def ways(part: object, way: str = "") -> list[str]:
    """The way to every value of a document."""
    if isinstance(part, dict):
        steps = list(part.items())
    elif isinstance(part, list):
        steps = list(enumerate(part))
    else:
        return []
    here = [f"{way}/{step}".lstrip("/") for step, _ in steps]
    return here + [below for step, value in steps for below in ways(value, f"{way}/{step}".lstrip("/"))]


@settings(max_examples=300, deadline=None)
@given(way=st.sampled_from(ways(HEALTH)), junk=JUNK | st.just(GONE))
def test_no_junk_anywhere_makes_the_check_fail(way: Any, junk: Any) -> None:
    document = changed(HEALTH, way, junk)

    problems = problems_in(document)

    assert all(isinstance(problem, Problem) and "\n" not in str(problem) for problem in problems)
    if junk is GONE and not way.rsplit("/", 1)[-1].isdigit():
        assert problems  # no field of the format can be left out


def test_the_rules_are_told_in_the_docs() -> None:
    told_there = Path("docs/catalog.md").read_text(encoding="utf-8")

    for field in (
        *MLOPS,
        *MLOPS["model"],
        *MLOPS["levels"][0],
        *MLOPS["dimensions"][0],
        *MLOPS["criteria"][0],
    ):
        assert f"`{field}`" in told_there


def test_a_document_is_not_changed_by_the_check() -> None:
    document = copy.deepcopy(MLOPS)
    before = json.dumps(document)

    problems_in(document)

    assert json.dumps(document) == before
