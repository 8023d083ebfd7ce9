"""The sentences people write beside their answers, by language: read from the files beside this one."""

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from reports.demo.organization import TeamPlan


@cache
def library(language: str) -> dict[str, Any]:
    """All sentences in one language, by criterion, dimension, or `dk`, `na`, `fall`."""
    path = Path(__file__).with_name(f"comments.{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def about(team: TeamPlan, criterion: str, place: str) -> str:
    """What this team says of a criterion: rated lowest (`none`), in the `low` or in the `high` half."""
    texts = library(team.language).get(criterion, {})
    return _told(team, texts.get(place) or texts.get("low" if place == "none" else place, ""))


def of_change(team: TeamPlan, dimension: str, direction: str, luck: random.Random) -> str:
    """What this team says of a rating that went `up` or `down` since the last round."""
    texts = library(team.language).get(dimension, {}).get(direction, [""])
    return _told(team, luck.choice(texts))


def of_the_fall(team: TeamPlan, criterion: str) -> str:
    """Why the team that fell back did so, where there is something to say of this criterion."""
    return _told(team, library(team.language).get("fall", {}).get(criterion, ""))


def not_known(team: TeamPlan, luck: random.Random) -> str:
    """What goes with a Don't know."""
    return _told(team, luck.choice(library(team.language)["dk"]["texts"]))


def not_applicable(team: TeamPlan, criterion: str) -> str:
    """Why a criterion makes no sense for this team, in its own words."""
    text = library(team.language)["na"].get(criterion, "")
    return _told(team, text if isinstance(text, str) else text[len(team.name) % len(text)])


def _told(team: TeamPlan, text: str) -> str:
    """With the team's own model, application and a colleague in it; the same colleague each time."""
    if not text:
        return ""
    mates = [person.first_name for person in team.members] or [team.lead.first_name]
    return text.format(model=team.model, app=team.app, mate=mates[len(text) % len(mates)])
