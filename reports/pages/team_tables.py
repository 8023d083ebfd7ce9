"""The tables of a team's page: its dimensions, why this level, and its rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from maturity.wording import percent
from reports import explain, heatmap
from reports.explain import Condition
from reports.heatmap import Cell, Column, Group, HeatMap, Row
from reports.pages.criteria import CriterionLine, line
from reports.pages.team_addresses import Addresses
from reports.queries.team import DimensionStand, OneResult, TeamReading


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """One line of the table of dimensions."""

    stand: DimensionStand
    name: str
    url: str
    change: int | None
    share: Fraction | None
    needed: Fraction
    blocks: bool
    figure: str
    told: str
    lowest: CriterionLine | None


@dataclass(frozen=True, slots=True)
class Achieved:
    """How far one level is achieved somewhere: a percentage, or a dash where nothing is asked."""

    figure: str
    told: str
    met: bool | None

    @property
    def classes(self) -> str:
        """How its cell looks: bold where it is not enough."""
        return "n is-short" if self.met is False else "n muted" if self.met is None else "n"


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level with its achievement overall and in each dimension; `met` when all of it suffices."""

    number: int
    name: str
    met: bool
    here: bool
    cells: Sequence[Achieved]


def dimension_lines(
    to: Addresses, reading: TeamReading, now: OneResult, conditions: Sequence[Condition]
) -> list[DimensionLine]:
    """The table of dimensions: level, change, how far the next level is, and what is lowest there."""
    needed = now.catalog.spec.bounds.dimension_from
    held = {condition.key for condition in conditions if not condition.met}
    lines = []
    for stand in now.dimensions:
        mean = stand.next_mean
        lowest = now.catalog.criterion(stand.blockers[0]) if stand.blockers else None
        lines.append(
            DimensionLine(
                stand=stand,
                name=str(stand.dimension.short),
                url=to.dimension(stand.dimension.key),
                change=reading.change_in(stand.dimension.key),
                share=mean,
                needed=needed,
                blocks=stand.dimension.key in held,
                figure=_towards(mean, needed, stand.next_level),
                told=_towards_told(mean, needed, stand.next_level),
                lowest=line(to, reading, now, lowest, steps=False) if lowest else None,
            )
        )
    return lines


def _towards(mean: Fraction | None, needed: Fraction, level: int | None) -> str:
    if mean is None:
        return ""
    return _("%(figure)s of %(level)s") % {"figure": percent(mean, needed), "level": level}


def _towards_told(mean: Fraction | None, needed: Fraction, level: int | None) -> str:
    if mean is None:
        return _("no higher level")
    return _("%(figure)s of level %(level)s, %(needed)s needed") % {
        "figure": percent(mean, needed),
        "level": level,
        "needed": percent(needed),
    }


def bar(now: OneResult) -> str:
    """What the bars in the table of dimensions show."""
    return explain.bar_needs(now.catalog.spec.bounds)


def level_lines(now: OneResult) -> list[LevelLine]:
    """How far every level is achieved, from the lowest that asks something up; empty where it is hidden."""
    score_now = now.achieved
    if score_now is None:
        return []
    bounds = now.catalog.spec.bounds
    lines = []
    for level in now.catalog.levels[1:]:
        overall = _achieved(score_now.means.get(level.number), bounds.overall_from, vacated=False)
        cells = [
            _achieved(own.means.get(level.number), bounds.dimension_from, vacated=level.number in own.vacated)
            for own in score_now.dimensions.values()
        ]
        met = overall.met is not False and all(cell.met is not False for cell in cells)
        here = level.number == now.result.level
        lines.append(LevelLine(level.number, str(level.name), met, here, [overall, *cells]))
    return lines


def _achieved(mean: Fraction | None, needed: Fraction, *, vacated: bool) -> Achieved:
    told = explain.cell_told(mean, needed, vacated=vacated)
    if mean is None:
        return Achieved("–", told, None)
    return Achieved(percent(mean, needed), told, mean >= needed)


def history(organization: str, reading: TeamReading, now: OneResult) -> SafeString | None:
    """The rounds of this team as a heat map, the newest first; None with fewer than two."""
    if len(reading.history) < 2:
        return None
    page = reverse("reports:team", args=[organization, reading.team.slug])
    columns = now.catalog.dimensions
    rows = [
        Row(
            name=one.part.round.name,
            url=f"{page}?round={one.part.round.pk}",
            whole=Cell(one.result.state, one.result.level, one.result.highest_level),
            parts=[Cell(one.result.state, one.levels.get(column.key)) for column in columns],
        )
        for one in reading.history
    ]
    return heatmap.render(
        HeatMap(
            caption=_("Levels of the team, round by round"),
            version=now.catalog.version,
            columns=[Column(str(one.short), str(one.abbreviation)) for one in columns],
            groups=[Group("", rows)],
            line=Column(_("Round"), ""),
            minimum=now.part.round.min_group_size,
        )
    )


def abbreviations(now: OneResult) -> list[tuple[str, str]]:
    """The short column heads of narrow screens with their meaning."""
    level = (pgettext("short for level", "Lv"), _("Team level"))
    return [level, *((str(one.abbreviation), str(one.short)) for one in now.catalog.dimensions)]
