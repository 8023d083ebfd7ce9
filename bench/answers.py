"""Answering: one answer saved, one dimension opened, one team's result computed."""

import json
from itertools import count, cycle
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.meter import Line, cpu_of, queries_of
from bench.seed import Place
from bench.units import checked, units
from maturity.reading import catalog
from organizations.scoping import scope
from surveys import results
from surveys.models import Response

GROUPED = """SELECT criterion_id, rating, count(*) FROM surveys_answer
    WHERE response_id IN (SELECT id FROM surveys_response WHERE participation_id = %s) GROUP BY 1, 2"""
OPTIONS = ("not", "partially", "largely", "fully")


def lines(place: Place) -> list[Line]:
    """The figures of answering against the saved row `A`, the page `P` and one GROUP BY."""
    lead, read = place.leads[0], catalog(place.round.version_id)
    client = bearing(place)
    with scope(organization=place.organization):
        response = Response.objects.get(participation__round=place.round, submitted_at=None)
        answered = place.round.participations.exclude(pk=response.participation_id).first()
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    revisions, keys, ratings = count(1), cycle(one.key for one in read.criteria), cycle(OPTIONS)

    def save() -> Any:
        sent = {
            "response": response.public_id,
            "criterion": next(keys),
            "rating": next(ratings),
            "revision": next(revisions),
        }
        body = json.dumps(sent)
        return checked(
            client.post("/a/answers/", body, content_type="application/json", headers={"X-CSRFToken": token})
        )

    def open_dimension() -> Any:
        return checked(client.get(f"/a/dimension/{read.dimensions[0].key}/"))

    def compute() -> None:
        with scope(organization=place.organization):
            results.refresh(answered)

    def group() -> None:
        with connection.cursor() as cursor:
            cursor.execute(GROUPED, [answered.pk])
            cursor.fetchall()

    page, row = units(lead.user)
    p, a, saved, opened, grouped, computed = cpu_of(page, row, save, open_dimension, group, compute)
    return [
        Line("save one answer", saved, f"A {a:.2f}", saved / a, 2.0, queries_of(save), 6),
        Line("open one dimension", opened, f"P {p:.2f}", opened / p, 3.0, queries_of(open_dimension), 12),
        Line(
            "compute a team after it sent",
            computed,
            f"G {grouped:.2f}",
            computed / grouped,
            5.0,
            queries_of(compute),
            6,
        ),
    ]


def bearing(place: Place) -> Client:
    """The first team's lead, who has begun to answer."""
    lead = place.leads[0]
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead.user)
    with scope(organization=place.organization):
        team = lead.grants.get().team
    address = f"/o/{place.organization.slug}/rounds/{place.round.pk}/"
    checked(client.get(address))
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    begun = client.post(f"{address}teams/{team.slug}/answer/", headers={"X-CSRFToken": token})
    assert begun.status_code == 302, begun
    client.post("/a/", headers={"X-CSRFToken": token})
    checked(client.get("/a/check/"))
    return client
