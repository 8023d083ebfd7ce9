"""Everything into another database, of the same engine or another, with the same values and numbers."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from shutil import copy
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from core.moving import MoveRefused, connected, move
from organizations.models import Organization, User
from tests.cast import PASSWORD, Cast
from tests.lost_disk import leave_in_order, load_text

pytestmark = [pytest.mark.usefixtures("transactional_db"), pytest.mark.drill]
# Tables that are newer than the state, and so have no row in it.
LATER = {
    "core_heartbeat",
    "organizations_importmapping",
    "surveys_answeringtime",
    "surveys_occurrence",
    "surveys_recurrence",
}
STATE = Path(settings.BASE_DIR) / "tests" / "data" / "states" / f"0.1.0-ce31841.{connection.vendor}.sql"


@pytest.fixture(autouse=True)
def other_databases(transactional_db: None, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Django's tests forbid every database that they did not set up; these are made on the way."""
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", django_db_blocker._real_ensure_connection)


@pytest.fixture
def full(transactional_db: None) -> Iterator[None]:
    """A database with a row in every table, up to date."""
    load_text(STATE)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("recount_standings", stdout=StringIO())
    yield
    leave_in_order()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where an SQLite file with tables and nothing in them is kept, once it was made."""
    return tmp_path_factory.mktemp("empty") / "template.sqlite3"


@pytest.fixture
def file(template: Path, tmp_path: Path, other_databases: None) -> str:
    """The address of an empty SQLite file with all tables; making those takes the longest."""
    if not template.exists():
        with connected(f"sqlite:///{template}") as empty:
            call_command("migrate", database=empty.alias, verbosity=0, interactive=False)
    return f"sqlite:///{copy(template, tmp_path / 'moved.sqlite3')}"


@contextmanager
def new_database() -> Iterator[str]:
    """The address of an empty database on the server of the tests."""
    told = connection.settings_dict
    server = f"postgres://{told['USER']}@{told['HOST']}:{told['PORT']}"
    if told["PASSWORD"]:
        server = server.replace("@", f":{told['PASSWORD']}@", 1)
    name = f"moved_{uuid4().hex[:8]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield f"{server}/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def counts(database: BaseDatabaseWrapper) -> dict[str, int]:
    """By plain SQL, and not by what the move itself counts."""
    found = {}
    with database.cursor() as cursor:
        for name in database.introspection.table_names(cursor):
            cursor.execute(f"SELECT COUNT(*) FROM {database.ops.quote_name(name)}")
            found[name] = cursor.fetchone()[0]
    return found


def test_every_row_arrives(full: None, tmp_path: Path) -> None:
    with connected(f"sqlite:///{tmp_path / 'not-there-yet.sqlite3'}") as other:
        moved = move(connection, other)

        assert counts(other) == counts(connection)
        assert {table for table, number in moved.items() if not number} <= LATER


@pytest.mark.engine("sqlite")
def test_a_table_that_was_made_anew_while_empty_says_no_last_number(full: None, file: str) -> None:
    """SQLite notes a 0 for it, which no sequence of PostgreSQL takes."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'surveys_recurrence'")
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('surveys_recurrence', 0)")
    with connected(file, "other") as other, other.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'surveys_recurrence'")

        move(connection, other)

        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'surveys_recurrence'")
        assert cursor.fetchall() == []


@pytest.mark.postgres
@pytest.mark.engine("postgresql")
def test_there_and_back_gives_the_same(full: None, file: str) -> None:
    """PostgreSQL to SQLite to PostgreSQL: the values of every column are those of before."""
    with new_database() as address, connected(file, "there") as there, connected(address, "back") as back:
        move(connection, there)
        move(there, back)

        assert columns_of(back) == columns_of(connection)


def rows() -> dict[str, Any]:
    """Every row of the database in use."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            found[name] = sorted(cursor.fetchall(), key=repr)
    return found


def columns_of(database: BaseDatabaseWrapper) -> dict[str, Any]:
    found = {}
    with database.cursor() as cursor:
        for name in set(database.introspection.table_names(cursor)) - {"django_migrations"}:
            cursor.execute(f"SELECT t::text FROM {database.ops.quote_name(name)} t")
            found[name] = sorted(cursor.fetchall())
    return found


def test_what_is_published_is_guarded_there_too(full: None, file: str) -> None:
    with connected(file) as other:
        move(connection, other)

        with (
            other.cursor() as cursor,
            pytest.raises(DatabaseError, match="a published version never changes"),
        ):
            cursor.execute("UPDATE maturity_criterion SET key = 'another'")


def test_no_number_is_given_out_a_second_time(cast: Cast, file: str) -> None:
    gone = User.objects.create_user("gone@aurora.example", PASSWORD, name="Gone")
    number = gone.pk
    gone.delete()

    with connected(file) as other:
        move(connection, other)

        nina = User.objects.using(other.alias).create(email="nina@aurora.example", name="Nina")
        assert nina.pk == number + 1


def test_the_old_database_stays_as_it_was(cast: Cast, file: str) -> None:
    EmailAddress.objects.filter(user=cast.lia.user).update(verified=False)
    before = rows()

    told = StringIO()
    call_command("move", to=file, stdout=told)

    assert rows() == before
    assert "are in the other database, with the same values" in told.getvalue()


def test_nothing_is_moved_where_something_is(cast: Cast, file: str) -> None:
    call_command("move", to=file, stdout=StringIO())

    with pytest.raises(CommandError, match=r"has rows already \(.*Name an empty one"):
        call_command("move", to=file, stdout=StringIO())


def test_a_database_is_not_moved_onto_itself(transactional_db: None) -> None:
    with pytest.raises(MoveRefused, match="the database in use"):
        move(connection, connection)


def test_a_row_that_does_not_go_into_it_leaves_nothing_there(
    cast: Cast, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(value: str, connection: BaseDatabaseWrapper) -> None:
        raise ValueError("A string literal cannot contain NUL (0x00) characters.")

    monkeypatch.setattr(Organization._meta.get_field("name"), "get_db_prep_save", fail)

    with connected(file) as other:
        with pytest.raises(MoveRefused, match="A row of organizations_organization does not go into it"):
            move(connection, other)

        assert not User.objects.using(other.alias).exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://somewhere/name", "must begin with postgres"),
        ("postgres://nobody@127.0.0.1:1/none", "onnection"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(address: str, told: str, transactional_db: None) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("move", to=address)
