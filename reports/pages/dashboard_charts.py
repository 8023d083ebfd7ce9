"""The charts of the dashboard, each with its data as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.wording import percent
from reports import charts, drawings
from reports.charts import Figure, Line, level_name, or_above
from reports.pages.addresses import teams_of
from reports.queries.choices import Choice
from reports.queries.dashboard import Overview
from reports.queries.showing import Kind, Show


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a chart: the first cell of each row is its heading."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def lines(self) -> list[tuple[str, Sequence[str]]]:
        """Each row as its heading and its other cells."""
        return [(row[0], row[1:]) for row in self.rows]


def distribution(choice: Choice, seen: Overview) -> Mapping[str, Any] | None:
    """The teams on each level, with the same teams in the round before; None where no team is counted."""
    if not seen.summary.counted:
        return None
    version, now = seen.catalog.version, seen.summary.distribution
    before = seen.before.distribution if seen.compared else None
    name = seen.earlier.name if seen.earlier else _("Before")
    head = [_("Level"), _("Teams")] + ([name] if before is not None else [])
    rows = [
        [
            level_name(level),
            _linked(choice, count, Show(Kind.AT, level)),
            *([str(before.get(level, 0))] if before is not None else []),
        ]
        for level, count in now.items()
    ]
    return {
        "bars": drawings.bars(version, now, before),
        "figure": charts.distribution(version, now, before, name),
        "title": _("Teams per level, %(first)s to %(last)s: %(counts)s")
        % {
            "first": min(now),
            "last": max(now),
            "counts": ", ".join(str(count) for count in now.values()),
        },
        "caption": _before(seen) if before is not None else "",
        "table": Table(_("Number of teams on each level"), head, rows),
    }


def _before(seen: Overview) -> str:
    teams = seen.compared
    if seen.earlier is None:
        return ngettext(
            "Dashed line: the round before, of the %(count)s team that has one",
            "Dashed line: each one’s round before, of the %(count)s teams that have one",
            teams,
        ) % {"count": teams}
    return ngettext(
        "Dashed line: round %(round)s, the %(count)s team counted in both",
        "Dashed line: round %(round)s, the %(count)s teams counted in both",
        teams,
    ) % {"round": seen.earlier.name, "count": teams}


def trend(seen: Overview) -> Mapping[str, Any] | None:
    """The share of the same teams at or above each level; None where there is no earlier round of them."""
    told = seen.trend
    if not told.tells:
        return None
    rounds = [point.round.name for point in told.rounds]
    lines = [
        Line(
            level,
            [point.shares.get(level, Fraction(0)) for point in told.rounds],
            [point.counts.get(level, 0) for point in told.rounds],
        )
        for level in told.levels
    ]
    breaks = [place for place, point in enumerate(told.rounds) if point.breaks]
    table = Table(
        _("Share of the same teams at or above each level"),
        [_("Round"), *(or_above(level) for level in told.levels)],
        [
            [point.round.name, *(percent(point.shares.get(level, Fraction(0))) for level in told.levels)]
            for point in told.rounds
        ],
    )
    return {
        "paths": drawings.paths(rounds, lines, breaks=breaks),
        "figure": charts.trend(rounds, lines, breaks=breaks),
        "title": _trend_title(lines, rounds),
        "captions": _trend_captions(seen, breaks),
        "table": table,
    }


def _trend_title(lines: Sequence[Line], rounds: Sequence[str]) -> str:
    said = [
        _("%(level)s from %(first)s to %(last)s")
        % {
            "level": or_above(line.level),
            "first": percent(line.shares[0]),
            "last": percent(line.shares[-1]),
        }
        for line in lines
    ]
    values = {"first": rounds[0], "last": rounds[-1], "changes": "; ".join(said)}
    return _("Share of the same teams from %(first)s to %(last)s: %(changes)s") % values


def _trend_captions(seen: Overview, breaks: Sequence[int]) -> list[str]:
    told = seen.trend
    captions = [
        ngettext(
            "Share of teams; the same %(count)s team in each round",
            "Share of teams; the same %(count)s teams in each round",
            told.teams,
        )
        % {"count": told.teams}
    ]
    if told.left_out:
        captions.append(
            ngettext(
                "%(count)s round is left out: fewer than half of these teams were counted in it",
                "%(count)s rounds are left out: fewer than half of these teams were counted in them",
                told.left_out,
            )
            % {"count": told.left_out}
        )
    if breaks:
        captions.append(_("A line breaks where another version of the model was used"))
    return captions


def by_dimension(choice: Choice, seen: Overview) -> Mapping[str, Any] | None:
    """The counted teams on each level in each dimension; None where no team is counted."""
    if not seen.summary.counted:
        return None
    version = seen.catalog.version
    levels = [level.number for level in seen.catalog.levels]
    names = [str(one.dimension.short) for one in seen.dimensions]
    counts = [one.summary.distribution for one in seen.dimensions]
    figure: Figure = charts.by_dimension(version, names, counts, levels)
    head = [_("Dimension"), *(level_name(level) for level in levels), _("Median")]
    rows = [
        [
            name,
            *(
                _linked(choice, one.summary.distribution[level], Show(Kind.IN, level, one.dimension.key))
                for level in levels
            ),
            "–" if one.summary.median is None else str(one.summary.median),
        ]
        for name, one in zip(names, seen.dimensions, strict=True)
    ]
    return {
        "figure": figure,
        "table": Table(
            _("Number of teams on each level in each dimension, and the median level"), head, rows
        ),
    }


def _linked(choice: Choice, teams: int, show: Show) -> str:
    """How many teams there are, as a link to them."""
    if not teams:
        return "0"
    return mark_safe(f'<a href="{escape(teams_of(choice, show))}">{teams}</a>')  # noqa: S308  # an address of ours


def turnout(seen: Overview) -> Mapping[str, Any] | None:
    """How many teams answered, round by round; None where no team was asked."""
    last = seen.own_turnout or next(reversed(seen.turnout), None)
    if last is None:
        return None
    rows = [
        [one.round.name, str(one.asked), str(one.answered), percent(Fraction(one.answered, one.asked))]
        for one in reversed(seen.turnout)
    ]
    return {
        "share": Fraction(last.answered, last.asked),
        "words": ngettext(
            "%(answered)s of %(asked)s team answered", "%(answered)s of %(asked)s teams answered", last.asked
        )
        % {"answered": last.answered, "asked": last.asked}
        + ("" if seen.round else f" · {last.round.name}"),
        "round": last.round,
        "table": Table(
            _("Teams that answered, round by round"),
            [_("Round"), _("Asked"), _("Answered"), _("Share")],
            rows,
        ),
    }
