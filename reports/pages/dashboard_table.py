"""The table teams by dimensions: its lines, its heads that sort, its pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.clock import now
from core.templatetags.look import headline
from maturity.reading import Catalog
from maturity.scoring import COUNTED, State
from reports import explain, heatmap
from reports.heatmap import Cell, Column, Group, HeatMap, Row, Teams
from reports.pages.addresses import address, teams_of
from reports.queries.choices import Choice
from reports.queries.dashboard import Overview
from reports.queries.filters import (
    ALL_PAGES,
    BY_NAME,
    BY_UNIT,
    HIGHEST,
    HIGHEST_IN,
    IN_DIMENSION,
    LOWEST,
    OLDEST,
)
from reports.queries.lines import PAGE
from reports.queries.showing import Kind, Show
from reports.queries.standings import Standing
from reports.queries.told import Told

DAYS_OF_A_MONTH = 30.44


def heat(organization: str, choice: Choice, seen: Overview) -> dict[str, Any]:
    """The table teams by dimensions, its key and the way to its other pages."""
    version, page, round = seen.catalog.version, seen.page, seen.round
    states = {one.state for one in page.lines}
    caption = _("Level of each team in each dimension, round %(round)s") % {
        "round": round.name if round else ""
    }
    table = HeatMap(
        caption=caption if round else _("Latest level of each team in each dimension"),
        version=version,
        columns=[_of_dimension(choice, one) for one in seen.catalog.dimensions],
        groups=_groups(organization, choice, seen),
        line=_sorting(choice, _("Team"), "", BY_UNIT, BY_NAME),
        level=_of_team(choice),
        minimum=max(
            (seen.rounds[one.told.round].min_group_size for one in page.lines if one.told), default=0
        ),
        answered=_about(choice, seen),
        note=_("What to do first"),
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
        "minimum": table.minimum,
        "pages": _pages(choice, seen),
    }


def _about(choice: Choice, seen: Overview) -> Column:
    """The column behind the levels: of a round how much was answered, else from which round a level is."""
    if seen.round is None:
        return _sorting(choice, _("From round"), "", OLDEST, OLDEST)
    return Column(_("Answered") if seen.round.by_lead else _("Answers"), "")


def _sorting(choice: Choice, name: str, short: str, first: str, second: str) -> Column:
    """A head that sorts: a click sorts by `first`, the next by `second`."""
    here = choice.order
    wanted = second if here == first else first
    ordered = {first: "ascending", second: "descending"} if second != BY_NAME else {BY_NAME: "ascending"}
    return Column(
        name, short, address(choice, sort=wanted if wanted != BY_UNIT else None), ordered.get(here, "")
    )


def _of_team(choice: Choice) -> Column:
    column = _sorting(choice, _("Team level"), pgettext("short for level", "Lv"), LOWEST, HIGHEST)
    return replace(column, teams=_leading(choice, lambda level: Show(Kind.AT, level)))


def _of_dimension(choice: Choice, one: Any) -> Column:
    orders = (IN_DIMENSION + one.key, HIGHEST_IN + one.key)
    column = _sorting(choice, str(one.short), str(one.abbreviation), *orders)
    return replace(column, teams=_leading(choice, lambda level: Show(Kind.IN, level, one.key)))


def _leading(choice: Choice, show: Callable[[int], Show]) -> Teams:
    """Where the cells of a column lead: to the teams on the level they show, and from a level that is not
    certain to the teams that are not counted. Without a level there is no figure that could lead anywhere."""

    def teams(cell: Cell) -> str:
        if cell.level is None:
            return ""
        counted = cell.state in COUNTED
        return teams_of(choice, show(cell.level) if counted else Show(Kind.UNCOUNTED))

    return teams


def _groups(organization: str, choice: Choice, seen: Overview) -> list[Group]:
    line = _Lines(organization, seen, team_parameters(choice))
    rows = [(one.unit, line.row(one)) for one in seen.page.lines]
    if choice.order != BY_UNIT or not any(unit for unit, _row in rows):
        return [Group("", [row for _unit, row in rows])]
    groups: dict[str, list[Row]] = {}
    for unit, row in rows:
        groups.setdefault(unit, []).append(row)
    return [Group(unit or _("Without a unit"), rows) for unit, rows in groups.items()]


class _Lines:
    """Makes the line of each team. What many lines say is put into words once: a thousand look-ups of
    addresses and of translations would take longer than all else."""

    def __init__(self, organization: str, seen: Overview, of: str) -> None:
        example = "any-team"
        page = reverse("reports:team", args=[organization, example]).removesuffix(f"{example}/")
        self.address = page + "{}/" + of
        self.seen = seen
        self.keys = [one.key for one in seen.catalog.dimensions]
        self.asked = len(seen.catalog.criteria)
        self.from_round = cache(self._from_round)
        self.aside_of = cache(self._aside_of)
        self.step = cache(lambda key: headline(_statement(seen.catalog, key)))
        self.uncertain = cache(self._uncertain)

    def row(self, one: Standing) -> Row:
        state, levels, changes = one.state, one.levels, one.changes
        told = one.told
        highest = told.highest_level if told else None
        return Row(
            name=one.name,
            url=self.address.format(one.slug),
            whole=Cell(state, one.level, highest, one.change),
            parts=[Cell(state, levels.get(key), None, changes.get(key)) for key in self.keys],
            answered=self.answered(one),
            note=self.note(one),
            aside=self.aside(one),
        )

    def answered(self, one: Standing) -> str:
        """How much of a team's questions, or how many of its people, have an answer; else the round."""
        told, round = one.told, self.seen.round
        if round is None:
            return self.from_round(told.round) if told else "–"
        if told is None or one.hidden or (one.state == State.NO_DATA and round.is_open):
            return "–"
        if not round.by_lead:
            return f"{told.responses}/{told.expected}"
        return f"{self.asked - told.missing if told.responses else 0}/{self.asked}"

    def _from_round(self, pk: int) -> str:
        """A round's name and how long ago it ended."""
        round = self.seen.rounds.get(pk)
        if round is None:
            return ""
        told = _("open") if round.is_open else age(round.ends_at)
        return f"{round.name} · {told}"

    def aside(self, one: Standing) -> str:
        """What must be known of a level that is not of today: a newer round without one, or its age."""
        if self.seen.round is not None:
            return ""
        if one.newest is not None:
            return self.aside_of(one.newest.round, one.newest.state)
        if one.told is not None and one.told.round in self.seen.stale:
            return self.aside_of(one.told.round, "")
        return ""

    def _aside_of(self, pk: int, state: str) -> str:
        round = self.seen.rounds.get(pk)
        if round is None:
            return ""
        if not state:
            return _("from %(round)s, %(age)s") % {"round": round.name, "age": age(round.ends_at)}
        return f"{round.name}: {explain.state_word(state)}"

    def note(self, one: Standing) -> str:
        """What to do first for the team's next level, or why there is no level."""
        told, round = one.told, self.seen.round
        if told is None or told.level is None or not told.counted:
            waits = one.state == State.NO_DATA and (round is None or round.is_open)
            return self.uncertain(one.state, *(_span(told)), waits)
        if told.next_level is None:
            top = self.seen.catalog.levels[-1].number
            return self.uncertain(
                State.COMPLETE, told.level, told.level if told.level == top else None, False
            )
        return self.step(told.way[0]) if told.way else ""

    def _uncertain(self, state: str, low: int | None, high: int | None, waits: bool) -> str:
        if waits:
            return _("Not sent yet")
        if state == State.PROVISIONAL and low is not None and high is not None:
            return _("At least level %(low)s, at most level %(high)s") % {"low": low, "high": high}
        if state in COUNTED:
            return _("Highest level") if high is not None else _("Highest level that applies")
        return explain.state_word(state)


