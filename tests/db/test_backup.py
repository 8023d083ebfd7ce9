"""Data that come back: a backup taken while people answer, a lost disk, and the restored installation."""

import threading
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from core import clock
from core.backup import engines
from core.backup.manifest import BackupRefused
from core.backup.reading import open_backup
from core.backup.restoring import restore
from core.backup.writing import back_up
from maturity.models import Criterion, ModelVersion
from organizations.models import User
from organizations.scoping import scope
from surveys import answering
from surveys.answering import Given
from surveys.models import Answer, Response, TeamResult
from tests.cast import PASSWORD, Cast
from tests.lost_disk import leave_in_order, lose_the_disk, set_up_anew
from tests.survey_steps import MONDAY, answer_all, begun, opened

pytestmark = [pytest.mark.usefixtures("transactional_db"), pytest.mark.drill]
LOGO = "aurora/logo.png"


@pytest.fixture(autouse=True)
def tables_again(transactional_db: None) -> Iterator[None]:
    """Also where a test fails before the database is back."""
    yield
    leave_in_order()


@pytest.fixture
def nobody_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nobody were here; what is refused then changes nothing."""
    monkeypatch.setattr("core.backup.restoring._check_nobody_is_here", lambda: None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "patamar.tar"


@pytest.fixture
def sent(cast: Cast, health: ModelVersion) -> Response:
    """Pricing's answers, sent: its result is there."""
    response = begun(cast, opened(cast, health))
    with clock.at(MONDAY):
        answer_all(response, "largely")
        answering.submit(response, key="once", by=cast.lia)
    return response


def results() -> list[tuple[Any, ...]]:
    kept = (
        "participation_id",
        "state",
        "level",
        "score_exact",
        "conditions",
        "plan",
        "digest",
        "computed_at",
    )
    return list(TeamResult.objects.order_by("pk").values_list(*kept))


# The drill


@pytest.mark.parametrize("wipe", [lose_the_disk, set_up_anew])
def test_the_drill(wipe: Callable[[], None], cast: Cast, sent: Response, file: Path, client: Client) -> None:
    """Backup, lost disk, restore: people sign in, results are those of before, and of the answers."""
    default_storage.save(LOGO, ContentFile(b"a picture"))
    before, people = results(), User.objects.count()
    back_up(file)
    wipe()
    default_storage.delete(LOGO)

    restored = restore(file)

    assert restored.key_is_known
    assert (results(), User.objects.count()) == (before, people)
    assert before[0][2] is not None
    told = StringIO()
    call_command("recompute_results", "--check", stdout=told)
    assert told.getvalue().splitlines() == ["aurora: 2026 Q4: all are right"]
    assert default_storage.open(LOGO).read() == b"a picture"
    client.post("/accounts/login/", {"login": cast.lia.user.email, "password": PASSWORD})
    assert client.get("/account/").status_code == 200


def test_what_is_made_after_a_restore_takes_no_number_that_was_used(
    cast: Cast, sent: Response, file: Path
) -> None:
    used = User.objects.create_user("gone@aurora.example", PASSWORD, name="Gone")
    number = used.pk
    used.delete()
    back_up(file)
    lose_the_disk()

    restore(file)

    assert User.objects.create_user("nina@aurora.example", PASSWORD, name="Nina").pk > number


