"""The page of one team: where it stands, why, what blocks the next level, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.look import Chip, Stair, disc, stair
from core.templatetags.look import glyph
from maturity.reading import Catalog, catalog
from maturity.scoring import Status
from maturity.wording import rule_in_words, score
from reports import explain
from reports.explain import Condition, Notice
from reports.pages.criteria import (
    CriterionLine,
    improvements,
    line,
    value_in_words,
)
from reports.pages.team_addresses import Addresses
from reports.pages.words import told, until, written
from reports.queries.team import OneResult, Part, TeamReading

MOST_BLOCKING = 5
MOST_ON_THE_WAY = 5
MOST_APART = 8


@dataclass(frozen=True, slots=True)
class WayItem:
    """One criterion of the shortest way up, as `components/_way.html` prints it."""

    statement: str
    url: str
    dimension: str
    climb: SafeString
    steps: str
    how: Sequence[str]


@dataclass(frozen=True, slots=True)
class SetApart:
    """Criteria without a rating, for one reason; `rest` is folded."""

    key: str
    title: str
    words: str
    first: Sequence[CriterionLine]
    rest: Sequence[CriterionLine]


def standing(reading: TeamReading, now: OneResult, conditions: Sequence[Condition]) -> dict[str, Any]:
    """The level and its sentence, or the words in the place of a level."""
    result, read, round = now.result, now.catalog, now.part.round
    top = read.levels[-1].number
    instead = explain.without_level(
        result.state,
        minimum=round.min_group_size,
        is_open=round.is_open,
        saved=reading.saved if now.part == reading.waiting else 0,
        asked=len(read.criteria),
    )
    if instead is not None or result.level is None or result.score is None:
        return {"instead": instead}
    if result.next_level is None:
        sentence = explain.at_the_end(result.level, top)
    else:
        sentence = explain.what_holds(result.next_level, conditions)
    return {
        "instead": None,
        "level": result.level,
        "name": _("Level %(level)s: %(name)s.")
        % {"level": result.level, "name": read.level(result.level).name},
        "score": explain.score_of(result.score, top),
        "sentence": sentence,
        "certainty": explain.certainty(
            result.state,
            level=result.level,
            highest=result.level if result.highest_level is None else result.highest_level,
            missing=result.missing,
            unknown=result.unknown,
        ),
        "stair": stair_of(now, conditions),
    }


def confirmed(reading: TeamReading) -> str:
    """How much of what was sent is last time's, confirmed as unchanged; "" where nothing is."""
    given = [said for said in reading.said.values() if said.rating]
    number = sum(bool(said.confirmed) for said in given)
    if not number:
        return ""
    words = ngettext(
        "%(count)s of %(all)s answers is last time’s, confirmed as unchanged.",
        "%(count)s of %(all)s answers are last time’s, confirmed as unchanged.",
        number,
    )
    return words % {"count": number, "all": len(given)}


def stair_of(now: OneResult, conditions: Sequence[Condition]) -> Stair:
    """The stair with the dimensions on the steps that they reached."""
    low = {condition.key for condition in conditions if not condition.met}
    levels = [(level.number, str(level.name)) for level in now.catalog.levels]
    chips = [
        Chip(
            str(stand.dimension.short),
            str(stand.dimension.abbreviation),
            stand.level,
            low=stand.dimension.key in low,
        )
        for stand in now.dimensions
        if stand.level is not None
    ]
    return stair(levels, stands_on=now.result.level, chips=chips)


def conditions_of(to: Addresses, reading: TeamReading, now: OneResult) -> list[Condition]:
    """The stored conditions of the next level, the overall one first, with names and pages of dimensions."""
    dimensions = {one.key: one for one in now.catalog.dimensions}
    found = []
    for each in now.result.conditions:
        key = str(each["dimension"] or "")
        found.append(
            Condition(
                name=str(dimensions[key].short) if key else None,
                share=Fraction(str(each["mean"])),
                needed=Fraction(str(each["required"])),
                met=bool(each["met"]),
                key=key,
                url=to.dimension(key) if key else "",
            )
        )
    return found


