"""From the parameters of an address to the model or round, unit, label and order that they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.text import TranslatedText
from maturity.reading import Catalog, catalog
from organizations.models import Membership
from organizations.teams.queries import labels_seen_by
from reports.queries.filters import (
    ALL_PAGES,
    BY_UNIT,
    HIGHEST_IN,
    IN_DIMENSION,
    ORDERS,
    Unit,
    Wish,
    unit_named,
    units_of,
)
from reports.queries.kept import Stamps, stamps_in
from reports.queries.rounds import RoundFacts, by_id, earlier_than, newest_with_answers, rounds_of
from reports.queries.showing import Show, show_named

LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class Lineage:
    """A model with those adapted from it, of which the member sees rounds.

    `newest` is its newest round, whose version gives the dashboard its columns.
    """

    pk: int
    key: str
    name: TranslatedText
    newest: RoundFacts


@dataclass(frozen=True, slots=True)
class Choice:
    """What the dashboard is asked to show.

    With a `round` it is that round; without one it is where each team stands now in `lineage`, which is None
    while the member has no round at all. `labels` are names by address; `label` is one of them, or "".
    `ignored` is a sort order that was asked for and that there is not.
    """

    rounds: Sequence[RoundFacts]
    lineages: Sequence[Lineage]
    lineage: Lineage | None
    stamps: Stamps | None
    round: RoundFacts | None
    earlier: Sequence[RoundFacts]
    units: Sequence[Unit]
    unit: Unit | None
    labels: Mapping[str, str]
    label: str
    order: str
    ignored: str
    page: int | None
    show: Show | None

    @property
    def catalog(self) -> Catalog | None:
        """The version whose dimensions are the columns; None without a round."""
        shown = self.round or (self.lineage and self.lineage.newest)
        return catalog(shown.version_id) if shown else None

    @property
    def of_lineage(self) -> Sequence[RoundFacts]:
        """The rounds of the lineage that is shown, the newest first."""
        own = self.lineage.pk if self.lineage else None
        return [one for one in self.rounds if one.lineage == own]


def choose(member: Membership, wish: Wish) -> Choice | None:
    """What `wish` names among what `member` sees (five queries).

    Returns:
        None when it names a model, a round, a unit or a label that is not there for this member.
    """
    rounds, units = rounds_of(member), units_of(member)
    lineages = lineages_of(rounds)
    stamps = {one.lineage: one for one in stamps_in(member.organization_id)}
    lineage = _lineage(wish, lineages, stamps)
    chosen = by_id(rounds, number(wish.round)) if wish.round else None
    unit = unit_named(units, wish.unit) if wish.unit else None
    labels = labels_seen_by(member)
    if (wish.round and chosen is None) or (wish.unit and unit is None):
        return None
    if (wish.label and wish.label not in labels) or (wish.model and lineage is None):
        return None
    if chosen is None and lineage is not None and not _tells(stamps.get(lineage.pk)):
        own = [one for one in rounds if one.lineage == lineage.pk]
        chosen = newest_with_answers(member, own)  # nobody has a level yet: how far the round is says more
    if chosen is not None:
        lineage = next(one for one in lineages if one.pk == chosen.lineage)
    shown = chosen or (lineage.newest if lineage else None)
    order = wish.order or BY_UNIT
    known = order in ORDERS or (shown is not None and _is_dimension(order, shown))
    return Choice(
        rounds=rounds,
        lineages=lineages,
        lineage=lineage,
        stamps=stamps.get(lineage.pk) if lineage and chosen is None else None,
        round=chosen,
        earlier=earlier_than(chosen, rounds) if chosen else [],
        units=units,
        unit=unit,
        labels=labels,
        label=wish.label,
        order=order if known else BY_UNIT,
        ignored="" if known else order,
        page=None if wish.page == ALL_PAGES else number(wish.page) or 1,
        show=show_named(wish.show, catalog(shown.version_id)) if shown else None,
    )


def number(sent: str) -> int | None:
    """A whole number as addresses write it; None for anything else."""
    plain = sent.isascii() and sent.isdigit() and len(sent) <= LONGEST_NUMBER
    return int(sent) if plain else None


def lineages_of(rounds: Sequence[RoundFacts]) -> list[Lineage]:
    """The lineages of `rounds`, which come the newest first; the lineage of the newest round first.

    No query where the process knows the versions.
    """
    found: dict[int, Lineage] = {}
    for one in rounds:
        if one.lineage not in found and not one.is_void:
            key = catalog(one.version_id).version.model.key
            found[one.lineage] = Lineage(one.lineage, key, one.model_name, one)
    for one in rounds:  # of a lineage with nothing but void rounds
        if one.lineage not in found:
            key = catalog(one.version_id).version.model.key
            found[one.lineage] = Lineage(one.lineage, key, one.model_name, one)
    return list(found.values())


def _lineage(wish: Wish, lineages: Sequence[Lineage], stamps: Mapping[int, Stamps]) -> Lineage | None:
    """The lineage that was asked for; else that in which most teams have a level, of two the newer.

    So a pilot of a second model never takes the page over.
    """
    if wish.model:
        return next((one for one in lineages if one.key == wish.model), None)
    having = {pk: one.with_level for pk, one in stamps.items()}
    return max(lineages, key=lambda one: having.get(one.pk, 0), default=None)


def _tells(stamps: Stamps | None) -> bool:
    return stamps is not None and stamps.with_level > 0


def _is_dimension(order: str, chosen: RoundFacts) -> bool:
    if not order.startswith((IN_DIMENSION, HIGHEST_IN)):
        return False
    key = order.removeprefix(HIGHEST_IN).removeprefix(IN_DIMENSION)
    return any(dimension.key == key for dimension in catalog(chosen.version_id).dimensions)
