"""Run inside the product (`bench/inside/run.py faults.places`): organizations with two rounds that wait."""

from datetime import timedelta
from typing import Any

from django_scopes import scope, scopes_disabled

from bench.inside import places
from core.clock import now
from surveys import rounds

ROUNDS = ("first", "second")


def main(names: list[str], teams: int) -> list[dict[str, Any]]:
    """An organization of each name: its owner, a lead for each team, and two drafts over all teams."""
    version = places.published("team-health")
    return [_place(name, version, teams) for name in names]


def _place(name: str, version: Any, teams: int) -> dict[str, Any]:
    organization = places.found(name)
    with scope(organization=organization):
        leads = places.people_and_teams(organization, teams)
        drafts = {
            which: rounds.plan_round(
                organization,
                name=f"The {which} round",
                version=version,
                teams=[team for _user, team in leads],
                opens_at=None,
                closes_at=now() + timedelta(days=14),
                by=None,
            ).pk
            for which in ROUNDS
        }
    with scopes_disabled():
        owner = places.model("organizations.Membership").objects.get(
            organization=organization, grants__role="owner"
        )
    return {
        "slug": name,
        **drafts,
        "owner": places.signed_in(owner.user),
        "leads": [{"team": team.slug, "cookies": places.signed_in(user)} for user, team in leads],
        "dimension": version.dimensions.order_by("position").first().key,
        "criteria": list(version.criteria.order_by("position").values_list("key", flat=True)),
    }
