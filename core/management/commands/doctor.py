import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.doctor.examining import examine
from core.doctor.findings import State

SIGNS = {State.WELL: "ok  ", State.WARNING: "look", State.BAD: "BAD "}


class Command(BaseCommand):
    help = (
        "Look whether this installation is well, and say what helps where it is not. Ends with 1 if "
        "something is bad, else with 0."
    )
    requires_system_checks: list[str] = []  # they are among what is looked at

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs: a list of findings")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        if options["json"]:
            self.stdout.write(json.dumps([one.as_dict() for one in findings], indent=1, ensure_ascii=False))
        else:
            for one in findings:
                self.stdout.write(f"{SIGNS[one.state]} {one.part}: {one.message}")
                if one.remedy:
                    self.stdout.write(f"     -> {one.remedy}")
        if any(one.state is State.BAD for one in findings):
            sys.exit(1)
