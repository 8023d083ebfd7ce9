"""From the parameters of an address to the round, unit, label and order that they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maturity.reading import catalog
from organizations.models import Membership
from organizations.teams.queries import labels_seen_by
from reports.queries.filters import (
    ALL_PAGES,
    BY_UNIT,
    IN_DIMENSION,
    ORDERS,
    Unit,
    Wish,
    unit_named,
    units_of,
)
from reports.queries.rounds import RoundFacts, by_id, earlier_than, newest_with_answers, rounds_of

LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class Choice:
    """What the dashboard is asked to show. `round` is None while the member has no round at all.

    `labels` are names by address; `label` is one of them, or "". `ignored` is a sort order that was asked
    for and that there is not.
    """

    rounds: Sequence[RoundFacts]
    round: RoundFacts | None
    earlier: Sequence[RoundFacts]
    units: Sequence[Unit]
    unit: Unit | None
    labels: Mapping[str, str]
    label: str
    order: str
    ignored: str
    page: int | None


def choose(member: Membership, wish: Wish) -> Choice | None:
    """What `wish` names among what `member` sees (four queries).

    Returns:
        None when it names a round, a unit or a label that is not there for this member.
    """
    rounds, units = rounds_of(member), units_of(member)
    chosen = by_id(rounds, number(wish.round)) if wish.round else newest_with_answers(member, rounds)
    unit = unit_named(units, wish.unit) if wish.unit else None
    labels = labels_seen_by(member)
    if (wish.round and chosen is None) or (wish.unit and unit is None):
        return None
    if wish.label and wish.label not in labels:
        return None
    order = wish.order or BY_UNIT
    known = order in ORDERS or (chosen is not None and _is_dimension(order, chosen))
    return Choice(
        rounds=rounds,
        round=chosen,
        earlier=earlier_than(chosen, rounds) if chosen else [],
        units=units,
        unit=unit,
        labels=labels,
        label=wish.label,
        order=order if known else BY_UNIT,
        ignored="" if known else order,
        page=None if wish.page == ALL_PAGES else number(wish.page) or 1,
    )


def number(sent: str) -> int | None:
    """A whole number as addresses write it; None for anything else."""
    plain = sent.isascii() and sent.isdigit() and len(sent) <= LONGEST_NUMBER
    return int(sent) if plain else None


def _is_dimension(order: str, chosen: RoundFacts) -> bool:
    if not order.startswith(IN_DIMENSION):
        return False
    key = order.removeprefix(IN_DIMENSION)
    return any(dimension.key == key for dimension in catalog(chosen.version_id).dimensions)
