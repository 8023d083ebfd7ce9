"""What importing these tables would do to the organization as it is now; nothing is changed."""

from collections.abc import Sequence

from core.spreadsheets.tables import Table
from organizations.importing.people import check_people
from organizations.importing.plans import ImportPlan, Person, Problem
from organizations.importing.teams import TeamCheck
from organizations.models import Label, Membership, Organization, Team


def check(organization: Organization, tables: Sequence[Table], *, by: Membership | None) -> ImportPlan:
    """The plan for these tables: six queries, however many rows.

    Only the organization's own teams are looked at, so that a key of another one is simply a new key.
    """
    of = {table.kind: table for table in tables}
    stored = Team.objects.filter(organization=organization).prefetch_related("labels").order_by("pk")
    labels = Label.objects.filter(organization=organization).values_list("name", flat=True)
    teams = TeamCheck(stored, of.get("teams"), labels_in_use=labels)
    people: list[Person] = []
    problems: list[Problem] = list(teams.problems)
    if "people" in of:
        people, wrong = check_people(organization, of["people"], teams, by=by)
        problems += wrong
    problems.sort(key=lambda one: (one.kind != "teams", one.line))
    unused = [column for table in tables for column in table.unused]
    return ImportPlan(teams.places, people, problems, unused)
