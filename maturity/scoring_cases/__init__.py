"""Recompute any result outside the product: a case as JSON in, its result as JSON out.

`manage.py score < case.json` runs it, and so does `python -m maturity.scoring_cases < case.json` with
nothing but Python. `docs/scoring.md` describes both forms.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO, Protocol

from maturity.scoring_cases.reading import DEFAULT_SCALE, Case, CaseProblems, TeamCase, read
from maturity.scoring_cases.writing import result_of

__all__ = ["DEFAULT_SCALE", "Case", "CaseProblems", "TeamCase", "main", "read", "recompute", "result_of"]


class Output(Protocol):
    """Somewhere to write to."""

    def write(self, text: str, /) -> object: ...


def main(source: BinaryIO, output: Output, errors: Output) -> int:
    """Read a case or a file of cases and write the result; or each problem on a line of its own.

    Returns:
        The exit status: 0, or 1 when the input has problems, and then nothing goes to `output`.
    """
    try:
        result = recompute(source.read())
    except CaseProblems as refused:
        for problem in refused.problems:
            errors.write(problem + "\n")
        return 1
    output.write(json.dumps(result, indent=1) + "\n")
    return 0


def recompute(source: bytes) -> dict[str, Any]:
    """The result of one case, or of each case of a file.

    Raises:
        CaseProblems: the input is not understood.
    """
    found = read(source)
    if isinstance(found, Case):
        return result_of(found)
    return {"examples": [{"name": case.name, **result_of(case)} for case in found]}
