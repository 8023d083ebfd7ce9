"""Recomputing a result outside the product: what is read, what is printed, what is refused."""

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from maturity.scoring_cases import CaseProblems, main, recompute

ROOT = Path(__file__).parents[2]
MODEL: dict[str, Any] = {
    "levels": [0, 1, 2],
    "dimensions": ["x"],
    "criteria": [{"key": "x1", "dimension": "x", "level": 1}, {"key": "x2", "dimension": "x", "level": 2}],
}
CASE: dict[str, Any] = {
    "model": MODEL,
    "teams": [{"key": "t", "responses": [{"x1": "fully", "x2": "partially"}]}],
}


def problems(case: object) -> list[str]:
    with pytest.raises(CaseProblems) as refused:
        recompute(case if isinstance(case, bytes) else json.dumps(case).encode())
    return refused.value.problems


def with_model(**changed: Any) -> dict[str, Any]:
    return {"model": {**MODEL, **changed}, "teams": []}


def with_rating(**rating: Any) -> dict[str, Any]:
    return with_model(rating=rating)


def with_team(**changed: Any) -> dict[str, Any]:
    return {"model": MODEL, "teams": [{"key": "t", **changed}]}


def with_criterion(**changed: Any) -> dict[str, Any]:
    return with_model(criteria=[{**MODEL["criteria"][0], **changed}])


def run(case: Mapping[str, Any] | bytes) -> tuple[int, str, str]:
    output, errors = io.StringIO(), io.StringIO()
    source = case if isinstance(case, bytes) else json.dumps(case).encode()
    return main(io.BytesIO(source), output, errors), output.getvalue(), errors.getvalue()


