"""Prepared queries are written once and bound each time; what can't be bound is refused."""

import uuid
from collections.abc import Iterator
from contextvars import Context
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import models
from django.db.models import Q
from django.db.transaction import TransactionManagementError
from django_scopes.exceptions import ScopeError

from core import clock, prepared
from core.prepared import NotPreparable, Prepared
from maturity.models import ModelVersion
from organizations.models import Organization, Team, User
from organizations.scoping import scope, scopes_disabled
from surveys import answering
from surveys.models import Response, TeamResult
from tests.cast import Cast
from tests.prepared_rows import alike
from tests.survey_steps import MONDAY, begun, opened


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """The round is open."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def response(cast: Cast, health: ModelVersion) -> Response:
    """Lia's, begun on Monday."""
    with scope(organization=cast.aurora):
        return begun(cast, opened(cast, health))


# How queries are written, on tables of the product


@Prepared
def _teams(kind: str, above: int | None, archived: bool) -> models.QuerySet[Team]:
    return Team.objects.filter(kind=kind, parent=above, archived_at__isnull=not archived).order_by("pk")


@Prepared
def _among(teams: tuple[int, ...]) -> models.QuerySet[Team]:
    return Team.objects.filter(Q(pk__in=teams) | Q(slug="pricing")).order_by("pk")


@Prepared
def _only_among(teams: tuple[int, ...]) -> models.QuerySet[Team]:
    return Team.objects.filter(pk__in=teams).order_by("pk")


@Prepared
def _one(pk: int) -> models.QuerySet[Team]:
    return Team.objects.filter(pk=pk)


@Prepared
def _open_people(open: bool, since: datetime) -> models.QuerySet[User, tuple[Any, ...]]:
    found = User.objects.filter(is_active=open, date_joined__gte=since).order_by("pk")
    return found.values_list("pk", "email", "is_active", "date_joined")


@Prepared
def _held_since(day: date) -> models.QuerySet[User, Any]:
    return (
        User.objects.filter(memberships__grants__starts_on=day).order_by("pk").values_list("email", flat=True)
    )


def test_the_tenant_is_bound_each_time_and_sees_only_its_own(cast: Cast) -> None:
    for organization, names in ((cast.aurora, ["Retail", "Risk"]), (cast.boreal, [])):
        with scope(organization=organization):
            assert [team.name for team in alike(_teams, "unit", None, False)] == names
        with scope(organization=organization.pk):
            assert [team.name for team in alike(_teams, "unit", None, False)] == names


def test_a_foreign_id_is_not_found(cast: Cast) -> None:
    with scope(organization=cast.boreal):
        assert alike(_only_among, (cast.pricing.pk,)) == []
        assert [one.name for one in alike(_only_among, (cast.pricing.pk, cast.logistics.pk))] == ["Logistics"]


def test_without_a_scope_a_tenants_query_is_refused(cast: Cast) -> None:
    def refused() -> None:
        with pytest.raises(ScopeError):
            _teams.rows("unit", None, False)

    Context().run(refused)
    with scopes_disabled():
        assert len(alike(_teams, "team", None, False)) == 1
    Context().run(refused)  # the text without a tenant does not serve whoever has no scope


def test_a_scope_of_several_asks_the_queryset_itself(cast: Cast) -> None:
    with scope(organization=[cast.aurora, cast.boreal]):
        assert len(alike(_teams, "team", None, False)) == 1


@pytest.mark.parametrize("archived", [True, False])
def test_both_values_of_a_boolean_and_none_have_their_own_text(cast: Cast, archived: bool) -> None:
    Team._base_manager.filter(pk=cast.churn.pk).update(archived_at=datetime(2026, 1, 1, tzinfo=UTC))
    with scope(organization=cast.aurora):
        for above in (None, cast.retail.pk, cast.risk.pk):
            alike(_teams, "team", above, archived)
        assert [one.name for one in _teams.rows("team", cast.retail.pk, archived)] == [
            "Churn" if archived else "Pricing"
        ]


