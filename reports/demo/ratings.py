"""What a team answers: an option for each criterion, drawn from how mature it is.

The chance that a criterion of level k is achieved grows with the team's maturity over k, as on a
logistic curve; each team has lasting strengths and blind spots of its own, criterion by criterion, so
that two rounds of one team resemble each other more than two teams do.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.text import slugify

from maturity.models import Criterion
from maturity.reading import Catalog
from reports.demo import comments, trajectories
from reports.demo.chance import chance
from reports.demo.organization import BATCH, PERSON_DECIDES, RAW_INPUTS, REPORT, SUPPLIED, TeamPlan
from surveys.answering import Given
from surveys.models import NaReason

DONT_KNOW, NOT_APPLICABLE_KEY = "dk", "na"

STEEPNESS, EASE = 2.6, 0.6  # a criterion of one's own level is achieved to 83 %, of the next one to 26 %
LASTING_SPREAD, PASSING_SPREAD, DIMENSION_SPREAD = 0.13, 0.05, 0.12
CONFIRMING = 0.7  # of the answers that have stayed as they were

OUTSIDE, NOTHING_TO_APPLY, OTHER = NaReason.OUTSIDE, NaReason.NOTHING_TO_APPLY, NaReason.OTHER
NOT_APPLICABLE: dict[str, dict[str, NaReason]] = {
    BATCH: {
        "release.no-interruption": NOTHING_TO_APPLY,
        "integration.fallback": NOTHING_TO_APPLY,
        "data.same-feature-code": OTHER,
    },
    REPORT: {
        "integration.application-tests": NOTHING_TO_APPLY,
        "integration.joint-test": NOTHING_TO_APPLY,
        "integration.interface-check": NOTHING_TO_APPLY,
        "release.live-comparison": OTHER,
    },
    RAW_INPUTS: {"data.described-features": NOTHING_TO_APPLY},
    SUPPLIED: {
        "training.one-job": OUTSIDE,
        "training.managed-environment": OUTSIDE,
        "training.reproducible-model": OTHER,
        "training.triggered-retraining": OUTSIDE,
        "governance.lineage": OTHER,
    },
    PERSON_DECIDES: {"training.automatic-acceptance": OTHER},
}

# Questions that are hard to answer from within a team; in the first rounds harder than later.
HARD_TO_KNOW = {
    "monitoring.cost-in-budget": 0.3,
    "release.environments-as-code": 0.2,
    "integration.vetted-components": 0.06,
    "governance.data-access": 0.12,
    "monitoring.known-use": 0.1,
    "data.recoverable-versions": 0.06,
}
SELDOM = 0.004

# Where the pages lie that people point to.
PLACES = {
    "people": "wiki.{slug}.example",
    "data": "catalogo.{slug}.example",
    "training": "mlflow.{slug}.example",
    "release": "gitlab.{slug}.example",
    "integration": "gitlab.{slug}.example",
    "monitoring": "grafana.{slug}.example",
    "governance": "wiki.{slug}.example",
}


@dataclass(frozen=True)
class Respondent:
    """One team in one round, with what it said the last time."""

    seed: str
    organization: str
    plan: TeamPlan
    curve: trajectories.Curve
    round: int
    before: dict[str, Given]

    def draw(self, *about: object) -> random.Random:
        """The same numbers each time for the same question."""
        return chance(self.seed, self.organization, self.plan.name, *about)


def answers(who: Respondent, catalog: Catalog, share: trajectories.Share) -> dict[str, Given]:
    """What the team says of each criterion, by key, as far as it gets; no sentence comes twice."""
    given: dict[str, Given] = {}
    said: set[str] = set()
    for place, dimension in enumerate(catalog.dimensions):
        criteria = catalog.criteria_of(dimension.key)
        if place >= share.dimensions:
            criteria = criteria[: share.criteria] if place == share.dimensions else []
        for criterion in criteria:
            one = _answer(who, catalog, criterion, said)
            said.add(one.comment)
            given[criterion.key] = replace(one, confirmed=_confirms(who, criterion, one))
    return given


def _confirms(who: Respondent, criterion: Criterion, given: Given) -> bool:
    """Whether the lead has confirmed last time's answer rather than given the same anew."""
    before = who.before.get(criterion.key)
    same = before is not None and replace(before, confirmed=False) == given and given.rating != DONT_KNOW
    return same and who.draw(who.round, criterion.key, "same").random() < CONFIRMING