def run_program(command: list[str], source: str) -> subprocess.CompletedProcess[str]:
    """Run it without a setting in the environment."""
    return subprocess.run(
        command, cwd=ROOT, env={}, input=source, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_case_carries_its_own_model() -> None:
    status, output, errors = run(CASE)

    team = json.loads(output)["teams"][0]
    assert (status, errors) == (0, "")
    assert (team["key"], team["level"], team["score"]) == ("t", 1, "4/3")
    assert team["dimensions"]["x"]["means"] == {"1": "1", "2": "1/3"}
    assert team["criteria"]["x2"] == {
        "state": "rated",
        "value": "1/3",
        "disagreement": None,
        "discuss": False,
    }


def test_a_case_may_name_a_model_that_stands_beside_it() -> None:
    named = {"models": {"small": MODEL}, "use_model": "small", "teams": CASE["teams"]}

    assert recompute(json.dumps(named).encode()) == recompute(json.dumps(CASE).encode())


def test_without_data_nothing_but_the_state_is_printed() -> None:
    few = with_team(min_group=3, responses=[{"x1": "not"}, {"x1": "fully"}])
    few["teams"].append({"key": "u", "responses": None})

    found = recompute(json.dumps(few).encode())

    assert found["teams"] == [
        {"key": "t", "state": "suppressed", "level": None},
        {"key": "u", "state": "no_data", "level": None},
    ]


def test_null_is_the_same_as_no_answer() -> None:
    nothing = recompute(json.dumps(with_team(responses=[{"x1": None, "x2": "na"}])).encode())

    assert nothing["teams"][0]["criteria"]["x1"]["state"] == "missing"
    assert nothing["teams"][0]["criteria"]["x2"]["state"] == "na"


def test_a_criterion_may_have_a_scale_of_its_own() -> None:
    yes_no = [{"key": "no", "value": 0}, {"key": "yes", "value": "1"}]
    case = with_criterion(scale=yes_no, na_allowed=False)
    case["teams"] = [{"key": "t", "responses": [{"x1": "yes"}, {"x1": "na"}]}]

    found = recompute(json.dumps(case).encode())

    assert found["teams"][0]["criteria"]["x1"]["value"] == "1"


def test_the_rating_of_a_catalog_file_can_be_used_as_it_stands() -> None:
    options = [
        {"key": "low", "value": "0", "label": {"en": "Low"}},
        {"key": "mid", "value": "0.5", "label": {"en": "Mid"}},
        {"key": "high", "value": "1", "label": {"en": "High"}},
    ]
    case = with_rating(scale=options, dimension_from="1/3", overall_from="1/2", min_criteria_per_cell=1)
    case["teams"] = [{"key": "t", "responses": [{"x1": "mid", "x2": "low"}]}]

    found = recompute(json.dumps(case).encode())

    assert found["teams"][0]["level"] == 1


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(b" \n", "The input is empty: give a case as JSON.", id="nothing"),
        pytest.param(b"\xff{}", "The input is not UTF-8 text: byte 1 does not fit.", id="not text"),
        pytest.param(
            b'{"teams": [', "The input is not JSON: Expecting value at line 1, column 12.", id="broken JSON"
        ),
        pytest.param(
            b"[" * 100_000,
            "The input is not a case: it is nested too deeply or holds a huge number.",
            id="nested without end",
        ),
        pytest.param(
            b'{"teams": ' + b"9" * 5000 + b"}",
            "The input is not a case: it is nested too deeply or holds a huge number.",
            id="a number without end",
        ),
        pytest.param([1], "The input: it must be an object, not [1].", id="a list"),
        pytest.param({"model": MODEL}, 'The case: the field "teams" is missing.', id="no teams"),
        pytest.param(
            {"teams": []},
            'The case: it needs either "model", the model itself, or "use_model", the name of one.',
            id="no model",
        ),
        pytest.param(
            {"teams": [], "use_model": "big", "models": {"small": MODEL}},
            'The case: "big" is no model under "models"; there is "small".',
            id="unknown model",
        ),
        pytest.param(
            {"teams": [], "use_model": "big"},
            'The case: "big" is no model under "models"; there is none.',
            id="no models at all",
        ),
        pytest.param(
            {"examples": [{"teams": []}], "models": []},
            'The field "models": it must be an object, not [].',
            id="models no object",
        ),
        pytest.param(
            {"model": MODEL, "teams": {}}, "The case, teams: it must be a list, not {}.", id="teams no list"
        ),
        pytest.param(
            {"model": MODEL, "teams": [], "name": 3},
            "The case, name: it must be a text, not 3.",
            id="name no text",
        ),
        pytest.param(
            with_team(min_grop=3),
            'The case, team 1: the field "min_grop" is unknown; the fields here are "key", "responses",'
            ' "min_group".',
            id="a misspelt field",
        ),
        pytest.param(
            with_team(key=" "), 'The case, team 1, key: it must be a text, not " ".', id="team without name"
        ),
        pytest.param(
            with_team(min_group=True),
            "The case, team 1, min_group: it must be a whole number, not true.",
            id="minimum no number",
        ),
        pytest.param(
            with_team(min_group=0),
            "The case, team 1: min_group must be 1 or more, not 0.",
            id="minimum too small",
        ),
        pytest.param(
            with_team(responses=["fully"]),
            'The case, team 1, response 1: it must be an object, not "fully".',
            id="response no object",
        ),
        pytest.param(
            with_team(responses=[{"x9": "fully"}]),
            'The case, team 1, response 1: "x9" is no criterion of the model.',
            id="unknown criterion",
        ),
        pytest.param(
            with_team(responses=[{}, {"x1": "Fully"}]),
            'The case, team 1, response 2: "Fully" is no answer to "x1"; the answers are'
            ' "not", "partially", "largely", "fully", "na", "dk".',
            id="unknown rating",
        ),
        pytest.param(
            {"model": MODEL, "teams": [{"key": "t"}, {"key": "t"}]},
            'The case: the team key "t" stands there 2 times.',
            id="the same team twice",
        ),
        pytest.param(
            b'{"model": 1, "model": 1, "use_model": 1, "teams": []}',
            'The input: "model" stands twice in the same object.',
            id="the same field twice",
        ),
        pytest.param(
            with_model(levels=[0]), "The case, model: it needs at least two levels.", id="one level"
        ),
        pytest.param(
            with_model(levels=[0, 2]),
            "The case, model: its levels must rise one by one without a gap, not 0, 2.",
            id="a gap between levels",
        ),
        pytest.param(
            with_model(levels=[2, 3]),
            "The case, model: its levels must begin with 0 or 1, not with 2.",
            id="levels begin too high",
        ),
        pytest.param(
            with_model(levels=[False, True]),
            "The case, model, level 1: it must be a whole number, not false.",
            id="levels no numbers",
        ),
        pytest.param(
            with_model(dimensions=[]), "The case, model: it needs at least one dimension.", id="no dimension"
        ),
        pytest.param(
            with_model(dimensions=["x", "x"]),
            'The case, model: the dimension "x" stands there 2 times.',
            id="the same dimension twice",
        ),
        pytest.param(
            with_model(criteria=MODEL["criteria"][:1] * 2),
            'The case, model: the criterion "x1" stands there 2 times.',
            id="the same criterion twice",
        ),
        pytest.param(
            with_model(criteria=[{"key": "x1", "level": 1}]),
            'The case, model, criterion 1: the field "dimension" is missing.',
            id="criterion without dimension",
        ),
        pytest.param(
            with_criterion(dimension="y"),
            'The case, model, criterion 1: "y" is no dimension of the model.',
            id="criterion of a foreign dimension",
        ),
        pytest.param(
            with_criterion(level=0),
            "The case, model, criterion 1: its level must be one above the lowest (1, 2), not 0.",
            id="criterion at the lowest level",
        ),
        pytest.param(
            with_criterion(na_allowed="no"),
            'The case, model, criterion 1: na_allowed must be true or false, not "no".',
            id="na_allowed no truth value",
        ),
        pytest.param(
            with_rating(dimension_from=0.5),
            "The case, model, rating, dimension_from: it must be a fraction from 0 to 1 in quotes,"
            ' like "2/3", not 0.5.',
            id="a decimal that JSON cannot hold exactly",
        ),
        pytest.param(
            with_rating(overall_from="2/0"),
            'The case, model, rating, overall_from: it must be a fraction from 0 to 1 in quotes, like "2/3",'
            ' not "2/0".',
            id="a fraction of nothing",
        ),
        pytest.param(
            with_rating(dimension_from="2/3", overall_from="1/2"),
            "The case, model, rating: dimension_from must be above 0 and not above overall_from,"
            " not 2/3 with 1/2.",
            id="bounds the wrong way round",
        ),
        pytest.param(
            with_rating(scale=[{"key": "no", "value": "0"}]),
            "The case, model, rating, scale: it needs at least two options.",
            id="a scale of one",
        ),
        pytest.param(
            with_rating(scale=[{"key": "no", "value": "0"}, {"key": "yes", "value": "3/4"}]),
            "The case, model, rating, scale: its values must rise from 0 to 1, not 0, 3/4.",
            id="a scale that does not reach 1",
        ),
        pytest.param(
            with_rating(scale=[{"key": "na", "value": "0"}, {"key": "yes", "value": "1"}]),
            'The case, model, rating, scale, option 1: "na" is no option of a scale:'
            " it can always be answered.",
            id="N/A as an option",
        ),
    ],
)
def test_bad_input_is_refused_in_one_sentence(case: object, expected: str) -> None:
    found = problems(case)

    assert expected in found
    assert all("\n" not in problem for problem in found)


