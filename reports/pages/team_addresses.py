"""Where the pages of one team's result lie: in its organization, or under the pass of who answered for it."""

from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse


class Addresses(Protocol):
    """Leads to the pages of a result."""

    def dimension(self, key: str) -> str:
        """The page of one dimension."""

    def criterion(self, key: str) -> str:
        """The page of one criterion."""


@dataclass(frozen=True, slots=True)
class InOrganization:
    """For members, who sign in: of a team by its slug, in a round (id)."""

    organization: str
    team: str
    round: int

    def dimension(self, key: str) -> str:
        return self._page("reports:dimension", key)

    def criterion(self, key: str) -> str:
        return self._page("reports:criterion", key)

    def _page(self, name: str, key: str) -> str:
        return f"{reverse(name, args=[self.organization, self.team, key])}?round={self.round}"


@dataclass(frozen=True, slots=True)
class UnderPass:
    """For whoever has just answered: the pass itself says of which team, in which round."""

    def dimension(self, key: str) -> str:
        return reverse("result:dimension", args=[key])

    def criterion(self, key: str) -> str:
        return reverse("result:criterion", args=[key])
