"""What came of a round, told to the teams that it asked before they are asked again.

"You said, we did": `rounds.tell_outcome` writes it on the closed round. Who answers in the next round of the
lineage reads it before the first question and in the mail that asks; who sees the closed round, on its page.
"""

from collections.abc import Collection
from dataclasses import dataclass

from core.text import without_addresses
from maturity.lineage import relatives_of
from maturity.reading import catalog
from surveys.models import Participation, Round

ENDED = (Round.State.CLOSED, Round.State.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round (its id) that is over, and what came of it; no text where nothing was written."""

    round_id: int
    round: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The text as a mail quotes it, line by line.

        A mail that comes from us would vouch for an address in it, as for one in a subject: there is none.
        """
        return [without_addresses(line) for line in self.text.split("\n")]


def outcomes_before(round: Round, teams: Collection[int]) -> dict[int, Outcome]:
    """By team (ids) the latest closed round of the lineage that asked it, but for this one; two queries.

    A round that was declared void is none. Where nothing was written of the latest one, no older one speaks.
    """
    models = relatives_of(catalog(round.version_id).version.model_id, round.organization)
    asked = Participation.objects.filter(
        team__in=list(teams),
        round__state__in=ENDED,
        round__void_reason="",
        round__version__model__in=models,
    )
    rows = asked.exclude(round=round.pk).order_by("round__closed_at", "pk")
    found = rows.values_list("team_id", "round_id", "round__name", "round__outcome")
    return {team: Outcome(pk, name, text or "") for team, pk, name, text in found}  # the last one stays


def told_to(round: Round, teams: Collection[int]) -> list[Outcome]:
    """What those read who answer for these teams (ids) in this round, each text once."""
    found = {one.round_id: one for _team, one in sorted(outcomes_before(round, teams).items()) if one.text}
    return list(found.values())
