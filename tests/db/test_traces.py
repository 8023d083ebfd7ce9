"""Who was erased stands in no file of SQLite: neither among freed pages nor in the log beside them."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from config.settings.data import SQLITE_OPTIONS
from core import tasks, traces
from organizations.access import Role
from organizations.scoping import scopes_disabled
from organizations.tenant.erasing import erase_member, erase_oneself
from tests.cast import Cast, join

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.engine("sqlite"),
]
NAME = "Quillamina Vexworth"


def files_hold(words: str) -> list[str]:
    """The files of the database in which these words stand."""
    name = str(connection.settings_dict["NAME"])
    found = (Path(name), Path(f"{name}-wal"))
    return [
        one.name.removeprefix(Path(name).name)
        for one in found
        if one.exists() and words.encode() in one.read_bytes()
    ]


def somebody(cast: Cast, name: str = NAME) -> Any:
    """A member whose name has come into the database, and into its log."""
    with scopes_disabled():
        member = join(cast.aurora, name, Role.MEMBER, cast.pricing)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")  # so that it stands in both files
    return member


def test_who_erases_the_own_account_is_in_no_file(transactional_db: None, cast: Cast) -> None:
    member = somebody(cast)
    address = member.user.email
    assert files_hold(NAME)
    assert files_hold(address)

    erase_oneself(member.user)

    assert files_hold(NAME) == []
    assert files_hold(address) == []


def test_a_member_who_is_erased_is_in_no_file(transactional_db: None, cast: Cast) -> None:
    member = somebody(cast)

    with scopes_disabled():
        erase_member(member, by=cast.olga)

    assert files_hold(NAME) == []


def test_what_is_deleted_is_overwritten(transactional_db: None, cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


def test_it_is_overwritten_by_our_word_also_where_sqlite_is_built_without(tmp_path: Path) -> None:
    """Debian builds it in; others do not."""
    with closing(sqlite3.connect(tmp_path / "new.sqlite3")) as database:
        database.execute("PRAGMA secure_delete = OFF")
        database.executescript(SQLITE_OPTIONS["init_command"])

        assert database.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_while_somebody_reads_it_waits_for_the_clock_and_says_so(
    transactional_db: None, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    member = somebody(cast)
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM organizations_user").fetchone()

        with caplog.at_level(logging.WARNING, logger="core.traces"):
            erase_oneself(member.user)

        assert "the clock tries again" in caplog.text
        assert files_hold(NAME) != []
        assert tasks.clear_traces() == 0
        reader.execute("ROLLBACK")

    assert tasks.clear_traces() == 1
    assert files_hold(NAME) == []


def test_an_open_transaction_is_left_alone(transactional_db: None, cast: Cast) -> None:
    with transaction.atomic():
        assert traces.clear() is False