def team_parameters(choice: Choice) -> str:
    """What leads from a team's line to its page of the same round or model."""
    if choice.round is not None:
        return f"?round={choice.round.pk}"
    return f"?model={choice.lineage.key}" if choice.lineage and len(choice.lineages) > 1 else ""


def age(ended: datetime) -> str:
    """How long ago a round ended, in the words of a table: days, then months, then years."""
    days = max(0, (now() - ended).days)
    if days < 2 * DAYS_OF_A_MONTH:
        return (
            ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}
            if days
            else _("today")
        )
    months = int(days / DAYS_OF_A_MONTH)
    return ngettext("%(count)s month ago", "%(count)s months ago", months) % {"count": months}


def _span(told: Told | None) -> tuple[int | None, int | None]:
    return (told.level, told.highest_level) if told else (None, None)


def _statement(read: Catalog, key: str) -> str:
    """The statement of a criterion; "" where the version that gives the columns has it no more."""
    return str(read.criterion(key).statement) if read.has_criterion(key) else ""


def _pages(choice: Choice, seen: Overview) -> Mapping[str, Any] | None:
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
        "teams": page.teams,
        "whole": page.whole,
        "previous": address(choice, page=page.number - 1) if page.number > 1 and not page.whole else "",
        "next": address(choice, page=page.number + 1) if page.number < page.pages and not page.whole else "",
        "all": address(choice, page=ALL_PAGES),
        "some": address(choice),
    }


def named(choice: Choice, teams: Sequence[Standing], organization: str, most: int) -> list[Mapping[str, str]]:
    """The first of some teams with the addresses of their pages."""
    of = team_parameters(choice)
    return [
        {"name": one.name, "url": reverse("reports:team", args=[organization, one.slug]) + of}
        for one in teams[:most]
    ]