def test_published_versions_are_guarded_after_a_restore(cast: Cast, sent: Response, file: Path) -> None:
    back_up(file)
    lose_the_disk()

    restore(file)

    with (
        pytest.raises(DatabaseError, match="a published version never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE maturity_criterion SET key = 'another'")


# While people answer


def test_every_answer_acknowledged_before_it_began_is_in_it(
    cast: Cast, health: ModelVersion, file: Path
) -> None:
    response = begun(cast, opened(cast, health))
    asked = list(Criterion.objects.order_by("pk"))
    acknowledged: dict[int, int] = {}
    enough, stop = threading.Event(), threading.Event()

    def answer_on_and_on() -> None:
        try:
            with clock.at(MONDAY), scope(organization=cast.aurora):
                for turn in range(100_000):
                    one = asked[turn % len(asked)]
                    given = Given(rating=("not", "fully")[turn % 2])
                    saved = answering.save_answer(response, one, given, revision=turn + 1)
                    acknowledged[one.pk] = saved
                    if turn == 2 * len(asked):
                        enough.set()
                    if stop.is_set():
                        return
        finally:
            connection.close()

    writer = threading.Thread(target=answer_on_and_on, daemon=True)
    writer.start()
    assert enough.wait(30)
    before = dict(acknowledged)
    back_up(file)
    stop.set()
    writer.join(30)
    lose_the_disk()

    restore(file)

    came_back = dict(Answer.objects.values_list("criterion_id", "revision"))
    assert len(before) == len(asked)
    assert all(came_back[pk] >= revision for pk, revision in before.items())


def test_it_waits_for_nobody_and_holds_nothing_that_is_not_committed(cast: Cast, file: Path) -> None:
    ready, done = threading.Event(), threading.Event()

    def hesitate() -> None:
        try:
            with transaction.atomic():
                User.objects.create_user("nina@aurora.example", PASSWORD, name="Nina")
                ready.set()
                done.wait(30)
        finally:
            connection.close()

    hesitant = threading.Thread(target=hesitate, daemon=True)
    hesitant.start()
    assert ready.wait(30)
    manifest = back_up(file)
    done.set()
    hesitant.join(30)

    assert manifest.counts[User._meta.db_table] == User.objects.count() - 1


# What waits


def test_a_session_that_was_ended_meanwhile_does_not_open_again(
    cast: Cast, file: Path, client: Client
) -> None:
    client.force_login(cast.lia.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    back_up(file)
    lose_the_disk()

    restore(file)

    assert not Session.objects.exists()
    assert client.get("/account/").status_code == 302


def test_a_cache_that_is_away_is_told(cast: Cast, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may hold copies of sessions that the backup does not know."""
    back_up(file)
    lose_the_disk()
    monkeypatch.setattr("core.backup.restoring.cache", None)
    told = StringIO()

    call_command("restore", str(file), stdout=StringIO(), stderr=told)

    assert "Redis does not answer" in told.getvalue()


# What is refused


def test_nothing_is_restored_where_people_are(cast: Cast, file: Path) -> None:
    back_up(file)

    with pytest.raises(CommandError, match="This installation has people already"):
        call_command("restore", str(file))

    assert User.objects.filter(email=cast.lia.user.email).exists()


def test_a_newer_version_is_refused_and_an_older_is_not(cast: Cast, file: Path, settings: Any) -> None:
    settings.VERSION = "0.10.0"
    back_up(file)
    lose_the_disk()
    settings.VERSION = "0.9.3"

    with pytest.raises(BackupRefused, match=r"Patamar 0\.10\.0, which is newer than this one \(0\.9\.3\)"):
        restore(file)

    settings.VERSION = "0.11.0"
    restore(file)
    assert User.objects.filter(email=cast.lia.user.email).exists()


@pytest.mark.usefixtures("nobody_here")
def test_a_migration_that_is_not_known_is_of_a_newer_version(cast: Cast, file: Path) -> None:
    later = MigrationRecorder.Migration.objects.create(app="core", name="9999_later")
    back_up(file)
    later.delete()

    with pytest.raises(BackupRefused, match="which is newer than this one"):
        restore(file)


@pytest.mark.usefixtures("nobody_here")
def test_another_engine_names_the_way(cast: Cast, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(file)
    monkeypatch.setattr("core.backup.restoring.connection", SimpleNamespace(vendor="oracle"))

    with pytest.raises(BackupRefused, match=r"uses oracle\. .* `manage\.py move --to`"):
        restore(file)


def test_another_key_is_told_with_what_is_lost_by_it(cast: Cast, file: Path, settings: Any) -> None:
    back_up(file)
    lose_the_disk()
    settings.SECRET_KEY = "the key of another installation " * 2
    told = StringIO()

    call_command("restore", str(file), stdout=StringIO(), stderr=told)

    assert "authenticator apps and recovery codes" in told.getvalue()


def test_the_old_key_as_a_fallback_is_as_good(cast: Cast, file: Path, settings: Any) -> None:
    back_up(file)
    lose_the_disk()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the new key of the same installation " * 2

    assert restore(file).key_is_known


def test_a_backup_takes_no_name_that_is_taken(cast: Cast, file: Path) -> None:
    file.write_text("what somebody else kept")

    with pytest.raises(CommandError, match="is there already: choose another name"):
        call_command("backup", str(file))

    assert file.read_text() == "what somebody else kept"


def test_a_backup_that_fails_leaves_nothing_behind(
    cast: Cast, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(target: Path) -> engines.Copy:
        target.write_bytes(b"half of it")
        raise BackupRefused("The disk is full.")

    monkeypatch.setattr(engines, "dump", fail)

    with pytest.raises(BackupRefused):
        back_up(file)

    assert list(file.parent.iterdir()) == []


def test_a_backup_is_for_the_eyes_of_its_owner(cast: Cast, file: Path) -> None:
    call_command("backup", str(file), stderr=StringIO())

    assert file.stat().st_mode & 0o777 == 0o600


def test_nothing_that_was_erased_lies_in_a_backup(cast: Cast, file: Path) -> None:
    User.objects.create_user("vanished@aurora.example", PASSWORD, name="Vanished").delete()

    back_up(file)

    assert b"vanished@aurora.example" not in file.read_bytes()


@pytest.mark.postgres
@pytest.mark.engine("postgresql")
def test_without_the_programs_of_postgresql_it_says_how_to_get_them(
    cast: Cast, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(BackupRefused, match=r"There is no pg_dump here\. Install"):
        back_up(file)


def test_a_backup_opens_as_what_it_is(cast: Cast, file: Path) -> None:
    made = back_up(file)

    with open_backup(file) as backup:
        assert backup.manifest == made
        assert backup.manifest.engine == connection.vendor
