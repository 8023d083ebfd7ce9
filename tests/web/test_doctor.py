"""The doctor: what it finds, what it says helps, and who may ask it."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from core import tasks
from core.clock import now
from core.doctor import data, examining, running
from core.doctor.findings import Finding, State
from core.guards import standing, switched_off
from core.models import Heartbeat, OutboxMessage
from organizations.models import User
from tests.cast import Cast
from tests.post_office import free_port, open_post_office
from tests.web.test_operator_site import run

pytestmark = pytest.mark.django_db
WELL, WARNING, BAD = State.WELL, State.WARNING, State.BAD


def looked(look: Callable[[], Iterator[Finding]]) -> list[tuple[str, State]]:
    return [(finding.part, finding.state) for finding in look()]


def told(look: Callable[[], Iterator[Finding]]) -> str:
    return " ".join(f"{finding.message} {finding.remedy}" for finding in look())


def test_after_migrate_no_guard_is_missing() -> None:
    assert looked(data.guards_stand) == [("guards", WELL)]


def test_a_guard_that_somebody_dropped_is_named() -> None:
    name = standing(connection)[0].name

    with switched_off(connection, name):
        assert looked(data.guards_stand) == [("guards", BAD)]
        assert name in told(data.guards_stand)


def test_what_commits_promise_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests themselves do without: what they write need not survive a power cut."""
    monkeypatch.setitem(data.POSTGRESQL_WANTED, "synchronous_commit", ["off"])
    monkeypatch.setitem(data.SQLITE_WANTED, "synchronous", ["0"])

    assert looked(data.commits_last) == [("durability", WELL)]


def test_a_setting_that_can_lose_answers_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    name = {"sqlite": "SQLITE_WANTED", "postgresql": "POSTGRESQL_WANTED"}[connection.vendor]
    asked = {"sqlite": "cache_size", "postgresql": "work_mem"}[connection.vendor]
    monkeypatch.setattr(data, name, {asked: ["something else"]})

    assert looked(data.commits_last) == [("durability", BAD)]
    assert f"Set {asked} to something else" in told(data.commits_last)


@pytest.mark.engine("postgresql")
@pytest.mark.parametrize(
    ("value", "state"),
    [("on", WELL), ("local", WELL), ("remote_write", WELL), ("remote_apply", WELL), ("off", BAD)],
)
def test_a_commit_is_safe_once_it_waits_for_the_servers_own_disk(
    value: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it awaits of a second server besides. The other settings are of the whole server."""
    monkeypatch.delitem(data.POSTGRESQL_WANTED, "fsync")
    monkeypatch.delitem(data.POSTGRESQL_WANTED, "full_page_writes")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL synchronous_commit = {value}")

    assert looked(data.commits_last) == [("durability", state)]


@pytest.mark.engine("sqlite")
@pytest.mark.django_db(transaction=True)  # SQLite changes it between transactions only
def test_sqlite_is_safe_once_each_commit_waits_for_the_disk() -> None:
    found: dict[str, State] = {}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        before = cursor.fetchone()[0]
        try:
            for value in ("OFF", "NORMAL", "FULL", "EXTRA"):
                cursor.execute(f"PRAGMA synchronous = {value}")
                [(_part, found[value])] = looked(data.commits_last)
        finally:
            cursor.execute(f"PRAGMA synchronous = {before}")

    assert found == {"OFF": BAD, "NORMAL": BAD, "FULL": WELL, "EXTRA": WELL}


@pytest.mark.engine("sqlite")
def test_a_database_that_overwrites_nothing_is_bad() -> None:
    assert looked(data.what_is_erased_goes) == [("erased", WELL)]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = OFF")
        try:
            assert looked(data.what_is_erased_goes) == [("erased", BAD)]
            assert "Set secure_delete to 1" in told(data.what_is_erased_goes)
        finally:
            cursor.execute("PRAGMA secure_delete = ON")


@pytest.mark.engine("postgresql")
@pytest.mark.parametrize(("vacuum", "state"), [("on", WELL), ("off", BAD)])
def test_a_server_that_clears_no_old_rows_is_bad(
    vacuum: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server of the tests may go without: another setting of the same kind stands for it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_sort = {vacuum}")
    monkeypatch.setitem(data.ERASING, "postgresql", ("enable_sort", "on"))

    assert looked(data.what_is_erased_goes) == [("erased", state)]


@pytest.mark.engine("postgresql")
def test_a_role_whose_queries_are_compiled_is_told_the_statement() -> None:
    """As behind a pooler, where no connection can switch it off for itself."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = on")

    assert ("settings", WARNING) in looked(data.settings_are_safe)
    assert f'ALTER ROLE "{connection.settings_dict["USER"]}" SET jit = off' in told(data.settings_are_safe)


