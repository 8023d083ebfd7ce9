"""The first run: one person, one organization, and then never again."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core import clock
from core.models import OutboxMessage
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.models import Organization, User
from organizations.scoping import scope
from organizations.tenant import first_run
from organizations.tenant.founding import OrganizationNameMissing
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.first_run]

NOON = datetime(2026, 11, 23, 12, 59, 59, tzinfo=UTC)


def set_up(**more: Any) -> Any:
    given = {
        "organization": "Aurora Seguros",
        "language": "pt-br",
        "time_zone": "America/Sao_Paulo",
        "name": "Olga Prado",
        "email": "olga@aurora.example",
        "password": "rivers run to the sea",
        "with_built_in_model": True,
    }
    return first_run.set_up(**(given | more))


def test_the_first_person_owns_the_first_organization() -> None:
    member = set_up()

    with scope(organization=member.organization):
        assert [grant.role for grant in member.roles_now()] == [Role.OWNER]
    assert (member.organization.slug, member.organization.language) == ("aurora-seguros", "pt-br")
    assert member.user.check_password("rivers run to the sea")
    assert not first_run.nobody_is_here()


def test_the_built_in_model_is_loaded_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        set_up()

    [version] = ModelVersion.objects.select_related("model")
    assert (version.model.key, version.criterion_count) == ("mlops", 70)
    assert OutboxMessage.objects.get().state == OutboxMessage.State.DONE


def test_an_empty_catalog_stays_empty(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        set_up(with_built_in_model=False)

    assert not ModelVersion.objects.exists()


def test_it_happens_once() -> None:
    set_up()

    with pytest.raises(first_run.AlreadySetUp):
        set_up(email="nora@example.com")

    assert Organization.objects.count() == User.objects.count() == 1


def test_a_closed_account_is_somebody_too(cast: Cast) -> None:
    User.objects.update(is_active=False)

    assert not first_run.nobody_is_here()


def test_what_is_refused_leaves_nobody() -> None:
    with pytest.raises(OrganizationNameMissing):
        set_up(organization=" ")

    assert first_run.nobody_is_here()


def test_the_code_works_in_its_hour_and_the_next() -> None:
    with clock.at(NOON):
        code = first_run.code_at(clock.now())

    accepted = []
    for hour in (11, 12, 13, 14):
        with clock.at(NOON.replace(hour=hour)):
            accepted.append(first_run.code_is_right(code))

    assert accepted == [False, True, True, False]


def test_a_code_is_typed_as_people_type() -> None:
    code = first_run.code_at(clock.now())

    assert first_run.code_is_right(f" {code.lower().replace('-', ' ')} ")
    assert len(code) == 19


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA-AAAA", "ação", "\x00"])
def test_a_wrong_code_is_wrong(code: str) -> None:
    assert not first_run.code_is_right(code)


def test_the_code_hangs_on_the_secret_key(settings: Settings) -> None:
    before = first_run.code_at(NOON)
    settings.SECRET_KEY = "another" * 10

    assert first_run.code_at(NOON) != before


def test_the_command_prints_a_code_that_works() -> None:
    printed = StringIO()
    call_command("setup_code", stdout=printed)

    assert first_run.code_is_right(printed.getvalue())


def test_the_command_prints_no_code_once_somebody_is_here() -> None:
    set_up()

    with pytest.raises(CommandError, match="has been set up already"):
        call_command("setup_code")