def _answer(who: Respondent, catalog: Catalog, criterion: Criterion, said: set[str]) -> Given:
    reason = _why_not_applicable(who.plan, criterion.key)
    if reason is not None:
        comment = comments.not_applicable(who.plan, criterion.key)
        return Given(rating=NOT_APPLICABLE_KEY, na_reason=reason, comment=comment)
    luck = who.draw(who.round, criterion.key)
    if luck.random() < HARD_TO_KNOW.get(criterion.key, SELDOM) * (1.6 - 0.2 * who.round):
        return Given(
            rating=DONT_KNOW, comment=comments.not_known(who.plan, luck) if luck.random() < 0.4 else ""
        )
    options = [option["key"] for option in catalog.options]
    step = _step(who, criterion, len(options) - 1, luck)
    comment = _comment(who, criterion, options, step, luck)
    before = who.before.get(criterion.key)
    if comment in said or (before is not None and before.comment == comment):
        comment = ""
    return Given(options[step], comment=comment, evidence_url=_evidence(who, criterion, step, options, luck))


def _why_not_applicable(plan: TeamPlan, criterion: str) -> NaReason | None:
    for trait in sorted(plan.traits):
        if criterion in NOT_APPLICABLE[trait]:
            return NOT_APPLICABLE[trait][criterion]
    return None


def _step(who: Respondent, criterion: Criterion, highest: int, luck: random.Random) -> int:
    """Which option of the scale, from 0 to `highest`."""
    dimension = criterion.dimension.key
    stands = trajectories.maturity(who.plan.name, who.curve, who.round, dimension)
    if stands is None:
        raise ValueError(f"{who.plan.name} takes no part in this round.")
    stands += who.draw("dimension", dimension).gauss(0, DIMENSION_SPREAD)
    achieved = 1 / (1 + math.exp(-STEEPNESS * (stands - criterion.level.number + EASE)))
    achieved += who.draw("criterion", criterion.key).gauss(0, LASTING_SPREAD)
    achieved += luck.gauss(0, PASSING_SPREAD)
    return max(0, min(highest, round(achieved * highest)))


def _comment(
    who: Respondent, criterion: Criterion, options: Sequence[str], step: int, luck: random.Random
) -> str:
    """A sentence now and then: oftener at the ends of the scale, always where the team fell deep."""
    before = who.before.get(criterion.key)
    moved = step - options.index(before.rating) if before is not None and before.rating in options else 0
    achieved = 2 * step >= len(options)
    if moved < 0 and not achieved and _is_the_fall(who):
        told = comments.of_the_fall(who.plan, criterion.key)
        if told:
            return told
    direction = "up" if moved > 0 and achieved else "down" if moved < 0 and not achieved else ""
    if direction and luck.random() < 0.14:
        return comments.of_change(who.plan, criterion.dimension.key, direction, luck)
    place = "high" if achieved else "low" if step else "none"
    talks = luck.random() < (0.12 if step in (0, len(options) - 1) else 0.07)
    return comments.about(who.plan, criterion.key, place) if talks else ""


def _is_the_fall(who: Respondent) -> bool:
    return who.plan.name == trajectories.FALLEN and who.round == trajectories.FALL


def _evidence(
    who: Respondent, criterion: Criterion, step: int, options: Sequence[str], luck: random.Random
) -> str:
    """A link, now and then, beside what is achieved."""
    if 2 * step < len(options) or luck.random() > 0.08:
        return ""
    place = PLACES.get(criterion.dimension.key, "wiki.{slug}.example").format(slug=who.organization)
    return f"https://{place}/{slugify(who.plan.name)}/{criterion.key.split('.')[-1]}"
