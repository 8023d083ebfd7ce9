"""What somebody said of the columns of a list, remembered for the next list of that shape."""

from django.db import transaction

from core.clock import now
from core.spreadsheets.tables import Grid
from organizations.importing.headers import BY_VALUE
from organizations.importing.mapping import Columns, names_of, shape_of
from organizations.models import ImportMapping, Organization

MOST = 200  # shapes of an organization; the one that was used longest ago goes first


def columns_for(organization: Organization, grid: Grid) -> Columns | None:
    """What the columns of such a list were taken for the last time; None for a new shape."""
    if not (shape := shape_of(grid)):
        return None
    kept = ImportMapping.objects.filter(organization=organization, shape=shape).first()
    if kept is None:
        return None
    known = {name: BY_VALUE.get(column) for name, column in kept.columns.items()}
    return tuple(known.get(name) for name in names_of(grid.head))


def remember(organization: Organization, grid: Grid, columns: Columns) -> None:
    """Keep what somebody said of the columns of a list; one without names of columns has no shape."""
    if not (shape := shape_of(grid)):
        return
    said = {name: str(column) for name, column in zip(names_of(grid.head), columns, strict=True) if column}
    with transaction.atomic():
        ImportMapping.objects.update_or_create(
            organization=organization, shape=shape, defaults={"columns": said, "used_at": now()}
        )
        kept = ImportMapping.objects.filter(organization=organization).order_by("-used_at", "-pk")
        old = list(kept.values_list("pk", flat=True)[MOST : MOST + 10])
        ImportMapping.objects.filter(pk__in=old).delete()
