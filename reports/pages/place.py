"""A team as a part of its organization: people, labels, and the rounds that it took part in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from maturity.models import ModelVersion
from organizations.models import Membership
from organizations.teams import queries
from reports.explain import state_word
from reports.pages.words import until, when
from reports.queries.team import Passed, TeamReading


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round that asked the team; `level` None where it has none, and then `words` say why."""

    name: str
    url: str
    day: str
    level: int | None
    version: ModelVersion | None
    words: str


def place_of(member: Membership, reading: TeamReading) -> dict[str, Any]:
    """What stands below the result: who belongs to the team, and each round that asked it."""
    return {
        "place": queries.place_of(member, reading.team),
        "asked_in": list(_rounds(member.organization.slug, reading)),
    }


def glance(reading: TeamReading) -> dict[str, Any]:
    """The newest level, for the panel beside the tree; a level of None before the first."""
    latest = reading.latest
    if latest is None:
        return {"level": None}
    round = latest.part.round
    words = {"round": round.name, "day": until(round) if round.is_open else when(round.ends_at)}
    told = _("in %(round)s, open until %(day)s") if round.is_open else _("in %(round)s, closed on %(day)s")
    return {"level": latest.result.level, "version": latest.catalog.version, "words": told % words}


def _rounds(organization: str, reading: TeamReading) -> Iterator[RoundLine]:
    past: dict[int, Passed] = {one.part.round.pk: one for one in reading.history}
    address = reverse("reports:team", args=[organization, reading.team.slug])
    for part in reading.parts:
        round, found = part.round, past.get(part.round.pk)
        # The day on which it ends would promise the whole of that day.
        words = _("open until %(day)s") % {"day": until(round)} if round.is_open else ""
        if not words and found is not None and found.result.level is None:
            words = state_word(found.result.state)
        yield RoundLine(
            name=round.name,
            url=f"{address}?round={round.pk}",
            day="" if round.is_open else when(round.ends_at),
            level=found.result.level if found else None,
            version=found.catalog.version if found else None,
            words=words,
        )
