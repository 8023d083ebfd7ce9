"""Rows written in one statement are the rows that `bulk_create` writes."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from core import upserts
from core.prepared import NotPreparable
from core.upserts import PreparedInserts, PreparedUpsert
from maturity.models import ModelVersion
from organizations.audit.recording import LINES
from organizations.models import AuditEvent
from surveys.models import Answer, CriterionResult, DimensionResult, Participation, TeamResult
from surveys.results.rows import CRITERION, DIMENSION, TEAM
from tests.cast import Cast
from tests.survey_steps import opened

MOMENT = datetime(2026, 11, 23, 17, 32, 5, 123456, tzinfo=UTC)
AWKWARD = ["", " ", "null", "NULL", '"', "\\", '\\"', "{a,b}", "a,b", "'", "%s", "ção\n"]
PLAN = {"target": 2, "items": [{"criterion": "über/ação", "end": "2/3"}], "cost": 1}


@pytest.fixture
def pricing(cast: Cast, health: ModelVersion) -> Participation:
    """Pricing's part in a round that is open, with its rows laid out."""
    return opened(cast, health).participations.get()


def written(upsert: PreparedUpsert, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The table after both ways, which must agree: each value as its field reads it, and JSON as its text."""
    by_upsert = _after(upsert, lambda: upsert.write(rows))
    names = [one.attname for one in upsert.fields]
    by_django = _after(
        upsert,
        lambda: upsert.model._base_manager.bulk_create(
            [upsert.model(**dict(zip(names, row, strict=True))) for row in rows],
            update_conflicts=True,
            update_fields=upsert.update,
            unique_fields=upsert.unique,
        ),
    )
    assert by_upsert == by_django
    return by_upsert


def _after(upsert: PreparedUpsert, deed: Any) -> list[dict[str, Any]]:
    """What stands in the table after a deed, which is then undone."""
    texts = {
        f"{one.name}_text": models.functions.Cast(one.name, models.TextField())
        for one in upsert.fields
        if isinstance(one, models.JSONField)
    }
    with transaction.atomic():
        deed()
        found = list(upsert.model._base_manager.annotate(**texts).order_by(*upsert.unique).values())
        transaction.set_rollback(True)
    return [{name: (type(value), value) for name, value in row.items() if name != "id"} for row in found]


def team_row(pricing: Participation, **changed: Any) -> tuple[Any, ...]:
    """A row of Pricing's result in the order of `TEAM`."""
    values = {
        "participation": pricing.pk,
        "version": pricing.round.version_id,
        "round": pricing.round_id,
        "state": "complete",
        "level": 2,
        "highest_level": 3,
        "next_level": None,
        "score": Decimal("2.20"),
        "score_exact": "53/24",
        "conditions": [{"met": True, "dimension": None}],
        "plan": PLAN,
        "missing": 0,
        "unknown": 1,
        "not_applicable": 2,
        "disagreement_exact": "",
        "responses": 1,
        "shown": True,
        "digest": "%s’; --",
        "computed_at": MOMENT,
    } | changed
    return tuple(values[one.name] for one in TEAM.fields)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"level": None, "score": None, "plan": None, "conditions": [], "shown": False, "computed_at": None},
        {"score": Decimal(0), "level": 0},
    ],
)
@pytest.mark.parametrize("laid_out", [True, False], ids=["over a row", "as a new row"])
def test_a_teams_row(pricing: Participation, changed: dict[str, Any], laid_out: bool) -> None:
    if not laid_out:
        TeamResult.objects.all().delete()

    (row,) = written(TEAM, [team_row(pricing, **changed)])

    expected = dict(zip([one.attname for one in TEAM.fields], team_row(pricing, **changed), strict=True))
    assert {name: row[name][1] for name in expected} == expected


def test_rows_of_dimensions_some_new_and_some_there(pricing: Participation) -> None:
    result = TeamResult.objects.get()
    dimensions = list(pricing.round.version.dimensions.order_by("key"))
    DimensionResult.objects.filter(dimension=dimensions[0]).delete()
    keep = (pricing.round_id, pricing.team_id)

    rows = written(
        DIMENSION,
        [
            (result.pk, dimensions[0].pk, *keep, None, None, None, "", "", ()),
            (result.pk, dimensions[1].pk, *keep, 1, 2, Decimal("1.50"), "3/2", "1/4", ("b", "a")),
        ],
    )

    assert len(rows) == len(dimensions)
    assert {row["blockers"][1] == ["b", "a"] for row in rows} == {True, False}


