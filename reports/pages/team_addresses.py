"""Where the pages of one team's result lie: in its organization, or under the pass of who answered for it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from urllib.parse import quote

from django.urls import reverse

SAFE = "/~:@!$&'()*+,;="
"""What Django leaves as it is in an address."""


class Addresses(Protocol):
    """Leads to the pages of a result."""

    def dimension(self, key: str) -> str:
        """The page of one dimension."""

    def criterion(self, key: str) -> str:
        """The page of one criterion."""


@dataclass(frozen=True)
class InOrganization:
    """For members, who sign in: of a team by its slug, in a round (id).

    Each kind of page is looked up once, for a team's page leads to half a hundred others.
    """

    organization: str
    team: str
    round: int

    def dimension(self, key: str) -> str:
        return self._dimension % quote(key, safe=SAFE)

    def criterion(self, key: str) -> str:
        return self._criterion % quote(key, safe=SAFE)

    @cached_property
    def _dimension(self) -> str:
        return self._page("reports:dimension")

    @cached_property
    def _criterion(self) -> str:
        return self._page("reports:criterion")

    def _page(self, name: str) -> str:
        """The address of all pages of a kind, with a place for the key."""
        example = "any-key"
        page = reverse(name, args=[self.organization, self.team, example]).replace("%", "%%")
        before, after = page.rsplit(example, 1)
        return f"{before}%s{after}?round={self.round}"


@dataclass(frozen=True, slots=True)
class UnderPass:
    """For whoever has just answered: the pass itself says of which team, in which round."""

    def dimension(self, key: str) -> str:
        return reverse("result:dimension", args=[key])

    def criterion(self, key: str) -> str:
        return reverse("result:criterion", args=[key])
