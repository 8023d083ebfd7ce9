"""Last time: what was said of a criterion in the round before, and what of it can be confirmed as unchanged.

An answer is confirmed, and not given again, only where it is an answer to the same statement: a key means
the same for ever, but its words may have become clearer, and clearer words deserve a fresh look. Whose
answers those are, `forerunners` finds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db.models import F, Q

from core.names import by_name
from maturity.models import Criterion
from maturity.reading import Catalog, catalog
from maturity.scoring import DK, NA
from surveys.anonymity import is_anonymous
from surveys.given import Given, Stored
from surveys.models import Answer, Response, Round


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


@dataclass(frozen=True, slots=True)
class Beside:
    """What a team had said that has been merged into this one, by the id of the criterion that is asked now.

    It is shown under that team's name, and nothing of it can be confirmed.
    """

    team: str
    round: str
    answers: Mapping[int, Given]


@dataclass(frozen=True)
class LastTime:
    """The answers that stand beside those of a response, by the id of the criterion that is asked now.

    `round` is the name of the round in which they were given; `added` are the criteria that it did not ask.
    `whose` names the team that gave them where that is the one that this team comes from, else it is empty.
    Where the team answers for the first time and comes from none, only what `beside` tells stands there.
    """

    round: str = ""
    whose: str = ""
    answers: Mapping[int, Before] = field(default_factory=dict)
    added: frozenset[int] = frozenset()
    beside: Sequence[Beside] = ()

    def of(self, criterion: Criterion) -> Before | None:
        """What was said of the criterion; None where nothing was."""
        return self.answers.get(criterion.pk)

    def in_block(self, criterion: Criterion) -> bool:
        """Whether the criterion can be confirmed together with others of its dimension."""
        before = self.of(criterion)
        return before is not None and before.in_block

    def said_beside(self, criterion: Criterion) -> Iterator[tuple[Beside, Given]]:
        """What teams that were merged in had said of the criterion, by their names."""
        for one in self.beside:
            if criterion.pk in one.answers:
                yield one, one.answers[criterion.pk]


class Head(NamedTuple):
    """A response that stands beside another: whose it is, of which round, and the way up that it was told."""

    pk: int
    team_id: int
    team: str
    round: str
    version: int
    plan: dict[str, Any] | None


def last_time_of(response: Response, round: Round) -> LastTime | None:
    """What stands beside a response's answers; None where nothing does (two queries).

    Args:
        round: that of the response, which its pages have read.
    """
    named = response.earlier_id is not None or response.beside
    heads = {head.pk: head for head in _told(response)} if named and not is_anonymous(round.mode) else {}
    if not heads:
        return None
    said: defaultdict[int, list[Stored]] = defaultdict(list)
    given = Answer.objects.filter(response__in=list(heads)).exclude(rating="")
    for of, *answer in given.values_list("response_id", *Stored._fields):
        said[of].append(Stored._make(answer))
    now = catalog(round.version_id)
    own = heads.pop(response.earlier_id or 0, None)
    last = LastTime()
    if own and own.team_id == response.participation.team_id:
        last = _own(own, said[own.pk], now)
    elif own:
        last = _origins(own, said[own.pk], now)
    beside = [_beside(head, said[head.pk], now) for head in by_name(heads.values(), lambda one: one.team)]
    return replace(last, answers=_looked_at(last.answers, beside), beside=beside)


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


def _own(head: Head, said: Iterable[Stored], now: Catalog) -> LastTime:
    """What the team itself said, with what of it can be confirmed."""
    earlier = catalog(head.version)
    urgent = {item["criterion"] for item in (head.plan or {}).get("items", ())}
    answers = {
        criterion.pk: _before(earlier, now, criterion, one, urgent=criterion.key in urgent)
        for criterion, one in _asked_now(earlier, now, said)
    }
    keys = {one.key for one in earlier.criteria}
    added = (one.pk for one in now.criteria if one.key not in keys)
    return LastTime(head.round, answers=answers, added=frozenset(added))


def _origins(head: Head, said: Iterable[Stored], now: Catalog) -> LastTime:
    """What the team said that this one comes from: each can be confirmed by itself, and nothing together."""
    own = _own(head, said, now)
    answers = {pk: replace(one, in_block=False) for pk, one in own.answers.items()}
    return LastTime(head.round, head.team, answers)


def _looked_at(answers: Mapping[int, Before], beside: Sequence[Beside]) -> Mapping[int, Before]:
    """The same answers; where a team that was merged in had said otherwise, one asks for a fresh look."""
    said = [(pk, given.rating) for one in beside for pk, given in one.answers.items()]
    otherwise = {pk for pk, rating in said if pk in answers and answers[pk].given.rating != rating}
    return {pk: replace(one, in_block=one.in_block and pk not in otherwise) for pk, one in answers.items()}


def _beside(head: Head, said: Iterable[Stored], now: Catalog) -> Beside:
    """What a team that was merged in said."""
    answers = {one.pk: _given(answer) for one, answer in _asked_now(catalog(head.version), now, said)}
    return Beside(head.team, head.round, answers)


def _asked_now(earlier: Catalog, now: Catalog, said: Iterable[Stored]) -> Iterator[tuple[Criterion, Stored]]:
    """Answers under one version with the criteria of another that have their keys."""
    keys = {one.pk: one.key for one in earlier.criteria}
    asked = {one.key: one for one in now.criteria}
    for answer in said:
        if keys[answer.criterion_id] in asked:
            yield asked[keys[answer.criterion_id]], answer


def _before(earlier: Catalog, now: Catalog, criterion: Criterion, said: Stored, *, urgent: bool) -> Before:
    reworded = dict(earlier.criterion(criterion.key).statement) != dict(criterion.statement)
    offered = {*now.spec.scales[criterion.key].keys, *([NA] if criterion.na_allowed else [])}
    confirmable = not reworded and said.rating != DK and said.rating in offered
    return Before(_given(said), confirmable, confirmable and not urgent, reworded)


def _given(said: Stored) -> Given:
    """An answer as it was given; whether it was confirmed then is no part of what it says."""
    return Given(said.rating, said.na_reason, said.comment, said.evidence_url)


def _told(response: Response) -> Iterator[Head]:
    """The responses that stand beside this one.

    A result under another version than the round's own is no part of what the team was told.
    """
    standing = Response.objects.filter(
        Q(pk=response.earlier_id) | Q(public_id__in=response.beside or []),
        participation__results__version=F("participation__round__version"),
    )
    rows = standing.values_list(
        "pk",
        "participation__team_id",
        "participation__team_name",
        "participation__round__name",
        "participation__round__version_id",
        "participation__results__plan",
    )
    return map(Head._make, rows)
