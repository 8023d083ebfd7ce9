"""Planning a round from the last one: its teams, its model, its rhythm and the pattern of its name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.clock import now
from maturity.models import ModelVersion
from organizations.access import Right
from organizations.models import Membership
from surveys.following import from_today, next_name, next_times
from surveys.models import Round

ENDED = (Round.State.CLOSED, Round.State.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Following:
    """What a round that follows `last` begins with; `opens_at` is None where its time has come already."""

    last: Round
    name: str
    version: ModelVersion | None
    teams: frozenset[int]
    left_out: tuple[str, ...]
    opens_at: datetime | None
    closes_at: datetime

    @property
    def asks_another_version(self) -> bool:
        """Whether the model has a newer version than the one that was asked last."""
        return self.version is not None and self.version.pk != self.last.version_id

    def initial(self) -> dict[str, Any]:
        """What the fields of the form begin with, but for the teams."""
        return {
            "name": self.name,
            "version": self.version,
            "begin": "at_a_time" if self.opens_at else "by_hand",
            "opens_at": self.opens_at,
            "closes_at": self.closes_at,
        }


def last_round(member: Membership) -> Round | None:
    """The latest round that has ended, of those that the member could plan anew; void ones are none."""
    ended = Round.objects.where_may(member, Right.RUN_ROUND).filter(state__in=ENDED, void_reason="")
    return ended.select_related("version__model", "organization").order_by("-opens_at", "-pk").first()


def following(last: Round) -> Following:
    """What the round after `last` begins with (four queries).

    It asks the newest published version of the same model; a retired one is not asked again.
    """
    ours = Round.objects.filter(organization=last.organization_id)
    same_model = ours.filter(version__model=last.version.model_id, opens_at__lt=last.opens_at)
    before = same_model.exclude(state=Round.State.DRAFT).order_by("-opens_at", "-pk").first()
    taken = list(ours.values_list("name", flat=True))
    zone = ZoneInfo(last.time_zone)
    # By the end that was announced: one that was closed early, as all had sent, would make the next shorter.
    begun, ends = last.opens_at, last.closes_at
    opens_at, closes_at = next_times(begun, ends, before.opens_at if before else None, zone)
    moment = now()
    if opens_at <= moment:
        closes_at = from_today(begun, ends, moment, zone)
    took_part = list(last.participations.values_list("team_id", "team_name", "team__archived_at"))
    published = ModelVersion.objects.readable_in(last.organization).published()
    return Following(
        last=last,
        name=next_name(last.name, before.name if before else "", taken),
        version=published.filter(model=last.version.model_id).order_by("-number").first(),
        teams=frozenset(team for team, _name, archived in took_part if archived is None),
        left_out=tuple(sorted(name for _team, name, archived in took_part if archived is not None)),
        opens_at=opens_at if opens_at > moment else None,
        closes_at=closes_at,
    )
