"""What the search box found, under the names of its kinds."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.queries.finding import Finds, Found, Kind


@dataclass(frozen=True, slots=True)
class Section:
    """The finds of one kind under their name."""

    key: str
    title: str
    found: Sequence[Found]
    more: int


def sections(finds: Sequence[Finds]) -> list[Section]:
    """The finds of each kind under its name."""
    titles = {
        Kind.TEAM: _("Teams and units"),
        Kind.PERSON: _("People"),
        Kind.ROUND: _("Rounds"),
        Kind.CRITERION: _("Criteria"),
    }
    return [Section(str(one.kind), titles[one.kind], one.found, one.more) for one in finds]
