"""The objects that stand in addresses, and what forms send."""

from datetime import timedelta

from core.clock import now
from tests.rules.routes.shapes import Values
from tests.rules.world import World


def team(world: World) -> Values:
    return {"team": world.cast.pricing.slug}


def other_team(world: World) -> Values:
    return {"team": world.cast.fraud.slug}


def foreign_team(world: World) -> list[Values]:
    return [{"team": world.cast.logistics.slug}]


def label(world: World) -> Values:
    return {"label": world.label.slug}


def foreign_label(world: World) -> list[Values]:
    return [{"label": world.foreign_label.slug}]


def foreign_rounds(world: World) -> list[Values]:
    return [{"pk": one.pk} for one in (world.foreign, world.foreign_draft, world.foreign_closed)]


def a_year_on() -> str:
    return (now() + timedelta(days=365)).strftime("%Y-%m-%dT%H:%M")


def plan(world: World) -> Values:
    """What the form of a new round sends."""
    return {
        "name": "Winter",
        "version": world.version.pk,
        "teams": [world.cast.pricing.pk],
        "begin": "by_hand",
        "closes_at": a_year_on(),
    }


def mauro(world: World) -> Values:
    return {"pk": world.member("mauro").pk}


def otto(world: World) -> list[Values]:
    return [{"pk": world.member("otto").pk}]


def suspended(world: World) -> Values:
    return {"pk": world.suspended.pk}


def bounced_offer(world: World) -> Values:
    return {"pk": world.offer.pk}


def foreign_offer(world: World) -> list[Values]:
    return [{"pk": world.foreign_offer.pk}]


def elsewhere_in_results(world: World) -> list[str]:
    return [f"?round={world.risky.pk}", "?unit=risk"]


def foreign_in_results(world: World) -> list[str]:
    return [f"?round={world.foreign_closed.pk}", f"?round={world.foreign.pk}", f"?unit={world.abroad.slug}"]
