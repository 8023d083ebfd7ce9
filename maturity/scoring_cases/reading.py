"""Reading a case: everything that is wrong with it is told at once, one sentence for each problem."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeVar

from maturity.scoring import DK, NA, Bounds, CriterionSpec, ModelSpec, Option, Scale

Read = TypeVar("Read")

DEFAULT_SCALE = Scale(
    (
        Option("not", Fraction(0)),
        Option("partially", Fraction(1, 3)),
        Option("largely", Fraction(2, 3)),
        Option("fully", Fraction(1)),
    )
)
"""The scale of a case whose model names none."""

_FRACTION = re.compile(r"[0-9]{1,9}(?:/0*[1-9][0-9]{0,8}|\.[0-9]{1,9})?")
_SHOWN = 60  # characters of a wrong value that are quoted


class CaseProblems(Exception):
    """What is wrong with the input, one sentence for each problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class TeamCase:
    """One team's submitted responses; `min_group` is given in anonymous rounds only."""

    key: str
    responses: tuple[Mapping[str, str], ...]
    min_group: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """A model and the teams that answered it."""

    name: str | None
    model: ModelSpec
    teams: tuple[TeamCase, ...]


def read(source: bytes) -> Case | list[Case]:
    """One case, or the cases of a file that names them under "examples".

    Raises:
        CaseProblems: the input is not understood.
    """
    reader = _Reader()
    document = reader.decoded(source)
    cases: Case | list[Case] | None = None
    if reader.is_object("The input", document):
        models = reader.models(document)
        if "examples" in document:
            cases = reader.examples(document, models)
        else:
            cases = reader.case("The case", document, models)
    if reader.problems or cases is None:
        raise CaseProblems(reader.problems)
    return cases


