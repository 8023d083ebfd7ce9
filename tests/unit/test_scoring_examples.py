"""Every worked example of the rule, as it stands in the data file."""

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from maturity.scoring_cases import recompute

FILE = Path(__file__).parents[1] / "data" / "scoring_examples.json"
DOCUMENT = json.loads(FILE.read_text(encoding="utf-8"))


def differences(found: Any, expected: Any, where: str = "") -> list[str]:
    """What `expected` names and `found` has otherwise; a number may be written as a fraction."""
    if isinstance(expected, dict):
        found = found if isinstance(found, dict) else {}
        return [
            difference
            for key, value in expected.items()
            for difference in differences(found.get(key, "(absent)"), value, f"{where}/{key}")
        ]
    if isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
        pairs = enumerate(zip(found, expected, strict=True))
        return [one for n, (a, b) in pairs for one in differences(a, b, f"{where}/{n}")]
    same = found == expected
    if isinstance(found, str) and type(expected) is int:
        same = Fraction(found) == expected
    return [] if same else [f"{where}: {found!r}, expected {expected!r}"]


@pytest.mark.parametrize("example", DOCUMENT["examples"], ids=lambda example: example["name"])
def test_a_worked_example_comes_out_as_by_hand(example: dict[str, Any]) -> None:
    case = {**example, "models": DOCUMENT["models"]}

    found = recompute(json.dumps(case).encode())

    assert differences(found, example["expected"]) == []


def test_the_whole_file_is_read_in_one_go() -> None:
    found = recompute(FILE.read_bytes())

    assert [example["name"] for example in found["examples"]] == [
        example["name"] for example in DOCUMENT["examples"]
    ]
    expected = {"examples": [example["expected"] for example in DOCUMENT["examples"]]}
    assert differences(found, expected) == []


def test_all_twelve_examples_are_there() -> None:
    numbers = [int(example["name"].split()[0]) for example in DOCUMENT["examples"]]

    assert numbers == list(range(1, 13))


def test_a_wrong_figure_would_be_noticed() -> None:
    example = DOCUMENT["examples"][0]
    found = recompute(json.dumps({**example, "models": DOCUMENT["models"]}).encode())
    wrong = json.loads(json.dumps(example["expected"]))
    wrong["teams"][0]["dimensions"]["b"]["score"] = "1/4"

    assert differences(found, wrong) == ["/teams/0/dimensions/b/score: '1/3', expected '1/4'"]


def test_the_case_in_the_documentation_gives_what_stands_there() -> None:
    page = (FILE.parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")
    case, printed = re.findall(r"```json\n(.*?)```", page, flags=re.DOTALL)

    assert differences(recompute(case.encode()), json.loads(printed)) == []
