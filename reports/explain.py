"""Why a team stands where it stands, and what lifts it: the rule in whole sentences with its own numbers.

Nothing here knows a bound, a scale or a number of levels: all of them are those of the model's version.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from maturity.matching import Matching
from maturity.scoring import Bounds, State
from maturity.wording import percent, score, share_in_words
from reports.figures import in_a_row
from reports.queries.rounds import RoundFacts

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a next level; `name` None is the one over all dimensions together.

    `key` is that of the dimension, `url` its page.
    """

    name: str | None
    share: Fraction
    needed: Fraction
    met: bool
    key: str = ""
    url: str = ""

    @property
    def figure(self) -> str:
        """The share as it is printed beside its bar."""
        return percent(self.share, self.needed)


@dataclass(frozen=True, slots=True)
class Notice:
    """Words in the place of a level, or beside it: `kind` is that of a note."""

    title: str
    text: str
    kind: str = ""


def overall_needs(bounds: Bounds) -> str:
    """The heading over the overall condition."""
    return _("Overall: %(share)s") % {"share": share_in_words(bounds.overall_from)}


def dimensions_need(bounds: Bounds) -> str:
    """The heading over the conditions of the dimensions."""
    return _("In every dimension: %(share)s") % {"share": share_in_words(bounds.dimension_from)}


def bar_needs(bounds: Bounds) -> str:
    """What the line in a dimension's bar marks."""
    return _("Bar: achievement of the dimension’s next level. Line: what it needs, %(share)s.") % {
        "share": percent(bounds.dimension_from)
    }


def score_of(exact: Fraction, top: int) -> str:
    """The score beside the level: "Score 1.8 of 4." """
    return _("Score %(score)s of %(top)s.") % {"score": score(exact), "top": top}


def open_conditions(conditions: Sequence[Condition]) -> str:
    """How many conditions of the next level are open."""
    unmet = sum(not condition.met for condition in conditions)
    return ngettext(
        "%(open)s of %(all)s conditions is open. The line in each bar marks what is needed.",
        "%(open)s of %(all)s conditions are open. The line in each bar marks what is needed.",
        unmet,
    ) % {"open": unmet, "all": len(conditions)}


def what_holds(level: int, conditions: Sequence[Condition]) -> str:
    """Why the team is not on `level`, its next one, in one sentence with its numbers.

    Args:
        conditions: those of `level`; at least one of them is not met.
    """
    overall = next((condition for condition in conditions if condition.name is None), None)
    dimensions = [condition for condition in conditions if condition.name is not None]
    short = [condition for condition in dimensions if not condition.met]
    if overall is None or overall.met:
        return _of_dimensions(level, short)
    values = {"level": level, "figure": overall.figure, "needed": percent(overall.needed)}
    if not short:
        return (
            _(
                "Every dimension reaches what level %(level)s asks of it, but overall the level is "
                "%(figure)s achieved and %(needed)s is needed."
            )
            % values
        )
    if len(short) == len(dimensions):
        return _("Level %(level)s is %(figure)s achieved overall; %(needed)s is needed.") % values
    if len(short) > MOST_NAMED:
        return _(
            "Level %(level)s is %(figure)s achieved overall and %(needed)s is needed; %(short)s of %(all)s "
            "dimensions do not reach their part."
        ) % {**values, "short": len(short), "all": len(dimensions)}
    return _(
        "Level %(level)s is %(figure)s achieved overall and %(needed)s is needed; all dimensions but "
        "%(names)s reach their part."
    ) % {**values, "names": in_a_row([str(condition.name) for condition in short])}


def _of_dimensions(level: int, short: Sequence[Condition]) -> str:
    """The same where the level is achieved overall, and single dimensions hold the team."""
    if len(short) == 1:
        return _(
            "Overall level %(level)s is achieved; only %(name)s holds the team back: %(figure)s of it is "
            "achieved there and %(needed)s is needed."
        ) % {
            "level": level,
            "name": short[0].name,
            "figure": short[0].figure,
            "needed": percent(short[0].needed),
        }
    if len(short) > MOST_NAMED:
        return _("Overall level %(level)s is achieved; %(short)s dimensions hold the team back.") % {
            "level": level,
            "short": len(short),
        }
    return _("Overall level %(level)s is achieved; these dimensions hold the team back: %(names)s.") % {
        "level": level,
        "names": in_a_row([str(condition.name) for condition in short]),
    }


def at_the_end(level: int, top: int) -> str:
    """Why there is no next level."""
    if level == top:
        return _("This is the highest level of the model.")
    return _(
        "This is the highest level that applies to this team: above it every criterion is not applicable."
    )


