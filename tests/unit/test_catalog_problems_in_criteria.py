"""The rules for criteria and what they lead to, broken on purpose: each problem is told with its place."""

import copy
from typing import Any

import pytest

from tests.unit.broken_catalogs import GONE, HEALTH, MLOPS, changed, put, told


@pytest.mark.parametrize(
    ("way", "value", "problem"),
    [
        pytest.param(
            "criteria/0/dimension",
            "fun",
            "criteria[value.known-users].dimension: there is no such dimension",
            id="dimension",
        ),
        pytest.param(
            "criteria/0/level",
            1,
            "criteria[value.known-users].level: must be a level above the lowest",
            id="lowest level",
        ),
        pytest.param(
            "criteria/0/level",
            9,
            "criteria[value.known-users].level: must be a level above the lowest",
            id="no such level",
        ),
        pytest.param(
            "criteria/0/level",
            True,
            "criteria[value.known-users].level: must be a level above the lowest",
            id="true is no level",
        ),
        pytest.param(
            "criteria/0/key",
            "known-users",
            "criteria[known-users].key: must begin with “value.”",
            id="key of a criterion",
        ),
        pytest.param(
            "criteria/1/key",
            "value.known-users",
            "criteria[value.known-users].key: the key “value.known-users” is used twice",
            id="a criterion twice",
        ),
        pytest.param(
            "criteria/0/statement/en",
            "They know who uses the results.",
            "criteria[value.known-users].statement.en: must begin with “We ”",
            id="not from we",
        ),
        pytest.param(
            "criteria/0/statement/en",
            "We know who uses the results",
            "criteria[value.known-users].statement.en: must end with a full stop",
            id="no full stop",
        ),
        pytest.param(
            "criteria/0/statement/en",
            "We know users; we like them.",
            "criteria[value.known-users].statement.en: must be one sentence without semicolon or "
            "question mark",
            id="two sentences",
        ),
        pytest.param(
            "criteria/0/statement/en",
            f"We {'know ' * 32}it.",
            "criteria[value.known-users].statement.en: 166 characters, at most 160",
            id="a long statement",
        ),
        pytest.param(
            "criteria/0/statement/en",
            HEALTH["criteria"][1]["statement"]["en"],
            "criteria: 2 criteria say “We can show that our last results made a…” (en)",
            id="a statement twice",
        ),
        pytest.param(
            "criteria/0/guidance/fully",
            GONE,
            "criteria[value.known-users].guidance: the field “fully” is missing",
            id="an answer without its text",
        ),
        pytest.param(
            "criteria/0/guidance/extra",
            {},
            "criteria[value.known-users].guidance: unknown field “extra”",
            id="a text without its answer",
        ),
        pytest.param(
            "criteria/0/guidance/fully/en",
            HEALTH["criteria"][0]["guidance"]["not"]["en"],
            "criteria[value.known-users].guidance: two options share a text in “en”",
            id="two answers, one text",
        ),
        pytest.param(
            "criteria/0/guidance/fully/en",
            "x" * 141,
            "criteria[value.known-users].guidance.fully.en: 141 characters, at most 140",
            id="a long anchor",
        ),
        pytest.param(
            "criteria/0/improve",
            [],
            "criteria[value.known-users].improve: one or two next steps are needed",
            id="no step",
        ),
        pytest.param(
            "criteria/0/improve/0/pt-br",
            GONE,
            "criteria[value.known-users].improve[1]: the text in “pt-br” is missing",
            id="a step in one language",
        ),
        pytest.param(
            "criteria/0/na_allowed",
            "yes",
            "criteria[value.known-users].na_allowed: must be true or false",
            id="yes",
        ),
        pytest.param(
            "criteria/0/references",
            ["x"],
            "criteria[value.known-users].references: there is no reference “x”",
            id="reference",
        ),
        pytest.param(
            "criteria/0/evidences",
            ["x"],
            "criteria[value.known-users].evidences: there is no item “x”",
            id="item",
        ),
        pytest.param(
            "criteria/0/evidences",
            None,
            "criteria[value.known-users].evidences: must be a list",
            id="no list",
        ),
        pytest.param(
            "criteria/0",
            "x",
            "criteria[#1]: must be a mapping of fields to values",
            id="a word as a criterion",
        ),
        pytest.param("criteria", {}, "criteria: must be a list", id="criteria as a mapping"),
    ],
)
def test_a_broken_rule_is_told_with_its_place(way: Any, value: Any, problem: Any) -> None:
    assert problem in told(changed(HEALTH, way, value))


@pytest.mark.parametrize(
    ("way", "value", "problem"),
    [
        pytest.param(
            "levels/2/highlights/0/key",
            "l3.managed-training-environment",
            "levels[automated-training].highlights[l3.managed-training-environment].key: "
            "must begin with “l2.”",
            id="an item of another level",
        ),
        pytest.param(
            "levels/2/technology/0/key",
            "l2.reproducible-model",
            "levels[automated-training].technology[l2.reproducible-model].key: the "
            "key “l2.reproducible-model” is used twice",
            id="an item twice",
        ),
        pytest.param(
            "levels/2/highlights/0/polarity",
            "good",
            "levels[automated-training].highlights[l2.managed-training-environment].polarity: "
            "must be one of: absence, "
            "mixed, positive",
            id="an unknown polarity",
        ),
        pytest.param(
            "criteria/0/evidences",
            ["l0.black-boxes"],
            "criteria[people.agreed-goal].evidences: “l0.black-boxes” "
            "tells what is lacking and cannot be evidenced",
            id="an absence is no evidence",
        ),
        pytest.param(
            "criteria/0/evidences",
            ["l2.reproducible-model"],
            "criteria[people.agreed-goal].evidences: “l2.reproducible-model” belongs to another level",
            id="an item of another level as evidence",
        ),
        pytest.param(
            "criteria/0/contrast",
            ["l1.automated-builds"],
            "criteria[people.agreed-goal].contrast: “l1.automated-builds” "
            "tells nothing lacking that could be overcome",
            id="nothing to overcome",
        ),
    ],
)
def test_a_broken_link_to_an_item_is_told(way: Any, value: Any, problem: Any) -> None:
    assert problem in told(changed(MLOPS, way, value))


def test_an_item_of_a_higher_level_cannot_be_overcome() -> None:
    document = changed(MLOPS, "levels/2/highlights/0/polarity", "absence")
    put(document, "criteria/0/contrast", ["l2.managed-training-environment"])

    assert (
        "criteria[people.agreed-goal].contrast: “l2.managed-training-environment” belongs to a higher level"
        in told(document)
    )


def test_every_item_needs_a_criterion() -> None:
    document = copy.deepcopy(MLOPS)
    for criterion in document["criteria"]:
        criterion["evidences"] = [key for key in criterion["evidences"] if key != "l2.reproducible-model"]
        criterion["contrast"] = [key for key in criterion["contrast"] if key != "l0.black-boxes"]

    assert told(document) == [
        "levels[no-mlops].highlights[l0.black-boxes]: no criterion overcomes this item",
        "levels[automated-training].highlights[l2.reproducible-model]: no criterion evidences this item",
    ]


def test_criteria_stand_in_the_order_of_dimensions_and_levels() -> None:
    document = copy.deepcopy(HEALTH)
    document["criteria"].reverse()

    assert told(document) == ["criteria: must be sorted by dimension, then by level"]
