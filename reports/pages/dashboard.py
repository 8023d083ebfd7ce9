"""The dashboard: facts, heat map, charts with their tables, and what is said where there is nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from maturity.scoring import COUNTED, State
from reports import explain, heatmap
from reports.heatmap import Cell, Column, Group, HeatMap, Row
from reports.pages.words import when
from reports.queries.choices import Choice
from reports.queries.dashboard import Overview
from reports.queries.filters import ALL_PAGES, BY_NAME, BY_UNIT, HIGHEST, IN_DIMENSION, LOWEST
from reports.queries.lines import PAGE, TeamLine
from reports.queries.rounds import RoundFacts
from reports.queries.standings import Standing

MOST_NAMED = 8
MOST_CONDITIONS = 4


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select; `group` is a heading above it."""

    value: str
    label: str
    chosen: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the strip."""

    label: str
    figure: str
    rest: str = ""


def address(choice: Choice, **changes: Any) -> str:
    """The parameters of this page with some changed; what is as by default is left out."""
    parameters = {
        "round": choice.round.pk if choice.round else None,
        "unit": choice.unit.slug if choice.unit else None,
        "label": choice.label or None,
        "sort": choice.order if choice.order != BY_UNIT else None,
    } | changes
    return "?" + urlencode({name: value for name, value in parameters.items() if value})


def filters(choice: Choice, seen: Overview) -> dict[str, Any]:
    """The selects above the page."""
    models = {one.model_id for one in choice.rounds}
    units = [Option("", _("All units"), choice.unit is None)]
    units += [
        Option(unit.slug, "\N{NO-BREAK SPACE}" * 3 * unit.depth + unit.name, unit == choice.unit)
        for unit in choice.units
    ]
    labels = [Option("", _("Any label"), not choice.label)]
    labels += [Option(slug, name, slug == choice.label) for slug, name in choice.labels.items()]
    orders = {
        BY_UNIT: _("Unit and name"),
        BY_NAME: _("Name"),
        LOWEST: _("Team level, lowest first"),
        HIGHEST: _("Team level, highest first"),
    } | {
        IN_DIMENSION + one.key: _("%(dimension)s, lowest first") % {"dimension": one.short}
        for one in seen.catalog.dimensions
    }
    return {
        "rounds": [
            Option(
                str(one.pk),
                one.name,
                one.pk == seen.round.pk,
                str(one.model_name) if len(models) > 1 else "",
            )
            for one in choice.rounds
        ],
        "units": units if choice.units else [],
        "labels": labels if choice.labels else [],
        "orders": [Option(value, label, value == choice.order) for value, label in orders.items()],
        "summary": " · ".join([seen.round.name, *narrowed_to(choice)]),
    }


def narrowed_to(choice: Choice) -> list[str]:
    """The names of the unit and the label that the page is narrowed to."""
    unit = [choice.unit.name] if choice.unit else []
    return [*unit, choice.labels[choice.label]] if choice.label else unit


def facts(seen: Overview) -> list[Fact]:
    """The figures that lead to a decision; without counted teams only how many have answered."""
    found = []
    summary = seen.summary
    if summary.median is not None:
        top = seen.catalog.levels[-1].number
        goal = min(summary.median + 1, top)
        reached = sum(count for level, count in summary.distribution.items() if level >= goal)
        of = _("of %(count)s") % {"count": summary.counted}
        found.append(Fact(_("Median team level"), str(summary.median)))
        found.append(Fact(_("Teams on level %(level)s or higher") % {"level": goal}, str(reached), of))
    if seen.earlier and seen.compared:
        since = _("Climbed since %(round)s") % {"round": seen.earlier.name}
        found.append(Fact(since, str(seen.climbed), _fallen(seen)))
    turnout = seen.own_turnout
    if seen.round.by_lead and turnout:
        of = _("of %(count)s") % {"count": turnout.asked}
        found.append(Fact(_("Teams that answered"), str(turnout.answered), of))
    elif seen.people[1]:
        of = _("of %(count)s") % {"count": seen.people[1]}
        found.append(Fact(_("People who answered in them"), str(seen.people[0]), of))
    if seen.uncounted:
        count = len(seen.uncounted)
        found.append(Fact(_("Not counted"), str(count), ngettext("team", "teams", count)))
    return found


def _fallen(seen: Overview) -> str:
    teams = ngettext("team", "teams", seen.climbed)
    if not seen.fell:
        return teams
    return f"{teams}, " + ngettext("%(count)s fell back", "%(count)s fell back", seen.fell) % {
        "count": seen.fell
    }


def heat(organization: str, choice: Choice, seen: Overview) -> dict[str, Any]:
    """The table teams by dimensions, its key and the way to its other pages."""
    version = seen.catalog.version
    page = seen.page
    states = {line.standing.state for line in page.lines}
    table = HeatMap(
        caption=_("Level of each team in each dimension, round %(round)s") % {"round": seen.round.name},
        version=version,
        columns=[Column(str(one.short), str(one.abbreviation)) for one in seen.catalog.dimensions],
        groups=_groups(organization, choice, seen),
        line=_("Team"),
        minimum=seen.round.min_group_size,
        answered=_("Answered") if seen.round.by_lead else _("Answers"),
        note=_("Open for the next level"),
    )
    return {
        "table": heatmap.render(table),
        "key": heatmap.key([level.number for level in seen.catalog.levels], version),
        "any_hidden": State.SUPPRESSED in states,
        "any_uncertain": State.PROVISIONAL in states,
        "abbreviations": [
            (pgettext("short for level", "Lv"), _("Team level")),
            *((str(one.abbreviation), str(one.short)) for one in seen.catalog.dimensions),
        ],
        "minimum": seen.round.min_group_size,
        "pages": _pages(choice, seen),
    }


def _groups(organization: str, choice: Choice, seen: Overview) -> list[Group]:
    team = _team_address(organization)
    rows = [(line.standing.unit, _line(team, seen, line)) for line in seen.page.lines]
    if choice.order != BY_UNIT or not any(unit for unit, _row in rows):
        return [Group("", [row for _unit, row in rows])]
    groups: dict[str, list[Row]] = {}
    for unit, row in rows:
        groups.setdefault(unit, []).append(row)
    return [Group(unit or _("Without a unit"), rows) for unit, rows in groups.items()]


def _team_address(organization: str) -> str:
    """The address of a team with "{}" for its key: a thousand look-ups would take longer than all else."""
    example = "any-team"
    return reverse("reports:team", args=[organization, example]).removesuffix(f"{example}/") + "{}/"


def _line(team: str, seen: Overview, line: TeamLine) -> Row:
    one = line.standing
    return Row(
        name=one.name,
        url=f"{team.format(one.slug)}?round={seen.round.pk}",
        whole=Cell(one.state, one.level, one.highest_level, line.change),
        parts=[
            Cell(one.state, line.levels.get(dimension.key), None, line.changes.get(dimension.key))
            for dimension in seen.catalog.dimensions
        ],
        answered=answered(one, seen),
        note=note(line, seen),
    )


def answered(one: Standing, seen: Overview) -> str:
    """How much of a team's questions, or how many of its people, have an answer."""
    if one.hidden or (one.state == State.NO_DATA and seen.round.is_open):
        return "–"
    if not seen.round.by_lead:
        return f"{one.responses}/{one.expected}"
    asked = len(seen.catalog.criteria)
    return f"{asked - one.missing if one.responses else 0}/{asked}"


