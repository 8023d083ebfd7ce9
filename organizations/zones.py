"""Time zones: the stored name as a zone, and the names to choose from."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Old spellings and clock offsets that zoneinfo keeps for compatibility; nobody lives in them.
REGIONS = (
    "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of that name; None for an empty name and for one that this machine does not know."""
    return ZoneInfo(name) if name in _known() else None


def check_zone(name: str) -> None:
    """A validator: refuses a name that is no time zone."""
    if zone_named(name) is None:
        raise ValidationError(_("There is no time zone of this name."), code="unknown_zone")


@cache
def by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones to choose from, as grouped choices: ("America", [("America/Sao_Paulo", "Sao Paulo")...])."""
    groups: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for name in sorted(_known()):
        region, _slash, place = name.partition("/")
        if region in groups:
            groups[region].append((name, place.replace("_", " ").replace("/", ", ")))
    return [("UTC", [("UTC", "UTC")]), *groups.items()]


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())
