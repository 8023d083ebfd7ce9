import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from organizations.models import Membership, Organization, Team
from organizations.scoping import scopes_disabled
from surveys.models import Round

HEAD = ("slug", "name", "people", "teams", "rounds", "state")


class Command(BaseCommand):
    help = "List all organizations with how many people, teams and rounds they have."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [dict(zip(HEAD, self._row(one), strict=True)) for one in self._organizations()]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        table = [HEAD, *([str(value) for value in row.values()] for row in rows)]
        widths = [max(len(line[column]) for line in table) for column in range(len(HEAD))]
        for line in table:
            cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())

    def _organizations(self) -> list[Organization]:
        """One query, whatever their number; counted apart, for joined counts multiply."""
        with scopes_disabled():
            counts = {
                "n_people": Membership.objects.filter(state=Membership.State.ACTIVE),
                "n_teams": Team.objects.active().teams(),
                "n_rounds": Round.objects.all(),
            }
            found = Organization.objects.annotate(**{name: _count(rows) for name, rows in counts.items()})
            return list(found.order_by("slug"))

    def _row(self, one: Any) -> tuple[Any, ...]:
        return one.slug, one.name, one.n_people, one.n_teams, one.n_rounds, _state(one)


def _count(rows: Any) -> Coalesce:
    mine = rows.filter(organization=OuterRef("pk")).order_by().values("organization")
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField())


def _state(one: Organization) -> str:
    if one.archived_at is not None:
        return "archived"
    return "active" if one.deletion_due_at is None else f"ends on {one.deletion_due_at.date().isoformat()}"
