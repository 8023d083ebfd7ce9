"""What can't be prepared is refused before the first request."""

from collections.abc import Iterator
from datetime import date, datetime
from importlib import reload
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db.models import Q, QuerySet

from config import wsgi
from core import prepared
from core.checks import queries_are_prepared
from core.prepared import NotPreparable, Prepared
from core.prepared_ahead import write_all
from organizations.models import Team, User
from surveys.results import rows


@pytest.fixture(autouse=True)
def own() -> Iterator[None]:
    """What a test prepares is forgotten after it."""
    before = len(prepared.KNOWN)
    yield
    del prepared.KNOWN[before:]


def prepare_a_slice() -> Prepared[..., Any]:
    """A query whose argument would stand in its text."""

    def first_teams(most: int) -> QuerySet[Team]:
        return Team.objects.order_by("pk")[:most]

    return Prepared(first_teams)


def test_the_queries_of_the_product_can_all_be_prepared() -> None:
    assert queries_are_prepared(None) == []


def test_nothing_of_the_product_is_left_for_the_first_request() -> None:
    for query in prepared.KNOWN:
        query._texts.clear()
    rows.TEAM._texts.clear()

    write_all()

    assert all(query._texts for query in prepared.KNOWN)
    assert rows.TEAM._texts


def test_a_bad_one_stops_the_check_with_its_name() -> None:
    bad = prepare_a_slice()

    with pytest.raises(SystemCheckError, match=r"patamar\.E008.*first_teams: value 1 turns up 0 times"):
        call_command("check")

    assert bad._texts == {}


def test_a_bad_one_stops_the_server_before_the_first_request() -> None:
    prepare_a_slice()

    with pytest.raises(NotPreparable, match="first_teams"):
        reload(wsgi)


def test_every_shape_that_the_arguments_may_have_is_written() -> None:
    def teams(unit: int | None, archived: bool, among: tuple[int, ...]) -> QuerySet[Team]:
        found = Team.objects.filter(Q(pk__in=among) | Q(slug="pricing"))
        return found.filter(parent=unit, archived_at__isnull=archived)

    query = Prepared(teams)
    write_all()

    assert len(query._texts) == 2 * 2 * 3


def test_a_fault_in_one_shape_alone_is_found() -> None:
    def teams(unit: int | None) -> QuerySet[Team]:
        return Team.objects.filter(parent=unit) if unit else Team.objects.filter(slug="x").values("pk")

    Prepared(teams)

    with pytest.raises(NotPreparable, match="kind ValuesIterable"):
        write_all()


def test_days_and_moments_are_written_as_well() -> None:
    def people(since: datetime, day: date) -> QuerySet[User]:
        return User.objects.filter(date_joined__gte=since, memberships__grants__starts_on=day)

    query = Prepared(people)
    write_all()

    assert len(query._texts) == 1


def test_an_argument_that_can_be_no_value_is_refused() -> None:
    def teams(share: float) -> QuerySet[Team]:
        return Team.objects.filter(pk__gt=share)

    Prepared(teams)

    with pytest.raises(NotPreparable, match="teams: nothing of the kind of `share` can be bound"):
        write_all()
