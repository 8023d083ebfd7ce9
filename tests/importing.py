"""What the tests of imports share: rows as a file has them, the plan for them, and carrying it out."""

from pathlib import Path

from core.spreadsheets.tables import Table
from organizations.importing.carrying_out import import_tables
from organizations.importing.checking import check
from organizations.importing.plans import ImportPlan
from organizations.importing.reading import read_file
from organizations.models import Organization, Team
from tests.cast import Cast

HEAD = "key,name,unit,kind,labels\n"
PEOPLE = "email,name,role,team,language\n"
HR_LIST = Path(__file__).parent.parent / "docs" / "examples" / "lista-rh.csv"


def rows(*lines: str, head: str = HEAD) -> list[Table]:
    return read_file("file.csv", (head + "\n".join(lines) + "\n").encode())


def plan(cast: Cast, *lines: str, head: str = HEAD) -> ImportPlan:
    return check(cast.aurora, rows(*lines, head=head), by=cast.ada)


def effects(found: ImportPlan) -> dict[str, list[str]]:
    return {place.path: [change.value for change in place.changes] for place in found.teams}


def wrong(found: ImportPlan) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.column, problem.message) for problem in found.problems]


def do(cast: Cast, *lines: str, head: str = HEAD) -> ImportPlan:
    return import_tables(cast.aurora, rows(*lines, head=head), by=cast.ada)


def tree(organization: Organization) -> dict[str, str]:
    """Each key with the path of its team."""
    stored = Team.objects.filter(organization=organization).exclude(external_key="").select_related("parent")
    return {
        team.external_key: f"{team.parent.name} / {team.name}" if team.parent else team.name
        for team in stored
    }
