"""The page that takes out everything."""

import io
import re
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from organizations.accounts.people import drop_password
from organizations.models import AuditEvent
from organizations.scoping import scopes_disabled
from reports.models import Export
from tests.cast import Cast
from tests.confirmed import confirm
from tests.kinds import Enter

ENGLISH = {"Accept-Language": "en"}
PAGE = "/o/aurora/settings/export/"


@pytest.fixture
def olga(cast: Cast, enter: Enter) -> Any:
    client = enter(cast.olga)
    confirm(client)
    return client


def newest() -> Export:
    with scopes_disabled():
        return Export.objects.latest("pk")


def test_who_may_not_is_told_only_of_people_who_can_give_it(cast: Cast, enter: Enter) -> None:
    page = enter(cast.vera).post(PAGE, headers=ENGLISH)

    assert page.status_code == 403
    assert "do not have the right to export all data" in page.text
    assert "Olga Prado" in page.text
    assert "Ada Nunes" not in page.text  # an admin, who makes no owners


def test_an_owner_asks_and_fetches(
    cast: Cast, olga: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert "Make an archive" in olga.get(PAGE, headers=ENGLISH).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        asked = olga.post(PAGE, headers=ENGLISH, follow=True).content.decode()
    page = olga.get(PAGE, headers=ENGLISH).content.decode()
    answer = olga.post(f"{PAGE}{newest().pk}/fetch/")

    assert "A mail tells you when it is ready." in asked
    assert "asked for by Olga Prado" in page
    assert re.search(r"until \d+ \w+ \d{4}, \d\d:\d\d", page)  # the day alone would promise all of it
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="aurora-')
    assert answer.headers["Cache-Control"] == "private, no-store"
    made = ZipFile(io.BytesIO(answer.getvalue()))
    assert b"Everything that Patamar keeps of Aurora Seguros" in made.read("README.txt")
    assert {"README.txt", "manifest.json", "json/teams.json", "csv/teams.csv"} <= set(made.namelist())
    with scopes_disabled():
        trail = AuditEvent.objects.filter(action__startswith="archive.").order_by("pk")
        assert list(trail.values_list("action", "actor")) == [
            ("archive.asked", cast.olga.user_id),
            ("archive.fetched", cast.olga.user_id),
        ]


def test_what_is_not_there_is_told(cast: Cast, olga: Any) -> None:
    olga.post(PAGE)

    answer = olga.post(f"{PAGE}{newest().pk}/fetch/", headers=ENGLISH)

    assert answer.status_code == 409
    assert "Ask for another one." in answer.content.decode()


def test_looking_at_the_page_changes_nothing_and_fetching_by_a_link_is_not_possible(
    cast: Cast, olga: Any
) -> None:
    olga.post(PAGE)

    assert olga.get(f"{PAGE}{newest().pk}/fetch/").status_code == 405


def test_an_archive_whose_time_runs_out_while_it_is_fetched_is_told_of(
    cast: Cast, olga: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        olga.post(PAGE)
    default_storage.delete(newest().file)

    assert olga.post(f"{PAGE}{newest().pk}/fetch/").status_code == 409
    with scopes_disabled():
        assert not AuditEvent.objects.filter(action="archive.fetched").exists()


def test_who_signed_in_long_ago_confirms_first(cast: Cast, olga: Any) -> None:
    olga.post(PAGE)
    confirm(olga, seconds_ago=3600)

    assert olga.post(f"{PAGE}{newest().pk}/fetch/").headers["Location"] == PAGE
    assert olga.get(PAGE).headers["Location"] == f"/accounts/reauthenticate/?next={PAGE}"


def test_an_admin_takes_nothing_out(cast: Cast, olga: Any, enter: Enter) -> None:
    olga.post(PAGE)
    client = enter(cast.ada)
    confirm(client)

    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}{newest().pk}/fetch/").status_code == 403


def test_the_list_takes_the_same_queries_for_one_and_for_many(
    cast: Cast, olga: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def some(count: int) -> None:
        with scopes_disabled():
            Export.objects.bulk_create(
                Export(
                    organization=cast.aurora,
                    asked_by=cast.olga,
                    state="deleted",
                    asked_at=cast.aurora.created_at,
                )
                for _number in range(count)
            )

    some(1)
    with django_assert_num_queries(4):  # person, membership, grants, archives
        olga.get(PAGE)
    some(9)
    with django_assert_num_queries(4):
        olga.get(PAGE)


def test_who_has_nothing_to_confirm_with_is_told_to_sign_in_again_and_not_sent_round(
    cast: Cast, enter: Enter
) -> None:
    drop_password(cast.olga.user)

    answer = enter(cast.olga).get(
        "/o/aurora/settings/export/", follow=True, headers={"accept-language": "en"}
    )

    assert answer.status_code == 403
    assert "Sign out and sign in again first." in answer.content.decode()


@pytest.mark.parametrize("page", ["app/add/", "passkeys/add/", "password/set/", "email/"])
def test_who_has_nothing_to_confirm_with_changes_no_way_in_before_signing_in_again(
    cast: Cast, enter: Enter, page: str
) -> None:
    drop_password(cast.olga.user)
    client = enter(cast.olga)
    confirm(client, seconds_ago=60)
    assert client.get(f"/accounts/{page}").status_code == 200

    confirm(client, seconds_ago=3600)

    assert client.post(f"/accounts/{page}", {"email": "x@evil.example", "action_add": ""}).status_code == 403
