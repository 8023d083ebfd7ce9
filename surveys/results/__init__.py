"""The one writer of result rows: what the scoring rule says of a team, stored where it is read.

With each result goes where the team stands now (`standings`), and with the close of a round what it said of
all teams (`totals`), in the same transaction.

Rows are laid out in key order when a round opens and only updated later, so that the rows of a round
lie together. Whatever is stored here can be computed again from the answers, and gives the same.
"""

from collections.abc import Collection, Sequence

from django.db import transaction

from core.clock import now
from core.text import as_canonical_json
from maturity.reading import catalog
from surveys.models import Participation, Round, TeamResult
from surveys.results.counting import Held, after, hold, stored_keys
from surveys.results.rows import CRITERION, DIMENSION, TEAM, Rows
from surveys.results.standings import settle
from surveys.results.totals import total

NOT_COMPARED = {"score", "computed_at"}  # the one follows from its fraction, the other is new each time
COMPARED = ["participation_id", *(name for name in TEAM.update if name not in NOT_COMPARED)]


def lay_out(round: Round) -> None:
    """Insert the rows of a round, all without data, in the order (team, dimension, criterion)."""
    freeze(round)  # nobody has answered yet


def lay_out_joining(round: Round, teams: Collection[int]) -> None:
    """The same for teams (ids) that come to an open round, whose other results stay as they are.

    Teams whose keys lie between theirs are held meanwhile, so that all are taken in one order.
    """
    first: int | None = min(teams)
    with transaction.atomic():
        while first is not None:
            held = hold(round, first=first, last=max(teams))
            new = [one for one in held if one.team in teams]
            _write(_rows(round), new)
            _settle(round, new, new)
            first = after(held)


def refresh(participation: Participation) -> None:
    """Compute one team's result from its submitted responses, in the caller's transaction if there is one.

    Holds the participation's row, so that of two submits at once the second sees the first.
    """
    with transaction.atomic():
        team = participation.team_id
        round = participation.round
        _write(_rows(round), hold(round, first=team, last=team))
        settle(round, first=team, last=team, written={team})


def freeze(round: Round) -> None:
    """Compute the results of a round as it closes, in one transaction, some teams at a time.

    A team whose stored digest is that of its answers was computed from them as they were sent.
    """
    first: int | None = 0
    with transaction.atomic():
        while first is not None:
            held, rows = hold(round, first=first), _rows(round)
            new = [one for one in held if one.digest != rows.digest(one)]
            _write(rows, new)
            _settle(round, held, new)
            first = after(held)
        total(round)


def recompute(round: Round) -> int:
    """Compute all results again, some teams at a time, and say how many were stored differently before."""
    changed = 0
    first: int | None = 0
    while first is not None:
        with transaction.atomic():
            held = hold(round, first=first)
            before = _stored(round, held)
            _write(_rows(round), held)
            _settle(round, held, held)
            now_stored = _stored(round, held)
        changed += sum(before.get(pk) != row for pk, row in now_stored.items())
        first = after(held)
    total(round)
    return changed


def _settle(round: Round, held: Sequence[Held], written: Sequence[Held]) -> None:
    """Where these teams stand now; closing settles also results that were written before."""
    if held:
        teams = {one.team for one in written}
        settle(round, first=held[0].team, last=held[-1].team, written=teams)


def _rows(round: Round) -> Rows:
    return Rows(round, catalog(round.version_id), now())


def _stored(round: Round, held: Sequence[Held]) -> dict[int, str]:
    """The results of some teams, by participation, in a form that can be compared."""
    ids = [one.participation for one in held]
    rows = TeamResult.objects.filter(participation_id__in=ids, version_id=round.version_id)
    return {row["participation_id"]: as_canonical_json(row) for row in rows.values(*COMPARED)}


def _write(rows: Rows, held: Sequence[Held]) -> None:
    """Compute and store the results of some teams of a round: the only place where that happens."""
    scored = [(one, rows.score(one.counted)) for one in held]
    TEAM.write([rows.of_team(one, score) for one, score in scored])
    keys = {one.participation: one.stored for one in held if one.stored}
    if len(keys) < len(held):  # as a round opens, or where rows are gone
        keys = stored_keys(rows.round, held)
    by_key = [(one, score, keys[one.participation]) for one, score in scored]
    DIMENSION.write([row for team in by_key for row in rows.of_dimensions(*team)])
    CRITERION.write([row for team in by_key for row in rows.of_criteria(*team)])