def blocks(now: OneResult, conditions: Sequence[Condition]) -> dict[str, Any] | None:
    """The panel of the next level: its conditions, or the words that there is none."""
    result, bounds = now.result, now.catalog.spec.bounds
    if result.level is None:
        return None
    if result.next_level is None:
        return {"next": None, "rule": rule_in_words(bounds)}
    return {
        "next": result.next_level,
        "words": explain.open_conditions(conditions),
        "overall": next((one for one in conditions if one.name is None), None),
        "dimensions": [one for one in conditions if one.name is not None],
        "overall_heading": explain.overall_needs(bounds),
        "dimension_heading": explain.dimensions_need(bounds),
        "rule": rule_in_words(bounds),
    }


def way(to: Addresses, reading: TeamReading, now: OneResult) -> dict[str, Any] | None:
    """The shortest way up as it was stored; None where there is no next level."""
    plan: Any = now.result.plan
    if not plan:
        return None
    read = now.catalog
    labels = {option["key"]: option for option in read.options}
    items = []
    for item in plan["items"]:
        criterion = read.criterion(item["criterion"])
        end = labels[item["option"]]
        items.append(
            WayItem(
                statement=str(criterion.statement).removesuffix("."),
                url=to.criterion(criterion.key),
                dimension=str(criterion.dimension.short),
                climb=_climb(read, item, end),
                steps=ngettext("%(steps)s step", "%(steps)s steps", item["steps"]) % {"steps": item["steps"]},
                how=improvements(criterion),
            )
        )
    return {"steps": plan["cost"], "items": items[:MOST_ON_THE_WAY], "rest": items[MOST_ON_THE_WAY:]}


def _climb(read: Catalog, item: Mapping[str, Any], end: Mapping[str, Any]) -> SafeString:
    """From which answer to which one a criterion of the way up is to rise."""
    values = {"disc": glyph(disc(end["value"])), "end": str(end["label"])}
    if item["find_out_first"]:
        return told(_("find out first, then up to %(disc)s %(end)s"), values)
    start = value_in_words(read, Fraction(item["start"]))
    return told(_("%(start)s to %(disc)s %(end)s"), values | {"start": start})


def blocking(to: Addresses, reading: TeamReading, now: OneResult) -> list[CriterionLine]:
    """The criteria that come first on the way to the next level, with their next steps."""
    score_now = now.achieved
    if score_now is None or now.result.next_level is None:
        return []
    unmet = {condition.dimension for condition in score_now.unmet if condition.dimension}
    ordered = [now.catalog.criterion(key) for key in score_now.blocking]
    first = [one for one in ordered if one.dimension.key in unmet] if unmet else ordered
    return [line(to, reading, now, one) for one in (first or ordered)[:MOST_BLOCKING]]


def set_apart(to: Addresses, reading: TeamReading, now: OneResult) -> list[SetApart]:
    """The criteria that were answered otherwise than by a rating, or not at all; only sets that hold some."""
    if now.result.level is None:
        return []
    found = []
    for status in (Status.NOT_APPLICABLE, Status.UNKNOWN, Status.MISSING):
        own = [one for one in now.catalog.criteria if now.criteria[one.key].is_(status)]
        if own:
            lines = [line(to, reading, now, one, steps=False) for one in own]
            title, words = _about(status, len(own))
            found.append(SetApart(status.value, title, words, lines[:MOST_APART], lines[MOST_APART:]))
    return found


def _about(status: Status, count: int) -> tuple[str, str]:
    """The heading of a set, and what it means for the level."""
    if status is Status.NOT_APPLICABLE:
        words = ngettext(
            "%(count)s criterion, taken out of the count", "%(count)s criteria, taken out of the count", count
        )
        return _("Not applicable"), words % {"count": count}
    if status is Status.UNKNOWN:
        return _("Don’t know"), _("To find out: until then they count as not achieved")
    return _("Not answered"), ngettext("%(count)s criterion", "%(count)s criteria", count) % {"count": count}


