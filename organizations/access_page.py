"""The page of the docs that says who may do what, made from the table itself."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.utils import translation

from organizations.access import GRANTS, MANAGER_OF_ALL, MEANING, RANK, Right, Role, Scope

PAGE = Path(settings.BASE_DIR) / "docs" / "access.md"

REACH = {
    Scope.ORGANIZATION: "everywhere",
    Scope.SUBTREE: "unit and below",
    Scope.TEAM: "own team",
}
START = """# Who may do what

Made from `organizations/access.py` by `manage.py access_page`; a test compares the two. Change the table
there, then run the command.

A person is a member of an organization and holds roles in it. A role reaches over the whole
organization, over a unit and everything below it, or over one team. What a role does not give, it
refuses: the page says which right is lacking and who can give it. What lies in another organization, or
outside the reach of a role, does not exist for the reader: the answer is "not found".

Whether a deed is possible now (is the round open?) is no question of access: the deed itself answers it.

"""
ROLES = """
## Roles

"""
END = """
A manager whose role names no unit manages the whole organization: its teams, who leads them and belongs
to them, and its rounds. A manager of a unit reads there.

Whoever may invite leads and members offers these two roles in teams within reach: to newcomers by mail,
and to those who are members already, who have the role at once. They send such an offer again, correct its
address and withdraw it, whoever made it. They take no role away. Who may give roles gives and takes all of
them up to their own rank, and an organization always keeps at least one owner. An offer holds as long as
whoever sent it last may make it.

## Rank

"""


def render() -> str:
    """The whole page in Markdown, in English."""
    with translation.override("en"):
        roles = "".join(f"- **{role.label}**: {MEANING[role]}\n" for role in Role)
        ranks = "".join(f"{place}. {', '.join(names)}\n" for place, names in enumerate(_by_rank(), start=1))
        return START + _table() + ROLES + roles + END + ranks


def _table() -> str:
    head = ["May", *(name for name, _row in _rows())]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for right in Right:
        cells = [REACH[row[right]] if right in row else "–" for _name, row in _rows()]
        lines.append(f"| {right.label} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _rows() -> list[tuple[str, Mapping[Right, Scope]]]:
    rows: list[tuple[str, Mapping[Right, Scope]]] = []
    for role in Role:
        if role is Role.MANAGER:
            rows.append(("Manager of all", MANAGER_OF_ALL))
            rows.append(("Manager of a unit", GRANTS[role]))
        else:
            rows.append((str(role.label), GRANTS[role]))
    return rows


def _by_rank() -> list[list[str]]:
    return [
        [str(role.label) for role in Role if RANK[role] == rank]
        for rank in sorted(set(RANK.values()), reverse=True)
    ]
