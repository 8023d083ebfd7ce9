"""The template of an import: the tree as it is, to be changed and sent back; else an example."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

import openpyxl
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.names import by_name
from core.spreadsheets.cells import BYTE_ORDER_MARK, Value, name, safe
from organizations.access import Role
from organizations.importing.mapping import COLUMNS, PEOPLE, TEAMS, word
from organizations.models import Organization, Team

WIDTH = 24

Rows = Iterator[list[str]]


def rows_of(kind: str, organization: Organization) -> list[list[str]]:
    """The header in the reader's language, and the rows: teams as they are, or what they could be."""
    language = get_language() or "en"
    header = [word(kind, column, language) for column in COLUMNS[kind]]
    stored = Team.objects.filter(organization=organization).active().prefetch_related("labels")
    teams = by_name(stored.order_by("pk"), lambda team: team.name)
    if kind == TEAMS:
        return [header, *(_tree(teams) if teams else _example_tree())]
    return [header, *([] if teams else _example_people())]


def as_csv(kind: str, organization: Organization) -> bytes:
    """One table, with the delimiter that a spreadsheet of the reader's language expects."""
    delimiter = ";" if (get_language() or "").startswith("pt") else ","
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    csv.writer(file, delimiter=delimiter).writerows(_quoted(rows_of(kind, organization), name))
    return file.getvalue().encode()


def as_workbook(organization: Organization) -> bytes:
    """Both tables, a sheet each."""
    book = openpyxl.Workbook(write_only=True)
    for kind, title in ((TEAMS, _("Teams")), (PEOPLE, _("People"))):
        sheet = book.create_sheet(str(title))
        for letter in "ABCDE":
            sheet.column_dimensions[letter].width = WIDTH
        sheet.freeze_panes = "A2"
        for row in _quoted(rows_of(kind, organization), safe):
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _quoted(rows: Iterable[list[str]], as_cell: Callable[[str], Value]) -> Rows:
    """The rows as cells; those of a workbook say themselves that they are text and no date."""
    return ([str(as_cell(cell)) for cell in row] for row in rows)


def _tree(teams: Sequence[Team]) -> Rows:
    """Units before what lies in them; a team without a key is given its address as one."""
    keys = {team.pk: team.external_key or team.slug for team in teams}
    children: dict[int | None, list[Team]] = {}
    for team in teams:
        children.setdefault(team.parent_id, []).append(team)
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        team = waiting.pop()
        labels = ", ".join(sorted(label.name for label in team.labels.all()))
        above, kind = keys.get(team.parent_id or 0, ""), str(Team.Kind(team.kind).label)
        yield [keys[team.pk], team.name, above, kind, labels]
        waiting += reversed(children.get(team.pk, []))


def _example_tree() -> Rows:
    unit, team = str(Team.Kind.UNIT.label), str(Team.Kind.TEAM.label)
    yield ["U-1", _("Retail"), "", unit, ""]
    yield ["T-1", _("Pricing"), "U-1", team, _("Brazil")]
    yield ["T-2", _("Churn"), "U-1", team, ""]


def _example_people() -> Rows:
    yield ["lia@example.com", "Lia Souza", str(Role.LEAD.label), "T-1", get_language() or "en"]
    yield ["marta@example.com", "Marta Couto", str(Role.MANAGER.label), "U-1", ""]