def test_a_check_that_was_answered_by_ours_is_not_told(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Django’s advice on whole domains is among them: `settings.SILENCED_SYSTEM_CHECKS`."""
    settings.SILENCED_SYSTEM_CHECKS = ["patamar.W900"]
    advice = checks.Warning("Bind all subdomains.", id="patamar.W900")
    unsafe = checks.Error("PATAMAR_DEBUG must be off in production.", id="patamar.E001")
    monkeypatch.setattr(data, "run_checks", lambda **_asked: [advice, unsafe])

    assert looked(data.settings_are_safe) == [("settings", BAD)]


def test_tables_of_this_version_are_up_to_date() -> None:
    assert looked(data.is_up_to_date) == [("migrations", WELL)]


def test_a_migration_that_waits_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    applied = data.MigrationExecutor(connection).loader.applied_migrations
    without = {name: one for name, one in applied.items() if name != ("reports", "0001_exports")}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _self: without)

    assert looked(data.is_up_to_date) == [("migrations", BAD)]
    assert "reports.0001_exports" in told(data.is_up_to_date)
    assert "manage.py migrate" in told(data.is_up_to_date)


def test_a_database_of_a_later_version_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    applied = data.MigrationExecutor(connection).loader.applied_migrations
    more = applied | {("core", "9999_later"): None}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _self: more)

    assert "newer than the program" in told(data.is_up_to_date)


def test_the_clocks_of_one_machine_agree() -> None:
    assert looked(data.clocks_agree) == [("clock", WELL)]


@pytest.mark.engine("postgresql")
def test_a_tool_older_than_the_server_makes_no_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked(data.a_backup_can_be_made) == [("backup", WELL)]

    monkeypatch.setattr(data, "_major_of_pg_dump", lambda: 9)

    assert looked(data.a_backup_can_be_made) == [("backup", WARNING)]
    monkeypatch.undo()
    monkeypatch.setenv("PATH", "/nowhere")
    assert "apt-get install postgresql-client-" in told(data.a_backup_can_be_made)


@pytest.mark.engine("sqlite")
def test_sqlite_needs_no_tool_for_a_backup() -> None:
    assert looked(data.a_backup_can_be_made) == [("backup", WELL)]


@pytest.mark.parametrize(("free", "state"), [(11, WELL), (9, BAD)])
def test_a_disk_that_runs_full_is_bad(free: int, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"total": 100, "free": free})
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)

    assert looked(data.disk_has_room) == [("disk", state)]


def test_a_key_that_everybody_can_read_is_told(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    key = tmp_path / "secret-key"
    key.write_text("secret")
    tmp_path.chmod(0o755)
    key.chmod(0o644)

    assert looked(data.rights_are_narrow) == [("rights", WARNING)]
    assert f"chmod o-rwx {tmp_path} {key}" in told(data.rights_are_narrow)

    tmp_path.chmod(0o700)
    assert looked(data.rights_are_narrow) == [("rights", WELL)]


def test_a_folder_that_cannot_be_written_to_is_bad(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "nowhere"

    assert looked(data.rights_are_narrow) == [("rights", BAD)]


def test_beat_and_worker_are_alive_while_their_heart_beats() -> None:
    assert looked(running.worker_works) == [("worker", WELL), ("beat", BAD)]

    tasks.beat_once()
    tasks.beat_once()

    assert looked(running.worker_works) == [("worker", WELL), ("beat", WELL)]
    Heartbeat.objects.update(at=now() - timedelta(minutes=4))
    assert looked(running.worker_works) == [("worker", WELL), ("beat", BAD)]


@pytest.mark.parametrize(("answers", "state"), [([{"celery@web": {"ok": "pong"}}], WELL), ([], BAD)])
def test_a_worker_is_asked_where_there_is_one(
    answers: list[Any], state: State, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = False
    monkeypatch.setattr("celery.app.control.Control.ping", lambda _self, timeout: answers)

    assert looked(running.worker_works)[0] == ("worker", state)


def test_a_cache_that_is_away_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked(running.cache_answers) == [("redis", WELL)]

    monkeypatch.setattr(running, "cache", None)

    assert looked(running.cache_answers) == [("redis", BAD)]


def test_dead_and_held_messages_are_counted() -> None:
    assert looked(running.messages_go_out) == [("outbox", WELL)]
    for state in (OutboxMessage.State.HELD, OutboxMessage.State.DEAD):
        OutboxMessage.objects.create(topic="t", handler="h", payload={}, due_at=now(), state=state)

    assert looked(running.messages_go_out) == [("outbox", WARNING), ("outbox", WARNING)]
    assert "release_messages" in told(running.messages_go_out)


# Mail


@pytest.fixture
def by_smtp(settings: Any) -> Any:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    return settings


def test_the_mail_server_is_asked_and_gets_no_mail(by_smtp: Any) -> None:
    with open_post_office() as office:
        by_smtp.EMAIL_PORT = office.port

        assert looked(running.mail_is_taken) == [("mail", WELL)]

    assert office.received == []


def test_what_the_mail_server_answers_is_told(by_smtp: Any) -> None:
    async def refuse(*_given: Any) -> str:
        return "550 No such sender here"

    with open_post_office() as office:
        by_smtp.EMAIL_PORT = office.port
        office.handle_RCPT = refuse  # type: ignore[attr-defined]

        assert "550 No such sender here" in told(running.mail_is_taken)


def test_a_mail_server_that_is_away_is_bad(by_smtp: Any) -> None:
    by_smtp.EMAIL_PORT = free_port()

    assert looked(running.mail_is_taken) == [("mail", BAD)]


# The command and the page


@pytest.fixture
def two_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is well, and one that could not be looked at."""

    def broken() -> Iterator[Finding]:
        raise RuntimeError("the lamp is out")
        yield

    looks = {"clock": data.clocks_agree, "disk": broken}
    monkeypatch.setattr(examining, "LOOKS", looks)


def test_the_command_says_what_is_bad_and_ends_with_one(two_findings: None) -> None:
    said = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=said)

    assert ended.value.code == 1
    assert "ok   clock:" in said.getvalue()
    assert "BAD  disk: This could not be looked at: RuntimeError: the lamp is out" in said.getvalue()


def test_programs_get_json(two_findings: None) -> None:
    said = StringIO()

    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=said)

    assert [(one["part"], one["state"]) for one in json.loads(said.getvalue())] == [
        ("clock", "well"),
        ("disk", "bad"),
    ]


def test_a_warning_alone_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "LOOKS", {"clock": data.clocks_agree})

    call_command("doctor", stdout=StringIO())


def test_operators_read_the_same_on_a_page(cast: Cast, client: Client, two_findings: None) -> None:
    operator = run(client, User.objects.create_user("root@example.com", "x", name="Rute Prado"))

    page = operator.get("/operator/doctor/", headers={"accept-language": "pt-br"}).content.decode()

    assert "the lamp is out" in page
    assert "Está tudo bem?" in page
    assert "/operator/doctor/" in operator.get("/operator/").content.decode()


def test_everything_is_looked_at() -> None:
    """Nothing that is looked at breaks here, whatever it finds."""
    findings = examining.examine()

    assert {finding.part for finding in findings} == {*examining.LOOKS, "beat"}
    assert [one.message for one in findings if "could not be looked at" in one.message] == []