def test_rows_of_criteria_in_more_statements_than_one(
    pricing: Participation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upserts, "ROWS", 3)  # of eight
    result, criteria = TeamResult.objects.get(), pricing.round.version.criteria.order_by("pk")
    counts = {"partially": 1, "fully": 2}  # one object in all rows, as results have it

    rows = written(CRITERION, [(result.pk, one.pk, counts, "7/9", "4/9", True) for one in criteria])

    assert [row["mean_exact"] for row in rows] == [(str, "7/9")] * 8
    if connection.vendor == "sqlite":
        assert rows[0]["counts_text"] == (str, '{"fully": 2, "partially": 1}')


@pytest.mark.parametrize("many", [1, 7])
def test_new_rows_are_those_that_bulk_create_adds(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Lines of the trail, with awkward letters in facts and names; fields not named hold their defaults."""
    monkeypatch.setattr(upserts, "ROWS", 3)
    names = ("organization_id", "actor_id", "action", "object_id", "label", "detail", "at")
    actors = [cast.olga.user_id, None]
    rows = [
        (cast.aurora.pk, actors[n % 2], "team.added", str(n), AWKWARD[n], {"é": AWKWARD[-n]}, MOMENT)
        for n in range(many)
    ]
    inserts = PreparedInserts(AuditEvent, *(name.removesuffix("_id") for name in names[:2]), *names[2:])
    try:
        with transaction.atomic():
            keys = inserts.write(rows)
            found = list(AuditEvent._base_manager.filter(pk__in=keys).order_by("pk").values())
            transaction.set_rollback(True)
    finally:
        upserts.INSERTS.remove(inserts)
    made = AuditEvent._base_manager.bulk_create(
        [AuditEvent(**dict(zip(names, row, strict=True))) for row in rows]
    )
    expected = list(AuditEvent._base_manager.filter(pk__in=[one.pk for one in made]).order_by("pk").values())

    assert keys == sorted(keys)
    assert [{**row, "id": 0} for row in found] == [{**row, "id": 0} for row in expected]
    assert [row["object_id"] for row in found] == [str(n) for n in range(many)]


def test_no_new_rows_ask_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert LINES.write([]) == []


@pytest.mark.engine("postgresql")  # SQLite knows one statement for both
def test_rows_that_are_there_are_changed_by_one_statement(
    pricing: Participation, django_assert_num_queries: Any
) -> None:
    result, criteria = TeamResult.objects.get(), list(pricing.round.version.criteria.order_by("pk"))
    rows = [(result.pk, one.pk, {"fully": 1}, "4", "0", True) for one in criteria]

    with django_assert_num_queries(1):
        CRITERION.write(rows)
    CriterionResult.objects.filter(criterion=criteria[0]).delete()
    with django_assert_num_queries(2):
        CRITERION.write(rows)

    assert set(CriterionResult.objects.values_list("mean_exact", flat=True)) == {"4"}
    assert CriterionResult.objects.count() == len(criteria) == 8


@pytest.mark.parametrize("text", AWKWARD)
def test_a_text_is_stored_as_it_is(pricing: Participation, text: str) -> None:
    (row,) = written(TEAM, [team_row(pricing, digest=text, conditions=[{text: text}])])

    assert (row["digest"][1], row["conditions"][1]) == (text, [{text: text}])


def test_no_rows_ask_nothing(pricing: Participation, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        CRITERION.write([])


def test_a_row_that_points_nowhere_is_refused(pricing: Participation) -> None:
    criterion = pricing.round.version.criteria.order_by("pk").first()

    with pytest.raises(IntegrityError), transaction.atomic():
        _written_and_checked((0, criterion.pk, {}, "", "", False))

    assert CriterionResult.objects.filter(team_result=0).count() == 0


def _written_and_checked(row: tuple[Any, ...]) -> None:
    CRITERION.write([row])
    connection.check_constraints()


def test_a_field_of_another_kind_is_refused() -> None:
    with pytest.raises(NotPreparable, match="TextField"):
        PreparedUpsert(Answer, unique=["response", "criterion"], update=["comment"])
