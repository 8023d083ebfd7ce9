"""Which rounds a member can read results of, and how they follow each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from core.prepared import Prepared
from core.text import TranslatedText
from maturity.lineage import lineages_in
from organizations.access import Right, may_everywhere
from organizations.models import Membership
from surveys.anonymity import is_anonymous
from surveys.models import Round, TeamResult
from surveys.seats import by_lead

FIELDS = (
    "pk",
    "name",
    "state",
    "mode",
    "min_group_size",
    "opens_at",
    "closes_at",
    "closed_at",
    "time_zone",
    "void_reason",
    "version_id",
    "version__number",
    "version__name",
    "version__model_id",
)
MODEL = FIELDS.index("version__model_id")


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round as results speak of it; `pk` stands in addresses.

    `lineage` is equal where rounds can be compared: the root of the models from which theirs was adapted.
    """

    pk: int
    name: str
    state: str
    mode: str
    min_group_size: int
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    time_zone: str
    void_reason: str
    version_id: int
    version_number: int
    model_name: TranslatedText
    model_id: int
    lineage: int

    @property
    def is_open(self) -> bool:
        """Whether answers still come in."""
        return self.state == Round.State.OPEN

    @property
    def ends_at(self) -> datetime:
        """When it ended; while it is open, when it is to end."""
        return self.closed_at or self.closes_at

    @property
    def is_void(self) -> bool:
        """Whether the round was declared void: it can be read, and nothing is compared with it."""
        return bool(self.void_reason)

    @property
    def by_lead(self) -> bool:
        """Whether one person answered for each team."""
        return by_lead(self.mode)

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody may be recognized."""
        return is_anonymous(self.mode)


def rounds_of(member: Membership) -> list[RoundFacts]:
    """The rounds that have or may get results for `member`, the newest first; drafts are none.

    One query, and one more where they ask several models.
    """
    if may_everywhere(member, Right.SEE_ROUNDS):
        return facts_of(member, _of_all.rows(member.organization_id))
    return facts_of(member, _begun(Round.objects.visible_to(member)))


@Prepared
def _of_all(organization: int) -> QuerySet[Round, tuple[Any, ...]]:
    """All rounds of the organization that have begun, for who sees rounds everywhere."""
    return _begun(Round.objects.filter(organization_id=organization))


def _begun(rounds: QuerySet[Round]) -> QuerySet[Round, tuple[Any, ...]]:
    begun = rounds.exclude(state=Round.State.DRAFT)
    # The ordering is spelled out, for a distinct query must name what it orders by.
    return begun.order_by("-opens_at", "-pk").values_list(*FIELDS)


def facts_of(member: Membership, rows: Iterable[Sequence[Any]]) -> list[RoundFacts]:
    """Rounds from their `FIELDS`, with their lineages (one query where they ask several models)."""
    found = list(rows)
    models = {row[MODEL] for row in found}
    roots = lineages_in(member.organization) if len(models) > 1 else {}
    return [RoundFacts(*(*row, roots.get(row[MODEL], row[MODEL]))) for row in found]


def newest_with_answers(member: Membership, rounds: Sequence[RoundFacts]) -> RoundFacts | None:
    """Where reading starts: the newest round in which a team visible to `member` has answered.

    One query; without any answer it is the newest round that is not void, else the newest.
    """
    answered = (
        TeamResult.objects.visible_to(member)
        .filter(responses__gt=0, round__void_reason="")
        .exclude(round__state=Round.State.DRAFT)
        .order_by("-round__opens_at", "-round_id")
        .values_list("round_id", flat=True)
        .first()
    )
    found = by_id(rounds, answered)
    return found or next((one for one in rounds if not one.is_void), None) or next(iter(rounds), None)


def by_id(rounds: Iterable[RoundFacts], pk: int | None) -> RoundFacts | None:
    """The round of this id among `rounds`."""
    return next((one for one in rounds if one.pk == pk), None)


def earlier_than(chosen: RoundFacts, rounds: Sequence[RoundFacts]) -> list[RoundFacts]:
    """The closed rounds of the same lineage before `chosen`, the newest first; void ones are left out.

    Args:
        rounds: the newest first.
    """
    after = rounds.index(chosen) + 1
    return [
        one for one in rounds[after:] if one.lineage == chosen.lineage and not one.is_open and not one.is_void
    ]
