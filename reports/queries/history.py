"""One criterion of one team over its rounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from maturity.reading import Catalog
from reports.queries.answers import CriterionStand, Said, said_of, stands_of
from reports.queries.team import Part, TeamReading


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """What was answered to a criterion in one round; `stand` None where its version did not ask it."""

    part: Part
    catalog: Catalog
    stand: CriterionStand | None
    said: Said | None


def past_of(reading: TeamReading, key: str) -> Sequence[PastAnswer]:
    """The criterion of this key in every round of the lineage, the newest first (two queries)."""
    rounds = reading.history
    stands = stands_of([one.result.pk for one in rounds], key)
    by_lead = [one.part.participation for one in rounds if one.part.round.by_lead]
    said = said_of(by_lead, key)
    return [
        PastAnswer(one.part, one.catalog, stands.get(one.result.pk), said.get(one.part.participation))
        for one in rounds
    ]