def without_level(
    state: str, *, minimum: int, is_open: bool, saved: int = 0, asked: int = 0
) -> Notice | None:
    """What stands in the place of the level while there is none; None where there is one.

    Args:
        minimum: the fewest answers that may be shown.
        is_open: whether the round still takes answers.
        saved: how many of the criteria `asked` the lead has answered, where nothing is sent yet.
    """
    if state == State.NO_DATA:
        if is_open and saved:
            return Notice(
                _("Not sent yet"),
                ngettext(
                    "%(saved)s of %(asked)s criterion is answered. The level appears here as soon as the "
                    "answers are sent.",
                    "%(saved)s of %(asked)s criteria are answered. The level appears here as soon as the "
                    "answers are sent.",
                    asked,
                )
                % {"saved": saved, "asked": asked},
            )
        if is_open:
            return Notice(
                _("No answers yet"), _("The level appears here as soon as this team’s answers are sent.")
            )
        return Notice(_("No answers"), _("Nobody answered for this team before the round closed."))
    if state == State.SUPPRESSED:
        return Notice(
            _("Too few answers to show"),
            _("So that nobody can be recognized, results need the answers of %(count)s or more people.")
            % {"count": minimum},
        )
    if state == State.NOT_RATED:
        return Notice(
            _("Nothing applies"),
            _("Every criterion is not applicable to this team: it has no level, not the lowest one."),
        )
    return None


def certainty(state: str, *, level: int, highest: int, missing: int, unknown: int) -> Notice | None:
    """How sure the level is, where something is still open; None where nothing can change it."""
    if state == State.PROVISIONAL:
        return Notice(
            _("At least level %(low)s, at most level %(high)s") % {"low": level, "high": highest},
            ngettext(
                "%(count)s question without an answer can still change the level.",
                "%(count)s questions without an answer can still change the level.",
                missing,
            )
            % {"count": missing},
            "warn",
        )
    if state == State.DECIDED:
        return Notice(
            _("The level is decided"),
            ngettext(
                "%(count)s question is left; it cannot change the level.",
                "%(count)s questions are left; they cannot change the level.",
                missing,
            )
            % {"count": missing},
        )
    if unknown and level < highest:
        return Notice(
            _("There may be more"),
            ngettext(
                "Up to level %(high)s if you find out about %(count)s criterion that nobody knows yet.",
                "Up to level %(high)s if you find out about %(count)s criteria that nobody knows yet.",
                unknown,
            )
            % {"high": highest, "count": unknown},
        )
    return None


def state_word(state: str) -> str:
    """The state of a result in a word or two, for lists and exports."""
    return {
        State.NO_DATA: _("No answers"),
        State.SUPPRESSED: _("Too few answers to show"),
        State.NOT_RATED: _("Nothing applies"),
        State.COMPLETE: pgettext("result", "Complete"),
        State.DECIDED: pgettext("result", "Decided"),
        State.PROVISIONAL: pgettext("result", "Provisional"),
    }[State(state)]


def not_counted(state: str, count: int) -> str:
    """How many teams are not counted for one reason: "2 teams have no answers"."""
    words = {
        State.NO_DATA: ngettext("%(count)s team without answers", "%(count)s teams without answers", count),
        State.SUPPRESSED: ngettext(
            "%(count)s team with too few answers to show",
            "%(count)s teams with too few answers to show",
            count,
        ),
        State.NOT_RATED: ngettext(
            "%(count)s team to which nothing applies", "%(count)s teams to which nothing applies", count
        ),
        State.PROVISIONAL: ngettext(
            "%(count)s team whose level is not certain yet",
            "%(count)s teams whose level is not certain yet",
            count,
        ),
    }
    return words[State(state)] % {"count": count}


def since(steps: int | None, name: str) -> str:
    """The change of the team's level in a sentence; "" where there is nothing to compare with."""
    if steps is None:
        return ""
    if steps == 0:
        return _("No change of level since %(round)s.") % {"round": name}
    if steps > 0:
        return ngettext(
            "%(count)s level up since %(round)s.", "%(count)s levels up since %(round)s.", steps
        ) % {"count": steps, "round": name}
    return ngettext(
        "%(count)s level down since %(round)s.", "%(count)s levels down since %(round)s.", -steps
    ) % {"count": -steps, "round": name}


def other_version(before: RoundFacts, now: RoundFacts, matching: Matching) -> str:
    """Said beside every change across versions of the model, or across models of one lineage."""
    values = {
        "round": before.name,
        "before": before.version_number,
        "now": now.version_number,
        "model": before.model_name,
        "shared": matching.shared,
        "criteria": matching.shared + len(matching.added),
    }
    if before.model_id == now.model_id:
        told = _(
            "Round %(round)s was answered under version %(before)s of the model, "
            "this one under version %(now)s. A part of each change can come from the model."
        )
    else:
        told = _(
            "Round %(round)s was answered under the model “%(model)s”, version %(before)s, which has the "
            "same origin as this one. A part of each change can come from the model."
        )
    shared = _("It shares %(shared)s of the %(criteria)s criteria of this round.")
    return f"{told} {shared}" % values


def cell_told(mean: Fraction | None, needed: Fraction, *, vacated: bool) -> str:
    """The achievement of one dimension at one level, in words."""
    return _cell_told(mean, needed, vacated, get_language())


@lru_cache(maxsize=4096)  # a page of a team has thirty, and few shares differ from team to team
def _cell_told(mean: Fraction | None, needed: Fraction, vacated: bool, _language: str | None) -> str:
    if mean is None:
        return _("Every criterion here is not applicable") if vacated else _("Nothing is asked here")
    if mean >= needed:
        return _("%(figure)s, enough") % {"figure": percent(mean, needed)}
    return _("%(figure)s, %(needed)s needed") % {"figure": percent(mean, needed), "needed": percent(needed)}
