"""What somebody said of the columns of a list, remembered for the next list of that shape.

What is said by who changes teams counts for all; what others say, for their own lists alone: they would say
what the lists of those mean who may do more.
"""

import hashlib

from django.db import transaction

from core.clock import now
from core.spreadsheets.tables import Grid
from organizations.access import Right, may_everywhere
from organizations.importing.headers import BY_VALUE
from organizations.importing.mapping import Columns, names_of, shape_of
from organizations.models import ImportMapping, Membership

MOST = 200  # shapes of an organization; the one that was used longest ago goes first


def columns_for(member: Membership, grid: Grid) -> Columns | None:
    """What the columns of such a list were taken for the last time; None for a new shape."""
    if not (shape := shape_of(grid)):
        return None
    found = ImportMapping.objects.filter(organization=member.organization_id)
    by_shape = {one.shape: one for one in found.filter(shape__in=[shape, _shape_for(member, shape)])}
    kept = by_shape.get(_shape_for(member, shape)) or by_shape.get(shape)
    if kept is None:
        return None
    known = {name: BY_VALUE.get(column) for name, column in kept.columns.items()}
    return tuple(known.get(name) for name in names_of(grid.head))


def remember(member: Membership, grid: Grid, columns: Columns) -> None:
    """Keep what somebody said of the columns of a list; one without names of columns has no shape."""
    if not (shape := shape_of(grid)):
        return
    said = {name: str(column) for name, column in zip(names_of(grid.head), columns, strict=True) if column}
    organization = member.organization
    with transaction.atomic():
        ImportMapping.objects.update_or_create(
            organization=organization,
            shape=_shape_for(member, shape),
            defaults={"columns": said, "used_at": now()},
        )
        kept = ImportMapping.objects.filter(organization=organization).order_by("-used_at", "-pk")
        old = list(kept.values_list("pk", flat=True)[MOST : MOST + 10])
        ImportMapping.objects.filter(pk__in=old).delete()


def _shape_for(member: Membership, shape: str) -> str:
    """Under which name what `member` says of a shape is kept."""
    if may_everywhere(member, Right.MANAGE_TEAMS):
        return shape
    return hashlib.sha256(f"{member.pk} {shape}".encode()).hexdigest()