def note(line: TeamLine, seen: Overview) -> str:
    """What is open for the team's next level, or why there is no level."""
    one = line.standing
    if one.state == State.NO_DATA and seen.round.is_open:
        return _("Not sent yet")
    if one.state == State.PROVISIONAL and one.level is not None and one.highest_level is not None:
        values = {"low": one.level, "high": one.highest_level}
        return _("At least level %(low)s, at most level %(high)s") % values
    if one.level is None or one.state not in COUNTED:
        return explain.state_word(one.state)
    if one.next_level is None:
        top = seen.catalog.levels[-1].number
        return _("Highest level") if one.level == top else _("Highest level that applies")
    return _named(line.open_in, {one.key: str(one.short) for one in seen.catalog.dimensions})


def _named(open_in: Sequence[str | None], names: Mapping[str, str]) -> str:
    """The open conditions, as many as a line of the table has room for."""
    said = [_("Overall") if key is None else names[key] for key in open_in]
    if len(said) == len(names) + 1:
        return _("Overall and every dimension")
    if len(said) <= MOST_CONDITIONS:
        return ", ".join(said)
    first = said[: MOST_CONDITIONS - 1]
    more = len(said) - len(first)
    return ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more) % {
        "names": ", ".join(first),
        "count": more,
    }


def _pages(choice: Choice, seen: Overview) -> dict[str, Any] | None:
    """Links to the pages of the table; None where it has one page only."""
    page = seen.page
    if page.pages < 2:
        return None
    first = (page.number - 1) * PAGE + 1
    return {
        "number": page.number,
        "count": page.pages,
        "first": first,
        "last": first + len(page.lines) - 1,
        "teams": seen.teams,
        "whole": page.whole,
        "previous": address(choice, page=page.number - 1) if page.number > 1 and not page.whole else "",
        "next": address(choice, page=page.number + 1) if page.number < page.pages and not page.whole else "",
        "all": address(choice, page=ALL_PAGES),
        "some": address(choice),
    }


