"""The teams that one criterion holds back, with what each of them said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from maturity.models import Criterion
from maturity.reading import catalog
from reports.pages.criteria import Rating, rating
from reports.queries.answers import Said, said_of, stands_of
from reports.queries.dashboard import Overview
from reports.queries.showing import Kind, Show

MOST = 50


@dataclass(frozen=True, slots=True)
class TeamSays:
    """What one team said of the criterion; `url` is its page there."""

    name: str
    url: str
    rating: Rating
    said: Said | None


@dataclass(frozen=True, slots=True)
class Blocking:
    """A criterion with the teams that it holds back; `more` counts those that are not told here."""

    criterion: Criterion
    teams: Sequence[TeamSays]
    more: int


def blocking(organization: str, show: Show | None, seen: Overview) -> Blocking | None:
    """The teams of the page with what they said (two queries); None where no criterion was followed."""
    if show is None or show.kind is not Kind.BLOCKED:
        return None
    key = show.criterion
    lines = [(one, one.told) for one in seen.page.lines if one.told is not None][:MOST]
    stands = stands_of([told.pk for _one, told in lines], key)
    by_lead = [told.participation for _one, told in lines if seen.rounds[told.round].by_lead]
    said = said_of(by_lead, key)
    teams = [
        TeamSays(
            one.name,
            f"{reverse('reports:criterion', args=[organization, one.slug, key])}?round={told.round}",
            rating(catalog(told.version), stands[told.pk]),
            said.get(told.participation),
        )
        for one, told in lines
        if told.pk in stands
    ]
    return Blocking(seen.catalog.criterion(key), teams, seen.page.teams - len(teams))
