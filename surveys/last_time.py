"""Last time: what the same seat said of a criterion in the round before, and what of it can be confirmed.

An answer is confirmed, and not given again, only where it is an answer to the same statement: a key means
the same for ever, but its words may have become clearer, and clearer words deserve a fresh look.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, QuerySet

from maturity.lineage import lineages_in
from maturity.models import Criterion, MaturityModel, ModelVersion
from maturity.reading import Catalog, catalog
from maturity.scoring import DK, NA
from organizations.models import Organization
from surveys.anonymity import is_anonymous
from surveys.given import Given, Stored
from surveys.models import Answer, Participation, Response, Round, TeamResult
from surveys.seats import TEAM_SEAT, by_lead, rounds_by_lead


@dataclass(frozen=True, slots=True)
class Before:
    """What was said of one criterion last time.

    `confirmable`: it can be confirmed as unchanged. `in_block`: together with others, for nothing asks for a
    fresh look at it. `reworded`: the statement had other words.
    """

    given: Given
    confirmable: bool
    in_block: bool
    reworded: bool


@dataclass(frozen=True)
class LastTime:
    """The answers that stand beside those of a response, by the id of the criterion that is asked now.

    `round` is the name of the round in which they were given; `added` are the criteria that it did not ask.
    """

    round: str
    answers: Mapping[int, Before]
    added: frozenset[int]

    def of(self, criterion: Criterion) -> Before | None:
        """What was said of the criterion; None where nothing was."""
        return self.answers.get(criterion.pk)

    def in_block(self, criterion: Criterion) -> bool:
        """Whether the criterion can be confirmed together with others of its dimension."""
        before = self.of(criterion)
        return before is not None and before.in_block


def earlier_of(participation: Participation) -> Response | None:
    """The response that the team's seat sent in the latest closed round of the same lineage (two queries).

    Rounds that were declared void are left out, and so are those in which the team did not answer by its
    lead: nobody's own answers stand beside another's.
    """
    round = participation.round
    if not by_lead(round.mode):
        return None
    of_team = Response.objects.filter(
        rounds_by_lead("participation__round__"),
        seat=TEAM_SEAT,
        state=Response.State.SUBMITTED,
        participation__team=participation.team_id,
        participation__round__void_reason="",
        participation__round__state__in=(Round.State.CLOSED, Round.State.ARCHIVED),
        participation__round__version__model__in=_one_lineage(round.version, round.organization),
    )
    return of_team.order_by("-participation__round__closed_at", "-pk").first()


def last_time_of(response: Response, round: Round) -> LastTime | None:
    """What stands beside a response's answers; None where the seat answers for the first time (two queries).

    Args:
        round: that of the response, which its pages have read.
    """
    if response.earlier_id is None or is_anonymous(round.mode):
        return None
    head = _told(response.earlier_id).first()
    if head is None:
        return None
    name, version, plan = head
    earlier, now = catalog(version), catalog(round.version_id)
    keys = {one.pk: one.key for one in earlier.criteria}
    asked = {one.key: one for one in now.criteria}
    urgent = {item["criterion"] for item in (plan or {}).get("items", ())}
    answers = {}
    given = Answer.objects.filter(response=response.earlier_id).values_list(*Stored._fields)
    for said in map(Stored._make, given):
        criterion = asked.get(keys[said.criterion_id])
        if criterion is not None and said.rating:
            answers[criterion.pk] = _before(earlier, now, criterion, said, urgent=criterion.key in urgent)
    added = (one.pk for one in now.criteria if one.key not in keys.values())
    return LastTime(name, answers, frozenset(added))


def only_if_unchanged(response: Response, answers: Mapping[Criterion, Given]) -> dict[Criterion, Given]:
    """The answers, each as confirmed only where last time's can be confirmed and says the same.

    A device may say "confirmed" of a rating that was changed since, or long after the page was drawn; such
    an answer counts as given anew, and nothing is refused. Without a confirmed one nothing is asked.
    """
    if not any(given.confirmed for given in answers.values()):
        return dict(answers)
    last = last_time_of(response, response.participation.round)
    return {
        criterion: replace(given, confirmed=given.confirmed and _is_last(last, criterion, given))
        for criterion, given in answers.items()
    }


def _is_last(last: LastTime | None, criterion: Criterion, given: Given) -> bool:
    before = last.of(criterion) if last else None
    if before is None or not before.confirmable:
        return False
    return (before.given.rating, before.given.na_reason) == (given.rating, given.na_reason)


def _before(earlier: Catalog, now: Catalog, criterion: Criterion, said: Stored, *, urgent: bool) -> Before:
    reworded = dict(earlier.criterion(criterion.key).statement) != dict(criterion.statement)
    offered = {*now.spec.scales[criterion.key].keys, *([NA] if criterion.na_allowed else [])}
    confirmable = not reworded and said.rating != DK and said.rating in offered
    given = Given(said.rating, said.na_reason, said.comment, said.evidence_url)
    return Before(given, confirmable, confirmable and not urgent, reworded)


def _one_lineage(version: ModelVersion, organization: Organization) -> QuerySet[MaturityModel]:
    """The models whose rounds are one history with those of `version`."""
    roots = lineages_in(organization)
    root = roots.get(version.model_id, version.model_id)
    adapted = [model for model, own in roots.items() if own == root]
    return MaturityModel.objects.filter(pk__in=[root, *adapted])


def _told(response: int) -> QuerySet[TeamResult, tuple[Any, ...]]:
    """The name of a response's round, its version, and the way up that its result told.

    A result under another version than the round's own is no part of what the team was told.
    """
    told = TeamResult.objects.filter(participation__responses=response, version=F("round__version"))
    return told.values_list("round__name", "version_id", "plan")