def test_lists_of_any_length_and_with_repeated_members(cast: Cast) -> None:
    a, b = cast.churn.pk, cast.fraud.pk
    with scope(organization=cast.aurora):
        for teams in ((), (a,), (a, a), (a, b), (b, a, b), (a, b, 0)):
            alike(_among, teams)
            alike(_only_among, teams)
        assert [one.pk for one in _only_among.rows((b, a, b))] == sorted([a, b])


def test_an_empty_list_asks_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    with scope(organization=cast.aurora), django_assert_num_queries(0):
        assert _only_among.rows(()) == []


@pytest.mark.parametrize("number", [2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30, -(2**63) - 1])
def test_a_number_that_no_column_holds_is_not_found(cast: Cast, number: int) -> None:
    with scope(organization=cast.aurora):
        assert alike(_one, number) == []


def test_moments_and_days_come_back_as_such(cast: Cast) -> None:
    rows = alike(_open_people, True, datetime(2020, 1, 1, tzinfo=UTC))

    assert {type(value) for row in rows for value in row} == {int, str, bool, datetime}
    assert all(row[3].tzinfo is not None for row in rows)
    assert "lia@aurora.example" in alike(_held_since, date(2020, 1, 1))
    assert alike(_held_since, date(2020, 1, 2)) == []


@Prepared
def _results(participation: int) -> models.QuerySet[TeamResult]:
    return TeamResult.objects.filter(participation=participation).select_related("participation__round")


def test_decimals_and_json_come_back_as_such(cast: Cast, response: Response) -> None:
    TeamResult._base_manager.filter(participation=response.participation_id).update(
        score=Decimal("2.50"), conditions=[{"met": True}]
    )
    with scope(organization=cast.aurora):
        (row,) = alike(_results, response.participation_id)

    assert (type(row.score), row.score, row.conditions) == (Decimal, Decimal("2.50"), [{"met": True}])


def test_a_uuid_is_read_by_its_field(cast: Cast) -> None:
    """No table of ours has one, so a text is cast to it: SQLite gives the letters, the field the UUID."""
    letters = "0123456789abcdef0123456789abcdef"

    @Prepared
    def _cast_to_uuid(slug: str) -> models.QuerySet[Organization, Any]:
        value = models.functions.Cast(models.Value(letters), models.UUIDField())
        return (
            Organization.objects.filter(slug=slug).annotate(known_as=value).values_list("known_as", flat=True)
        )

    assert alike(_cast_to_uuid, "aurora") == [uuid.UUID(letters)]


# What is refused


@pytest.fixture
def own() -> Iterator[None]:
    """What a test prepares is forgotten after it."""
    before = len(prepared.KNOWN)
    yield
    del prepared.KNOWN[before:]


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda most: Team.objects.order_by("pk")[:most], id="a slice"),
        pytest.param(lambda unit: Team.objects.filter(pk=unit, parent=unit), id="used twice"),
        pytest.param(lambda unit: Team.objects.order_by("pk"), id="not used"),
        pytest.param(lambda unit: Team.objects.filter(name__contains=unit), id="written into a pattern"),
        pytest.param(
            lambda unit: TeamResult.objects.filter(**{f"plan__items__{unit}": "x"}), id="a path in JSON"
        ),
        pytest.param(lambda unit: Team.objects.filter(pk=unit).prefetch_related("labels"), id="prefetching"),
        pytest.param(lambda unit: Team.objects.filter(pk=unit).values("pk"), id="rows as dictionaries"),
    ],
)
def test_a_query_that_does_not_take_its_argument_as_one_value_is_refused(cast: Cast, build: Any) -> None:
    with scope(organization=cast.aurora), pytest.raises(NotPreparable):
        Prepared(build).rows(1)


@pytest.mark.parametrize("value", [1.5, b"x", Decimal(1), datetime(2026, 1, 1), [1], (None,)])  # noqa: DTZ001
def test_an_argument_of_another_kind_is_refused(cast: Cast, value: Any) -> None:
    with scope(organization=cast.aurora), pytest.raises(NotPreparable):
        _only_among.rows(value)


@pytest.mark.engine("postgresql")  # SQLite locks the whole file, in any transaction
@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction(cast: Cast, response: Response) -> None:
    with scope(organization=cast.aurora), pytest.raises(TransactionManagementError):
        answering._named.rows(response.public_id, response.participation_id)
