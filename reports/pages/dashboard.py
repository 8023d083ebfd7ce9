"""The dashboard: filters, facts, what is going on, and what is said where there is nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.look import headline
from maturity.reading import Catalog
from maturity.scoring import COUNTED, State
from reports import explain
from reports.pages.addresses import address, teams_of
from reports.pages.dashboard_table import named
from reports.pages.words import told, until
from reports.queries.choices import Choice
from reports.queries.dashboard import Overview
from reports.queries.filters import BY_NAME, BY_UNIT, HIGHEST, HIGHEST_IN, IN_DIMENSION, LOWEST, OLDEST
from reports.queries.rounds import RoundFacts
from reports.queries.showing import Kind, Show
from reports.queries.standings import Standing

MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select; `group` is a heading above it."""

    value: str
    label: str
    chosen: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the strip; `url` leads to the teams that it counts."""

    label: str
    figure: str
    rest: str = ""
    url: str = ""


def filters(choice: Choice, seen: Overview) -> dict[str, Any]:
    """The selects above the page."""
    units = [Option("", _("All units"), choice.unit is None)]
    units += [
        Option(unit.slug, "\N{NO-BREAK SPACE}" * 3 * unit.depth + unit.name, unit == choice.unit)
        for unit in choice.units
    ]
    labels = [Option("", _("Any label"), not choice.label)]
    labels += [Option(slug, name, slug == choice.label) for slug, name in choice.labels.items()]
    shown = [seen.round.name if seen.round else _("Now"), *narrowed_to(choice)]
    return {
        "models": [
            Option(one.key, str(one.name), one == choice.lineage)
            for one in sorted(choice.lineages, key=lambda one: str(one.name))
        ],
        "rounds": [
            Option("", _("Now: each team’s latest"), seen.round is None),
            *(Option(str(one.pk), one.name, one == seen.round) for one in choice.of_lineage),
        ],
        "units": units if choice.units else [],
        "labels": labels if choice.labels else [],
        "orders": _orders(choice, seen),
        "show": choice.show.address if choice.show else "",
        "summary": " · ".join(shown),
    }


def _orders(choice: Choice, seen: Overview) -> list[Option]:
    orders = {
        BY_UNIT: _("Unit and name"),
        BY_NAME: _("Name"),
        LOWEST: _("Team level, lowest first"),
        HIGHEST: _("Team level, highest first"),
    }
    if seen.round is None:
        orders[OLDEST] = _("Round, oldest first")
    for one in seen.catalog.dimensions:
        orders[IN_DIMENSION + one.key] = _("%(dimension)s, lowest first") % {"dimension": one.short}
        orders[HIGHEST_IN + one.key] = _("%(dimension)s, highest first") % {"dimension": one.short}
    return [Option(value, label, value == choice.order) for value, label in orders.items()]


def narrowed_to(choice: Choice) -> list[str]:
    """The names of the unit and the label that the page is narrowed to."""
    unit = [choice.unit.name] if choice.unit else []
    return [*unit, choice.labels[choice.label]] if choice.label else unit


def facts(choice: Choice, seen: Overview) -> list[Fact]:
    """The figures that lead to a decision; without counted teams only how many have answered."""
    found = []
    summary = seen.summary
    if summary.median is not None:
        top = seen.catalog.levels[-1].number
        goal = min(summary.median + 1, top)
        reached = sum(count for level, count in summary.distribution.items() if level >= goal)
        of = _("of %(count)s") % {"count": summary.counted}
        median, above = Show(Kind.AT, summary.median), Show(Kind.FROM, goal)
        found.append(Fact(_("Median team level"), str(summary.median), "", teams_of(choice, median)))
        label = _("Teams on level %(level)s or higher") % {"level": goal}
        found.append(Fact(label, str(reached), of, teams_of(choice, above) if reached else ""))
    if seen.compared:
        found += _moved(choice, seen)
    turnout = seen.own_turnout
    if seen.round is not None and seen.round.by_lead and turnout:
        of = _("of %(count)s") % {"count": turnout.asked}
        url = teams_of(choice, Show(Kind.ANSWERED))
        found.append(Fact(_("Teams that answered"), str(turnout.answered), of, url))
    elif seen.round is not None and seen.people[1]:
        of = _("of %(count)s") % {"count": seen.people[1]}
        found.append(Fact(_("People who answered in them"), str(seen.people[0]), of))
    if seen.uncounted:
        count = len(seen.uncounted)
        url = teams_of(choice, Show(Kind.UNCOUNTED))
        found.append(Fact(_("Not counted"), str(count), ngettext("team", "teams", count), url))
    if seen.too_old:
        url = teams_of(choice, Show(Kind.STALE))
        found.append(Fact(_("Too old"), str(seen.too_old), ngettext("team", "teams", seen.too_old), url))
    return found


def _moved(choice: Choice, seen: Overview) -> list[Fact]:
    """How many climbed and how many fell, against the round before."""
    if seen.earlier:
        climbed = _("Climbed since %(round)s") % {"round": seen.earlier.name}
    else:
        climbed = _("Climbed since their last round")
    up, down = teams_of(choice, Show(Kind.CLIMBED)), teams_of(choice, Show(Kind.FELL))
    found = [
        Fact(climbed, str(seen.climbed), ngettext("team", "teams", seen.climbed), up if seen.climbed else "")
    ]
    if seen.fell:
        found.append(Fact(_("Fell back"), str(seen.fell), ngettext("team", "teams", seen.fell), down))
    return found


def showing(choice: Choice, seen: Overview) -> dict[str, Any] | None:
    """What the table is narrowed to by a figure, and the way back; None where it holds all teams."""
    if choice.show is None:
        return None
    count = seen.page.teams
    teams = ngettext("%(count)s team", "%(count)s teams", count) % {"count": count}
    words = f"{_shown(choice.show, seen.catalog)}: {teams}"
    return {"words": words, "all": address(choice, show=None) + "#h-heat"}


def _shown(show: Show, read: Catalog) -> str:
    match show.kind:
        case Kind.CLIMBED:
            return _("Climbed since their last round")
        case Kind.FELL:
            return _("Fell back")
        case Kind.ANSWERED:
            return _("Answered")
        case Kind.UNCOUNTED:
            return _("Not counted")
        case Kind.STALE:
            return _("Too old")
        case Kind.AT:
            return _("On level %(level)s") % {"level": show.level}
        case Kind.FROM:
            return _("On level %(level)s or higher") % {"level": show.level}
        case Kind.IN:
            values = {"level": show.level, "dimension": read.dimension(show.dimension).short}
            return _("On level %(level)s in %(dimension)s") % values
    return _("Held back by “%(criterion)s”") % {
        "criterion": headline(read.criterion(show.criterion).statement)
    }


def held_back(organization: str, choice: Choice, seen: Overview) -> list[Mapping[str, Any]]:
    """What holds most teams back, each with its page in the catalog and the way to its teams."""
    version = seen.catalog.version
    place = (organization, version.model.key, version.number)
    return [
        {
            "statement": headline(one.criterion.statement),
            "page": reverse("maturity:criterion", args=[*place, one.criterion.key]),
            "teams": ngettext("%(teams)s team", "%(teams)s teams", one.teams) % {"teams": one.teams},
            "url": teams_of(choice, Show(Kind.BLOCKED, criterion=one.criterion.key)),
        }
        for one in seen.held_back
    ]


def going_on(choice: Choice, seen: Overview) -> list[Mapping[str, Any]]:
    """The open rounds: how far each is, and until when it takes answers."""
    return [
        {
            "round": one.round,
            "url": address(choice, round=one.round.pk, show=None, sort=None),
            "until": until(one.round),
            "share": Fraction(one.answered, one.asked),
            "words": _so_far(one.round, one.asked, one.answered),
            "model": str(one.round.model_name) if len(choice.lineages) > 1 else "",
        }
        for one in seen.open
    ]


def _so_far(round: RoundFacts, asked: int, answered: int) -> str:
    if not round.by_lead:
        return _("Levels appear when it closes.")
    return ngettext(
        "%(answered)s of %(asked)s team answered", "%(answered)s of %(asked)s teams answered", asked
    ) % {"answered": answered, "asked": asked}


def notices(choice: Choice, seen: Overview) -> list[explain.Notice]:
    """What the reader must know before reading a figure."""
    found = []
    round, turnout = seen.round, seen.own_turnout
    if choice.ignored:
        words = _("There is no order “%(order)s” here; the teams stand by unit and name.")
        found.append(explain.Notice("", words % {"order": choice.ignored}, "warn"))
    if round is not None and round.is_void:
        words = _("This round was declared void: %(reason)s Nothing is compared with it.")
        found.append(explain.Notice("", words % {"reason": round.void_reason}, "warn"))
    if round is not None and round.is_open and turnout:
        found.append(explain.Notice("", _still_open(round, turnout.asked, turnout.answered)))
    newest = round or (choice.lineage.newest if choice.lineage else None)
    if newest and seen.version_changed and seen.earlier and seen.matching and seen.compared:
        found.append(explain.Notice("", explain.other_version(seen.earlier, newest, seen.matching)))
    return found


def _still_open(round: RoundFacts, asked: int, answered: int) -> str:
    values = {"day": until(round), "answered": answered, "asked": asked}
    if round.is_anonymous:
        return _("This round takes answers until %(day)s. Results appear when it closes.") % values
    return (
        ngettext(
            "This round takes answers until %(day)s: %(answered)s of %(asked)s team has answered so far, "
            "and levels can still change.",
            "This round takes answers until %(day)s: %(answered)s of %(asked)s teams have answered so far, "
            "and levels can still change.",
            asked,
        )
        % values
    )


def lead(choice: Choice, seen: Overview) -> SafeString:
    """Which model the page speaks of, and that each team stands by its own latest round."""
    values = {
        "model": seen.catalog.version.name,
        "teams": ngettext("%(count)s team", "%(count)s teams", len(seen.teams)) % {"count": len(seen.teams)},
    }
    return told(_("%(model)s · %(teams)s, each with its latest level"), values)


def not_counted(organization: str, choice: Choice, seen: Overview) -> list[Mapping[str, Any]]:
    """The teams that enter no total, by reason."""
    by_state: dict[str, list[Standing]] = {}
    for one in seen.uncounted:
        state = one.state if one.state not in COUNTED else State.NOT_RATED
        by_state.setdefault(state, []).append(one)
    return [
        {
            "words": explain.not_counted(state, len(by_state[state])),
            "teams": named(choice, by_state[state], organization, MOST_NAMED),
            "more": max(0, len(by_state[state]) - MOST_NAMED),
            "url": teams_of(choice, Show(Kind.UNCOUNTED)),
        }
        for state in State
        if state in by_state
    ]