def remarks(to: Addresses, reading: TeamReading, now: OneResult) -> list[CriterionLine]:
    """The criteria beside which the lead wrote a comment or named evidence."""
    return [
        line(to, reading, now, one, steps=False)
        for one in now.catalog.criteria
        if one.key in reading.said and reading.said[one.key].tells
    ]


def contents(context: dict[str, Any]) -> list[tuple[str, str]]:
    """The parts of the page for a list at its top: the anchor and the name of each that is there."""
    lists = bool(context["way"] or context["blocking"]) and context["standing"]["instead"] is None
    fallen, moved = context["fall"] is not None, context["changes"]
    parts = [
        ("h-fell", _("Why the level fell"), fallen),
        ("h-first", _("What to do first"), lists),
        ("h-next", _("The next level"), context["standing"]["instead"] is None),
        ("h-dim", _("Dimensions"), context["standing"]["instead"] is None),
        ("h-ch", _("What rose"), fallen and moved is not None and moved.any),
        ("h-ch", _("What changed"), not fallen and moved is not None),
        ("h-why", _("Why this level"), bool(context["levels"])),
        ("h-said", _("Comments and evidence"), bool(context["remarks"])),
        ("h-past", _("Round by round"), context["history"] is not None),
        ("h-people", _("People"), context["place"] is not None),
    ]
    return [(anchor, name) for anchor, name, there in parts if there]


def since_line(reading: TeamReading) -> dict[str, str]:
    """The change since the round before: the level in a sentence, and both scores."""
    if reading.change is None or reading.now is None or reading.before is None:
        return {}
    then, present = reading.before.result.score, reading.now.result.score
    scores = ""
    if then is not None and present is not None:
        scores = _("Score %(before)s to %(now)s.") % {"before": score(then), "now": score(present)}
    return {
        "words": explain.since(reading.change, reading.before.part.round.name),
        "scores": scores,
    }


def waiting(reading: TeamReading) -> list[tuple[Part, SafeString, int]]:
    """The other open rounds that wait for this team's answers, each in a sentence and with what is saved.

    The one that is begun comes first. Where the page itself is of a round that waits, it says so by itself.
    """
    now = reading.now.part if reading.now else None
    return [(part, _waits(part, saved), saved) for part, saved in reading.silent if part != now]


def _waits(part: Part, saved: int) -> SafeString:
    round = part.round
    values: dict[str, Any] = {"round": written(round.name), "day": until(round)}
    if saved:
        values |= {"saved": saved, "asked": len(catalog(round.version_id).criteria)}
        return told(
            _(
                "Round %(round)s is open until %(day)s; %(saved)s of %(asked)s criteria are answered, "
                "and nothing has been sent yet."
            ),
            values,
        )
    return told(_("Round %(round)s is open until %(day)s; this team’s answers have not been sent."), values)


def notices(reading: TeamReading, now: OneResult) -> list[Notice]:
    """What the reader must know before reading a figure."""
    found = []
    round = now.part.round
    if round.is_void:
        words = _("This round was declared void: %(reason)s Nothing is compared with it.")
        found.append(Notice("", words % {"reason": round.void_reason}, "warn"))
    if reading.before and reading.matching and reading.version_changed and reading.change is not None:
        words = explain.other_version(reading.before.part.round, round, reading.matching)
        found.append(Notice("", words))
    if now.part.team_name != reading.team.name:
        words = _("In this round the team was called “%(name)s”.") % {"name": now.part.team_name}
        found.append(Notice("", words))
    return found


def rounds_to_choose(parts: Sequence[Part], now: OneResult) -> list[tuple[int, str, bool]]:
    """The rounds of the team for a select: id, name, whether it is the one shown."""
    return [(part.round.pk, part.round.name, part.round.pk == now.part.round.pk) for part in parts]