def notices(choice: Choice, seen: Overview) -> list[explain.Notice]:
    """What the reader must know before reading a figure."""
    found = []
    round, turnout = seen.round, seen.own_turnout
    if choice.ignored:
        words = _("There is no order “%(order)s” here; the teams stand by unit and name.")
        found.append(explain.Notice("", words % {"order": choice.ignored}, "warn"))
    if round.is_void:
        words = _("This round was declared void: %(reason)s Nothing is compared with it.")
        found.append(explain.Notice("", words % {"reason": round.void_reason}, "warn"))
    if round.is_open and turnout:
        found.append(explain.Notice("", _still_open(round, turnout.asked, turnout.answered)))
    if not round.is_open:
        found += [_newer(one) for one in _newer_and_silent(choice, round)]
    if seen.version_changed and seen.earlier and seen.matching and seen.compared:
        found.append(explain.Notice("", explain.other_version(seen.earlier, round, seen.matching)))
    return found


def _still_open(round: RoundFacts, asked: int, answered: int) -> str:
    values = {"day": when(round.closes_at), "answered": answered, "asked": asked}
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


def _newer_and_silent(choice: Choice, round: RoundFacts) -> Sequence[RoundFacts]:
    """A newer open round of the same lineage, which is not shown because nobody has answered yet."""
    newer = choice.rounds[: choice.rounds.index(round)]
    return [one for one in newer if one.is_open and one.lineage == round.lineage][-1:]


def _newer(one: RoundFacts) -> explain.Notice:
    words = _("Round %(round)s is open until %(day)s.") % {"round": one.name, "day": when(one.closes_at)}
    return explain.Notice("", words)


def not_counted(organization: str, seen: Overview) -> list[Mapping[str, Any]]:
    """The teams that enter no total, by reason."""
    by_state: dict[str, list[Standing]] = {}
    for one in seen.uncounted:
        state = one.state if one.state not in COUNTED else State.NOT_RATED
        by_state.setdefault(state, []).append(one)
    return [
        {
            "words": explain.not_counted(state, len(by_state[state])),
            "teams": [
                {"name": one.name, "url": reverse("reports:team", args=[organization, one.slug])}
                for one in by_state[state][:MOST_NAMED]
            ],
            "more": max(0, len(by_state[state]) - MOST_NAMED),
        }
        for state in State
        if state in by_state
    ]