class _Reader:
    """Reads each part of the input; what it cannot read is a problem noted and None."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def refuse(self, where: str, what: str) -> None:
        self.problems.append(f"{where}: {what}")

    # JSON

    def decoded(self, source: bytes) -> Any:
        """The JSON value of `source`; a key that an object holds twice is a problem noted.

        Raises:
            CaseProblems: it is no JSON, so that there is nothing to read on.
        """
        if not source.strip():
            raise CaseProblems(["The input is empty: give a case as JSON."])
        try:
            return json.loads(source.decode("utf-8-sig"), object_pairs_hook=self._object)
        except UnicodeDecodeError as error:
            problem = f"The input is not UTF-8 text: byte {error.start + 1} does not fit."
        except json.JSONDecodeError as error:
            problem = f"The input is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        except (RecursionError, ValueError):
            problem = "The input is not a case: it is nested too deeply or holds a huge number."
        raise CaseProblems([problem])

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for number, key in enumerate(keys) if key in keys[:number])
            self.problems.append(f"The input: {_quoted(twice)} stands twice in the same object.")
        return found

    # Kinds of value

    def is_object(self, where: str, value: Any) -> bool:
        if not isinstance(value, dict):
            self.refuse(where, f"it must be an object, not {_quoted(value)}.")
        return isinstance(value, dict)

    def fields(self, where: str, value: Any, required: Collection[str], optional: Collection[str]) -> bool:
        """Whether `value` is an object with all the fields it needs; unknown ones are problems as well."""
        if not self.is_object(where, value):
            return False
        for name in required:
            if name not in value:
                self.refuse(where, f"the field {_quoted(name)} is missing.")
        for name in value:
            if name not in required and name not in optional:
                known = _listed([*required, *optional])
                self.refuse(where, f"the field {_quoted(name)} is unknown; the fields here are {known}.")
        return all(name in value for name in required)

    def items(
        self, where: str, value: Any, name: tuple[str, str], read_one: Callable[[str, Any], Read | None]
    ) -> list[Read]:
        """A list, each entry read by `read_one`; those it cannot read are left out.

        `name` is the list's own name and that of one entry.
        """
        many, one = name
        if not isinstance(value, list):
            self.refuse(f"{where}, {many}", f"it must be a list, not {_quoted(value)}.")
            return []
        read = [read_one(f"{where}, {one} {number}", entry) for number, entry in enumerate(value, 1)]
        return [entry for entry in read if entry is not None]

    def text(self, where: str, value: Any) -> str | None:
        if isinstance(value, str) and value.strip():
            return value
        self.refuse(where, f"it must be a text, not {_quoted(value)}.")
        return None

    def whole(self, where: str, value: Any) -> int | None:
        if type(value) is int:  # not isinstance: true and false are no numbers here
            return value
        self.refuse(where, f"it must be a whole number, not {_quoted(value)}.")
        return None

    def fraction(self, where: str, value: Any) -> Fraction | None:
        """An exact share from 0 to 1; JSON's own decimals are refused, for 0.1 is not one tenth there."""
        if type(value) is int and 0 <= value <= 1:
            return Fraction(value)
        if isinstance(value, str) and _FRACTION.fullmatch(value) and Fraction(value) <= 1:
            return Fraction(value)
        self.refuse(where, f'it must be a fraction from 0 to 1 in quotes, like "2/3", not {_quoted(value)}.')
        return None

    def unlike(self, where: str, what: str, keys: list[str]) -> None:
        """Refuse each key that stands there more than once."""
        for key, count in Counter(keys).items():
            if count > 1:
                self.refuse(where, f"the {what} {_quoted(key)} stands there {count} times.")

    # Cases

    def models(self, document: dict[str, Any]) -> dict[str, ModelSpec | None]:
        """The models that cases may name with "use_model"; one that cannot be read is None."""
        raw = document.get("models", {})
        if not self.is_object('The field "models"', raw):
            return {}
        return {name: self.model(f"Model {_quoted(name)}", model) for name, model in raw.items()}

    def examples(self, document: dict[str, Any], models: Mapping[str, ModelSpec | None]) -> list[Case]:
        if not self.fields("The input", document, ("examples",), ("models", "about")):
            return []
        return self.items(
            "The input",
            document["examples"],
            ("examples", "example"),
            lambda where, raw: self.case(where, raw, models),
        )

    def case(self, where: str, raw: Any, models: Mapping[str, ModelSpec | None]) -> Case | None:
        optional = ("model", "use_model", "models", "name", "why", "about", "expected")
        if not self.fields(where, raw, ("teams",), optional):
            return None
        model = self.model_of_case(where, raw, models)
        if model is None:
            return None
        teams = self.items(
            where, raw["teams"], ("teams", "team"), lambda at, team: self.team(at, team, model)
        )
        self.unlike(where, "team key", [team.key for team in teams])
        name = raw.get("name")
        return Case(None if name is None else self.text(f"{where}, name", name), model, tuple(teams))

    def model_of_case(
        self, where: str, raw: dict[str, Any], models: Mapping[str, ModelSpec | None]
    ) -> ModelSpec | None:
        if ("model" in raw) == ("use_model" in raw):
            self.refuse(where, 'it needs either "model", the model itself, or "use_model", the name of one.')
            return None
        if "model" in raw:
            return self.model(f"{where}, model", raw["model"])
        name = raw["use_model"]
        if not isinstance(name, str) or name not in models:
            known = _listed(models) if models else "none"
            self.refuse(where, f'{_quoted(name)} is no model under "models"; there is {known}.')
            return None
        return models[name]

    def team(self, where: str, raw: Any, model: ModelSpec) -> TeamCase | None:
        if not self.fields(where, raw, ("key",), ("responses", "min_group")):
            return None
        key = self.text(f"{where}, key", raw["key"])
        min_group = raw.get("min_group")
        if min_group is not None:
            min_group = self.whole(f"{where}, min_group", min_group)
            if min_group is not None and min_group < 1:
                self.refuse(where, f"min_group must be 1 or more, not {min_group}.")
        given = raw.get("responses")
        responses = self.items(
            where,
            [] if given is None else given,
            ("responses", "response"),
            lambda at, answers: self.response(at, answers, model),
        )
        return None if key is None else TeamCase(key, tuple(responses), min_group)

    def response(self, where: str, raw: Any, model: ModelSpec) -> dict[str, str] | None:
        """The answers of one respondent; null is the same as no answer."""
        if not self.is_object(where, raw):
            return None
        answers = {}
        for key, answer in raw.items():
            if key not in model.by_key:
                self.refuse(where, f"{_quoted(key)} is no criterion of the model.")
            elif answer is not None and answer not in (allowed := (*model.scales[key].keys, NA, DK)):
                self.refuse(
                    where,
                    f"{_quoted(answer)} is no answer to {_quoted(key)}; the answers are {_listed(allowed)}.",
                )
            elif answer is not None:
                answers[key] = answer
        return answers

    # Models

    def model(self, where: str, raw: Any) -> ModelSpec | None:
        before = len(self.problems)
        if not self.fields(where, raw, ("levels", "dimensions", "criteria"), ("rating",)):
            return None
        levels = self.levels(where, raw["levels"])
        dimensions = tuple(self.items(where, raw["dimensions"], ("dimensions", "dimension"), self.text))
        self.unlike(where, "dimension", list(dimensions))
        if not dimensions and len(self.problems) == before:
            self.refuse(where, "it needs at least one dimension.")
        scale, bounds = self.rating(f"{where}, rating", raw.get("rating", {}))
        if len(self.problems) > before:
            return None  # what criteria say could not be compared with anything
        criteria = self.items(
            where,
            raw["criteria"],
            ("criteria", "criterion"),
            lambda at, one: self.criterion(at, one, levels, dimensions),
        )
        self.unlike(where, "criterion", [criterion.key for criterion in criteria])
        if len(self.problems) > before:
            return None
        return ModelSpec(levels, dimensions, tuple(criteria), scale, bounds)

    def levels(self, where: str, raw: Any) -> tuple[int, ...]:
        before = len(self.problems)
        levels = self.items(where, raw, ("levels", "level"), self.whole)
        if len(self.problems) > before:
            return ()
        if len(levels) < 2:
            self.refuse(where, "it needs at least two levels.")
        elif levels[0] not in (0, 1):
            self.refuse(where, f"its levels must begin with 0 or 1, not with {_quoted(levels[0])}.")
        elif any(above != below + 1 for below, above in pairwise(levels)):
            shown = ", ".join(map(str, levels))
            self.refuse(where, f"its levels must rise one by one without a gap, not {_cut(shown)}.")
        return tuple(levels)

    def criterion(
        self, where: str, raw: Any, levels: tuple[int, ...], dimensions: tuple[str, ...]
    ) -> CriterionSpec | None:
        if not self.fields(where, raw, ("key", "dimension", "level"), ("na_allowed", "scale")):
            return None
        before = len(self.problems)
        key = self.text(f"{where}, key", raw["key"])
        dimension, level, na_allowed = raw["dimension"], raw["level"], raw.get("na_allowed", True)
        if dimension not in dimensions:
            self.refuse(where, f"{_quoted(dimension)} is no dimension of the model.")
        if type(level) is not int or level not in levels[1:]:
            above = ", ".join(map(str, levels[1:]))
            self.refuse(where, f"its level must be one above the lowest ({above}), not {_quoted(level)}.")
        if not isinstance(na_allowed, bool):
            self.refuse(where, f"na_allowed must be true or false, not {_quoted(na_allowed)}.")
        own = raw.get("scale")
        scale = None if own is None else self.scale(f"{where}, scale", own)
        if key is None or len(self.problems) > before:
            return None
        return CriterionSpec(key, dimension, level, na_allowed, scale)

    def rating(self, where: str, raw: Any) -> tuple[Scale, Bounds]:
        optional = ("scale", "dimension_from", "overall_from", "min_criteria_per_cell")
        if not self.fields(where, raw, (), optional):
            return DEFAULT_SCALE, Bounds()
        scale = self.scale(f"{where}, scale", raw["scale"]) if "scale" in raw else DEFAULT_SCALE
        usual = Bounds()
        dimension_from = self.bound(where, raw, "dimension_from", usual.dimension_from)
        overall_from = self.bound(where, raw, "overall_from", usual.overall_from)
        if dimension_from is None or overall_from is None:
            return DEFAULT_SCALE, usual
        if not 0 < dimension_from <= overall_from:
            self.refuse(
                where,
                "dimension_from must be above 0 and not above overall_from,"
                f" not {dimension_from} with {overall_from}.",
            )
        return scale or DEFAULT_SCALE, Bounds(dimension_from, overall_from)

    def bound(self, where: str, raw: dict[str, Any], name: str, usual: Fraction) -> Fraction | None:
        return self.fraction(f"{where}, {name}", raw[name]) if name in raw else usual

    def scale(self, where: str, raw: Any) -> Scale | None:
        before = len(self.problems)
        options = self.items(where, raw, ("options", "option"), self.option)
        if len(self.problems) > before:
            return None
        values = [option.value for option in options]
        self.unlike(where, "option", [option.key for option in options])
        if len(options) < 2:
            self.refuse(where, "it needs at least two options.")
        elif values[0] != 0 or values[-1] != 1 or any(low >= high for low, high in pairwise(values)):
            shown = ", ".join(map(str, values))
            self.refuse(where, f"its values must rise from 0 to 1, not {_cut(shown)}.")
        return Scale(tuple(options)) if len(self.problems) == before else None

    def option(self, where: str, raw: Any) -> Option | None:
        if not self.fields(where, raw, ("key", "value"), ("label",)):
            return None
        key = self.text(f"{where}, key", raw["key"])
        value = self.fraction(f"{where}, value", raw["value"])
        if key in (NA, DK):
            self.refuse(where, f"{_quoted(key)} is no option of a scale: it can always be answered.")
        return None if key is None or value is None else Option(key, value)


def _quoted(value: Any) -> str:
    return _cut(json.dumps(value, ensure_ascii=False))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _listed(names: Collection[str]) -> str:
    return ", ".join(map(_quoted, names))
