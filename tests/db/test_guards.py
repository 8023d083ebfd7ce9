"""The guards as a whole: which ones stand, and how to step past them by name and come back."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ModelState, ProjectState

from core import guards
from core.guards import WithoutGuards, standing, switched_off
from maturity.models import Criterion, ModelVersion
from tools.lint_migrations import remade_under_guards

pytestmark = pytest.mark.django_db

TABLES = [
    "maturity_criterion",
    "maturity_dimension",
    "maturity_level",
    "maturity_maturitymodel",
    "maturity_modelversion",
    "organizations_auditevent",
]
EVENTS = {"sqlite": ["_delete", "_insert", "_update"], "postgresql": ["", "_truncate"]}


def expected() -> list[str]:
    """Every guard that this engine has after `migrate`, from whatever state it came."""
    return [f"{table}_guard{event}" for table in TABLES for event in EVENTS[connection.vendor]]


def move_a_criterion(version: ModelVersion) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE maturity_criterion SET position = position + 1 WHERE version_id = %s", [version.pk]
        )


def is_guarded(version: ModelVersion) -> bool:
    try:
        with transaction.atomic():
            move_a_criterion(version)
    except IntegrityError as error:
        return "never changes" in str(error)
    return False


def test_every_guard_stands_after_migrate() -> None:
    assert [guard.name for guard in standing(connection)] == expected()


def test_a_guard_that_is_gone_is_missed(health: ModelVersion) -> None:
    first, last = expected()[0], expected()[-1]

    assert guards.missing(connection) == []
    with switched_off(connection):
        assert guards.missing(connection) == expected()
    with switched_off(connection, first, last):
        assert guards.missing(connection) == [first, last]


@pytest.mark.engine("postgresql")
@pytest.mark.parametrize("way", ["DISABLE", "ENABLE REPLICA"])
def test_a_guard_that_stands_and_refuses_nothing_is_missed(health: ModelVersion, way: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered while some wait
        cursor.execute(f"ALTER TABLE maturity_criterion {way} TRIGGER maturity_criterion_guard")

    assert not is_guarded(health)
    assert guards.missing(connection) == ["maturity_criterion_guard"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("app", "state"),
    [
        ("maturity", "0001"),
        ("maturity", "0003"),
        ("maturity", "0005"),
        ("maturity", "0008"),
        ("organizations", "0014"),
    ],
)
def test_every_guard_stands_after_migrate_from_an_older_state(app: str, state: str) -> None:
    try:
        call_command("migrate", app, state, verbosity=0)
    finally:
        call_command("migrate", verbosity=0)

    assert [guard.name for guard in standing(connection)] == expected()


@pytest.mark.django_db(transaction=True)
def test_the_guards_of_before_stand_where_the_newer_are_taken_back(health: ModelVersion) -> None:
    try:
        call_command("migrate", "maturity", "0003", verbosity=0)
        guarded = is_guarded(health)
    finally:
        call_command("migrate", verbosity=0)

    assert guarded


def test_a_guard_is_switched_off_by_name_and_stands_again(health: ModelVersion) -> None:
    [name] = [
        one for one in expected() if one in ("maturity_criterion_guard", "maturity_criterion_guard_update")
    ]

    with switched_off(connection, name):
        move_a_criterion(health)
        away = set(expected()) - {guard.name for guard in standing(connection)}

    assert away == {name}
    assert [guard.name for guard in standing(connection)] == expected()
    assert is_guarded(health)


def test_an_error_undoes_what_was_done_and_the_guards_stand(health: ModelVersion) -> None:
    first = Criterion.objects.filter(version=health).values_list("position", flat=True)[0]

    with pytest.raises(ZeroDivisionError):
        fail_without_guards(health)

    assert [guard.name for guard in standing(connection)] == expected()
    assert Criterion.objects.filter(version=health).values_list("position", flat=True)[0] == first


def test_a_name_that_no_guard_has_is_told() -> None:
    off = switched_off(connection, "maturity_criterion_gaurd")

    with pytest.raises(LookupError, match="No such guards: maturity_criterion_gaurd"), off:
        pytest.fail("nothing runs without knowing what is off")


def fail_without_guards(version: ModelVersion) -> None:
    with switched_off(connection):
        move_a_criterion(version)
        raise ZeroDivisionError


REMAKES = {
    "a column with a value for rows that are there": migrations.AddField(
        "modelversion", "weight", models.IntegerField(default=1)
    ),
    "another kind of column": migrations.AlterField("criterion", "position", models.BigIntegerField()),
    "a rule": migrations.AddConstraint(
        "level", models.CheckConstraint(condition=models.Q(number__lt=1000), name="few_levels")
    ),
}


def carried_out(operation: migrations.operations.base.Operation) -> None:
    """As `migrate` does it with a migration of one operation, there and back."""
    there = ProjectState()
    for model in ("MaturityModel", "ModelVersion", "Level", "Dimension", "Criterion"):
        there.add_model(ModelState.from_model(ModelVersion._meta.apps.get_model("maturity", model)))
    for model in ("Organization", "Membership", "User"):
        there.add_model(ModelState.from_model(ModelVersion._meta.apps.get_model("organizations", model)))
    then = there.clone()
    operation.state_forwards("maturity", then)
    with connection.schema_editor() as editor:
        operation.database_forwards("maturity", editor, there, then)
    with connection.schema_editor() as editor:
        operation.database_backwards("maturity", editor, then, there)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("operation", REMAKES.values(), ids=REMAKES)
def test_a_table_is_remade_and_keeps_its_guards(
    health: ModelVersion, operation: migrations.operations.base.Operation
) -> None:
    before = guards.standing(connection)

    carried_out(WithoutGuards([operation]))

    assert guards.standing(connection) == before
    assert is_guarded(health)


@pytest.mark.engine("sqlite")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("operation", REMAKES.values(), ids=REMAKES)
def test_a_remake_in_the_sight_of_a_guard_is_found(
    health: ModelVersion, operation: migrations.operations.base.Operation
) -> None:
    """Which the linter of migrations refuses; the guards stand all the same."""

    def with_guards(begun: Callable[..., None]) -> None:
        begun("apply_start", "maturity.0009_careless")
        carried_out(operation)
        begun("apply_start", "maturity.0010_careful")
        carried_out(WithoutGuards([operation]))

    found = remade_under_guards(connection, with_guards)

    assert {name: set(tables) for name, tables in found.items()} == {
        "maturity.0009_careless": {f"maturity_{operation.model_name}"}
    }
    assert is_guarded(health)


def test_a_migration_can_be_written_with_it() -> None:
    wrapped = WithoutGuards([REMAKES["another kind of column"]])

    name, arguments, keywords = wrapped.deconstruct()

    assert (name, arguments) == ("WithoutGuards", [])
    assert WithoutGuards(**keywords).describe() == "Alter field position on criterion"