def test_all_problems_are_told_at_once() -> None:
    case = with_team(responses=[{"x1": "full", "x9": "not"}], min_group=-1)

    assert len(problems(case)) == 3


def test_in_a_file_each_problem_names_its_example() -> None:
    examples = [{**CASE, "name": "first"}, {**CASE, "teams": [{"key": "t", "responses": [{"x1": 2}]}]}]

    found = problems({"examples": examples})

    assert len(found) == 1
    assert found[0].startswith('The input, example 2, team 1, response 1: 2 is no answer to "x1"')


def test_long_values_are_quoted_in_part() -> None:
    (problem,) = problems(with_team(responses=[{"y" * 5000: "fully"}]))

    assert len(problem) < 200


def test_with_problems_nothing_is_printed() -> None:
    status, output, errors = run(with_team(responses=[{"x9": "fully"}]))

    assert (status, output) == (1, "")
    assert errors == 'The case, team 1, response 1: "x9" is no criterion of the model.\n'


@pytest.mark.parametrize("program", [["-m", "maturity.scoring_cases"], ["manage.py", "score"]], ids=" ".join)
def test_it_runs_with_nothing_but_python(program: list[str]) -> None:
    command = [sys.executable, "-S", *program]  # -S: no installed package is found

    done = run_program(command, json.dumps(CASE))
    refused = run_program(command, "{")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == recompute(json.dumps(CASE).encode())
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("The input is not JSON:")


def test_the_command_prints_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(CASE).encode())))
    output = io.StringIO()

    call_command("score", stdout=output)

    assert json.loads(output.getvalue()) == recompute(json.dumps(CASE).encode())


def test_the_command_tells_problems_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    output, errors = io.StringIO(), io.StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("score", stdout=output, stderr=errors)

    assert left.value.code == 1
    assert output.getvalue() == ""
    assert errors.getvalue() == 'The case: the field "teams" is missing.\n'
