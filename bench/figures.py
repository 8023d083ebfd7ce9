"""One measured figure, as a line of JSON and as a line to read."""

import json
import sys
from dataclasses import asdict, dataclass, field
from typing import TextIO


@dataclass(frozen=True)
class Figure:
    """A value, what it is held against, and whether that was reached.

    Args:
        limit: the unit of the same run that `value` is divided by, in the same measure; None where the
            value itself has the goal.
        goal: the most that the ratio may be, or the value where there is no limit; None where the
            figure is only told.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    goal: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.limit is None else self.value / self.limit

    @property
    def reached(self) -> bool | None:
        """Whether the goal is kept; None where there is none."""
        if self.goal is None:
            return None
        held = self.value if self.ratio is None else self.ratio
        return held <= self.goal

    def as_json(self) -> str:
        """One line: name, value, unit, limit, ratio, goal, reached."""
        fields = asdict(self)
        goal = fields.pop("goal")
        return json.dumps({**fields, "ratio": self.ratio, "goal": goal, "reached": self.reached})

    def __str__(self) -> str:
        held = "" if self.ratio is None else f"{self.ratio:8.2f} x {self.limit:.2f}"
        goal = "" if self.goal is None else f"goal {self.goal:g}"
        verdict = {None: "", True: "ok", False: "MISSED"}[self.reached]
        return f"{self.name:64} {self.value:9.2f} {self.unit:8} {held:19} {goal:9} {verdict}".rstrip()


@dataclass
class Sheet:
    """The figures of a run: each is printed when it comes, so that a long run that is stopped leaves some.

    Lines of JSON go to standard output, the same to read to standard error.
    """

    figures: list[Figure] = field(default_factory=list)
    out: TextIO = sys.stdout
    told: TextIO = sys.stderr

    def add(self, *figures: Figure) -> None:
        for one in figures:
            self.figures.append(one)
            print(one.as_json(), file=self.out, flush=True)
            print(one, file=self.told, flush=True)

    def say(self, text: str) -> None:
        """Something to read that is no figure."""
        print(text, file=self.told, flush=True)

    @property
    def missed(self) -> list[Figure]:
        return [one for one in self.figures if one.reached is False]
