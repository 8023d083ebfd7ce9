"""Time zones: the stored name as a zone, and the names to choose from."""

from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import TZPATH, ZoneInfo, available_timezones

from django.utils.translation import gettext_lazy as _

from core.moments import spelled

# Clock offsets and the like stand outside of these regions; nobody lives in them.
REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of that name; None for an empty name and for one that this machine does not know."""
    return ZoneInfo(name) if name in _known() else None


@cache
def by_region() -> list[tuple[Any, list[tuple[str, str]]]]:
    """The zones to choose from, as grouped choices: ("America", [("America/Sao_Paulo", "São Paulo")...]).

    Each has the name that it has today; an older one, as Asia/Calcutta, is known but not offered.
    """
    groups: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for name in sorted(_named_today()):
        region, _slash, place = name.partition("/")
        if region in groups:
            groups[region].append((name, ", ".join(spelled(part) for part in place.split("/"))))
    return [("UTC", [("UTC", "UTC")]), *((REGIONS[region], zones) for region, zones in groups.items())]


@cache
def _named_today() -> frozenset[str]:
    """The zones in the list by country that comes with the database; all where that list is missing."""
    tables = [table for folder in TZPATH if (table := Path(folder) / "zone.tab").is_file()]
    if not tables:
        return _known()
    lines = tables[0].read_text(encoding="utf-8").splitlines()
    return _known() & {line.split("\t")[2] for line in lines if not line.startswith("#")}


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())
