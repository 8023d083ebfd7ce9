"""An organization whose teams take part in a round, written quickly.

People, teams and answers are written in rows by the thousand; rounds are planned, opened and closed by the
product's own deeds, so that its results are the real ones.
"""

import sys
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django_scopes import scope, scopes_disabled

from core.clock import now
from surveys import rounds

IN_A_UNIT = 25
WITHOUT_ANSWERS = 20  # teams of the open round that have not answered, so that answering can be measured
QUARTER = timedelta(days=91)

# Whoever answers, in arrival order; `seat` is the team in lead mode and anybody else beside it.
RESPONSES = """
WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {members})
INSERT INTO surveys_response (participation_id, seat, state, public_id, submission_key, submitted_at)
SELECT p.id, CASE WHEN n = 0 THEN 'team' ELSE 'm' || n END, 'submitted', 'b' || p.id || '-' || n, '', %s
FROM surveys_participation p, numbers WHERE p.round_id = %s AND p.id NOT IN ({left_out}) ORDER BY n, p.id
"""
# Ratings by a fixed rule: five of fourteen fully, four largely, two partially, two not, one unknown.
ANSWERS = """
INSERT INTO surveys_answer (response_id, criterion_id, rating, na_reason, comment, evidence_url, revision)
SELECT r.id, c.id, CASE WHEN m < 5 THEN 'fully' WHEN m < 9 THEN 'largely' WHEN m < 11 THEN 'partially'
    WHEN m < 13 THEN 'not' ELSE 'dk' END, '', '', '', 1
FROM (
    SELECT r.id AS response, c.id AS criterion, (r.id * 7 + c.id * 11 + r.id * c.id) %% 14 AS m
    FROM surveys_response r JOIN surveys_participation p ON p.id = r.participation_id, maturity_criterion c
    WHERE p.round_id = %s AND c.version_id = %s AND r.state = 'submitted'
) mixed JOIN surveys_response r ON r.id = mixed.response JOIN maturity_criterion c ON c.id = mixed.criterion
ORDER BY r.id, c.id
"""


def model(name: str) -> Any:
    """A model by its label, wherever its module lies."""
    return apps.get_model(name)


def main(slug: str, teams: int, model_key: str, members: int, past_rounds: int) -> dict[str, Any]:
    """An organization named `slug`, and what the measurements need of it.

    Args:
        members: how many people of each team have answered, in each round; 0 for nobody.
        past_rounds: closed rounds before the open one, a quarter apart.
    """
    begun = time.monotonic()
    organization = found(slug)
    version = published(model_key)
    with scope(organization=organization):
        leads = people_and_teams(organization, teams)
        for past in range(past_rounds, 0, -1):
            one = open_round(organization, version, f"Round {past}")
            answer(one, version, members, leave_out=0)
            rounds.close_round(one, by=None)
            shift(one, past)
        one = open_round(organization, version, "The open round")
        if members:
            answer(one, version, members, leave_out=min(WITHOUT_ANSWERS, teams - 1))
    rebuild = {"organization": slug, "round": one.pk, "stdout": sys.stderr}
    call_command("recompute_results", **rebuild)
    analyze()
    told = told_of(organization, one, version, leads[:WITHOUT_ANSWERS])
    return {**told, "seconds": time.monotonic() - begun}


def told_of(organization: Any, one: Any, version: Any, leads: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """Names, ids and cookies: the open round, the owner, the leads whose teams have not answered."""
    with scopes_disabled():
        owner = model("organizations.Membership").objects.get(organization=organization, grants__role="owner")
        answers = model("surveys.Answer").objects
        mine = answers.filter(response__participation__round__organization=organization)
        return {
            "organization": organization.pk,
            "slug": organization.slug,
            "round": one.pk,
            "version": version.pk,
            "owner": {"user": owner.user_id, "cookies": signed_in(owner.user)},
            "leads": [
                {"user": user.pk, "team": team.slug, "cookies": signed_in(user)} for user, team in leads
            ],
            "dimensions": list(version.dimensions.order_by("position").values_list("key", flat=True)),
            "criteria": list(version.criteria.order_by("position").values_list("key", flat=True)),
            "answers": mine.count(),
        }


def found(slug: str) -> Any:
    """An organization with its owner, by the product's own command."""
    address = f"owner@{slug}.example"
    call_command("create_owner", address, name="Owner", found=slug.title(), slug=slug, stdout=sys.stderr)
    return model("organizations.Organization").objects.get(slug=slug)


def published(key: str) -> Any:
    """The newest published version of a built-in model."""
    call_command("load_catalogs", stdout=sys.stderr)
    with scopes_disabled():
        return model("maturity.ModelVersion").objects.filter(model__key=key).order_by("-number").first()


def people_and_teams(organization: Any, count: int) -> list[tuple[Any, Any]]:
    """Units of 25 teams, each team with a lead: the pairs of lead and team."""
    team, user = model("organizations.Team"), model("organizations.User")
    membership, grant = model("organizations.Membership"), model("organizations.RoleGrant")
    with transaction.atomic():
        units = team.objects.bulk_create(
            team(organization=organization, kind="unit", name=f"Unit {number}", slug=f"unit-{number}")
            for number in range(-(-count // IN_A_UNIT))
        )
        teams = team.objects.bulk_create(
            team(
                organization=organization,
                kind="team",
                name=f"Team {number}",
                slug=f"team-{number}",
                parent=units[number // IN_A_UNIT],
            )
            for number in range(count)
        )
        users = user.objects.bulk_create(
            user(
                email=f"lead{number}@{organization.slug}.example",
                name=f"Lead {number}",
                password=make_password(None),
            )
            for number in range(count)
        )
        members = membership.objects.bulk_create(
            membership(user=one, organization=organization) for one in users
        )
        grant.objects.bulk_create(
            grant(membership=member, role="lead", team=led, starts_on=now().date())
            for member, led in zip(members, teams, strict=True)
        )
    return list(zip(users, teams, strict=True))


def open_round(organization: Any, version: Any, name: str) -> Any:
    """A round over all teams, planned and opened as a person does it."""
    teams = model("organizations.Team").objects.filter(organization=organization, kind="team")
    closes_at = now() + timedelta(days=14)
    one = rounds.plan_round(
        organization, name=name, version=version, teams=teams, opens_at=None, closes_at=closes_at, by=None
    )
    rounds.open_round(one, by=None)
    return one


def answer(one: Any, version: Any, members: int, *, leave_out: int) -> None:
    """Responses of `members` people a team with all criteria rated, in statements of SQL."""
    left_out = list(one.participations.order_by("pk").values_list("pk", flat=True)[:leave_out])
    statement = RESPONSES.format(members=members, left_out=", ".join(map(str, [0, *left_out])))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [now(), one.pk])
        cursor.execute(ANSWERS, [one.pk, version.pk])


def shift(one: Any, quarters: int) -> None:
    """Let a round have been some quarters ago."""
    by = QUARTER * quarters
    moved = {name: getattr(one, name) - by for name in ("opens_at", "opened_at", "closes_at", "closed_at")}
    type(one).objects.filter(pk=one.pk).update(**moved)


def analyze() -> None:
    """Let the planner know of tables that grew at once."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def signed_in(user: Any) -> dict[str, str]:
    """The cookies of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value}
