"""What importing these tables would do to the organization as it is now; nothing is changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from core.spreadsheets.tables import Table
from organizations.access import Right, may_everywhere
from organizations.importing.people import Otherwise, PeopleCheck
from organizations.importing.plans import ImportPlan, Place, Problem
from organizations.importing.teams import TeamCheck, give_keys
from organizations.models import Label, Membership, Organization, Team

Lines = Mapping[str, Collection[int]]


def check(
    organization: Organization,
    tables: Sequence[Table],
    *,
    by: Membership | None,
    otherwise: Otherwise | None = None,
    leave_out: bool = False,
) -> ImportPlan:
    """The plan for these tables: six queries, however many rows.

    Only the organization's own teams are looked at, so that a key of another one is simply a new key.

    Args:
        otherwise: what counts where a row of people says nothing.
        leave_out: whether rows with problems are left out, and with them those that need one of these; then
            it takes as many rounds of queries as rows hang on each other.
    """
    without: defaultdict[str, set[int]] = defaultdict(set)
    left_out: list[Problem] = []
    while True:
        plan = _check(organization, tables, by, otherwise or Otherwise(), without, left_out)
        wrong = [problem for problem in plan.problems if problem.line not in without[problem.kind]]
        if not (leave_out and wrong):
            return plan
        left_out += wrong
        for problem in wrong:
            without[problem.kind].add(problem.line)


def _check(
    organization: Organization,
    tables: Sequence[Table],
    by: Membership | None,
    otherwise: Otherwise,
    without: Lines,
    left_out: Sequence[Problem],
) -> ImportPlan:
    of = {table.kind: table for table in tables}
    shapes = by is None or may_everywhere(by, Right.MANAGE_TEAMS)
    within = None if by is None or shapes else _reach(by)
    ours = Team.objects.filter(organization=organization).prefetch_related("labels").order_by("pk")
    # A row that names a team out of reach must tell neither that it is there nor what its key is.
    stored = ours if within is None else _with_units_above(ours, within)
    labels = Label.objects.filter(organization=organization).values_list("name", flat=True)
    teams = TeamCheck(stored, of.get("teams"), labels_in_use=labels, without=without.get("teams", ()))
    problems, notes, places = [*teams.problems], [*teams.notes], [*teams.places]
    notes += [note for table in tables for note in table.notes]
    if not shapes:
        problems += [_not_yours(place) for place in teams.places if place.changes and place.line]
    people = None
    if "people" in of:
        people = PeopleCheck(
            organization,
            of["people"],
            teams,
            by=by,
            otherwise=otherwise,
            without=without.get("people", ()),
            within=within,
        )
        problems += people.problems
        notes += people.notes
        places += people.made
    give_keys(places, teams.by_key.exact)
    return ImportPlan(
        places,
        people.people if people else [],
        sorted(problems, key=_place_in_file),
        [column for table in tables for column in table.unused],
        notes,
        people.skipped if people else [],
        sorted(left_out, key=_place_in_file),
    )


def _not_yours(place: Place) -> Problem:
    return Problem("teams", place.line, "", _("you may invite people, and not change teams."))


def _reach(by: Membership) -> frozenset[int]:
    """The teams that `by` may invite to; to who changes no teams the others do not exist."""
    return frozenset(Team.objects.where_may(by, Right.INVITE).values_list("pk", flat=True))


def _with_units_above(stored: Iterable[Team], within: Collection[int]) -> list[Team]:
    """Those in reach, and the units on the way down to them, which their paths tell."""
    by_id = {team.pk: team for team in stored}
    kept: set[int] = set()
    for pk in within:
        above: int | None = pk
        while above is not None and above in by_id and above not in kept:
            kept.add(above)
            above = by_id[above].parent_id
    return [team for pk, team in by_id.items() if pk in kept]


def _place_in_file(problem: Problem) -> tuple[bool, int]:
    return problem.kind != "teams", problem.line
