"""Recompute a result from JSON, apart from everything that is stored."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from maturity.scoring_cases import main


class Command(BaseCommand):
    """Read a case from standard input, print its result; needs no database."""

    help = (
        "Reads a case (a model and the answers of teams) as JSON from standard input and prints the result"
        " as JSON. docs/scoring.md describes both forms. Problems go to standard error, one a line."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        status = main(sys.stdin.buffer, self.stdout, self.stderr)
        if status:
            sys.exit(status)
