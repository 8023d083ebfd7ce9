"""The page of general settings: what is decided there, how it is kept, and what follows from it."""

import re
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from organizations.models import AuditEvent, Organization
from organizations.scoping import scope
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup
from tests.pictures import encoded, picture

ENGLISH = {"Accept-Language": "en"}
GENERAL = "/o/aurora/settings/general/"
LOGO = "/o/aurora/settings/logo/"


def as_it_is(**changed: Any) -> Any:
    """What the page of Aurora sends, but for what is changed."""
    stored = {
        "name": "Aurora Seguros",
        "language": "en",
        "languages": ["en", "pt-br"],
        "time_zone": "America/Sao_Paulo",
        "min_group_size": "5",
        "retention_months": "",
    }
    return stored | changed


def trail(cast: Cast, action: str) -> list[AuditEvent]:
    with scope(organization=cast.aurora):
        return list(AuditEvent.objects.filter(action=action).select_related("actor"))


def test_an_admin_changes_what_the_organization_decides(cast: Cast, enter: Enter) -> None:
    sent = as_it_is(
        name="  Aurora\tSeguradora ",
        language="pt-br",
        languages=["pt-br"],
        time_zone="Europe/Lisbon",
        min_group_size="7",
        retention_months="24",
    )

    answer = enter(cast.ada).post(GENERAL, sent, headers=ENGLISH)

    cast.aurora.refresh_from_db()
    kept = cast.aurora
    assert answer.headers["Location"] == GENERAL
    assert (kept.name, kept.slug, kept.language, kept.languages) == (
        "Aurora Seguradora",
        "aurora",
        "pt-br",
        ["pt-br"],
    )
    assert (kept.time_zone, kept.min_group_size, kept.retention_months) == ("Europe/Lisbon", 7, 24)


def test_the_trail_has_both_values_of_what_changed_and_no_others(cast: Cast, enter: Enter) -> None:
    enter(cast.ada).post(GENERAL, as_it_is(name="Aurora", min_group_size="4"))

    [event] = trail(cast, "organization.changed")
    assert event.actor == cast.ada.user
    assert event.detail == {
        "before": {"name": "Aurora Seguros", "min_group_size": 5},
        "after": {"name": "Aurora", "min_group_size": 4},
    }


def test_saving_what_is_there_leaves_no_trace(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.ada).post(GENERAL, as_it_is())

    assert answer.status_code == 302
    assert trail(cast, "organization.changed") == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param({"name": " \u200b "}, "This field is required.", id="no name"),
        pytest.param({"name": "x" * 121}, "at most 120 characters", id="too long a name"),
        pytest.param({"min_group_size": "2"}, "at least 3 people", id="a group below the floor"),
        pytest.param({"min_group_size": "-1"}, "at least 3 people", id="no group at all"),
        pytest.param({"min_group_size": "101"}, "less than or equal to 100", id="a group that nobody has"),
        pytest.param({"retention_months": "0"}, "greater than or equal to 1", id="no month"),
        pytest.param({"retention_months": "241"}, "less than or equal to 240", id="too many months"),
        pytest.param({"retention_months": "soon"}, "Enter a whole number.", id="no number"),
        pytest.param({"time_zone": "Moon/Base"}, "Select a valid choice.", id="a zone that there is not"),
        pytest.param({"language": "xx"}, "Select a valid choice.", id="a language that there is not"),
        pytest.param({"languages": []}, "Choose at least one language.", id="no language"),
        pytest.param(
            {"languages": ["pt-br"]}, "one of those that the organization uses", id="not the main one"
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(cast: Cast, enter: Enter, sent: Any, words: Any) -> None:
    answer = enter(cast.olga).post(GENERAL, as_it_is(**({"name": "Aurora"} | sent)), headers=ENGLISH)

    assert answer.status_code == 422
    assert words in markup(answer)
    assert Organization.objects.get(slug="aurora").name == "Aurora Seguros"


def test_a_browser_that_asks_for_a_language_not_in_use_gets_the_main_one(cast: Cast, enter: Enter) -> None:
    Organization.objects.filter(slug="aurora").update(language="pt-br", languages=["pt-br"])

    page = markup(enter(cast.lia).get("/o/aurora/teams/", headers=ENGLISH))

    assert '<html lang="pt-BR"' in page


def test_what_a_person_chose_counts_whatever_the_organization_uses(cast: Cast, enter: Enter) -> None:
    Organization.objects.filter(slug="aurora").update(language="pt-br", languages=["pt-br"])
    cast.lia.user.prefer(language="en")

    page = markup(enter(cast.lia).get("/o/aurora/teams/", headers={"Accept-Language": "pt-BR"}))

    assert '<html lang="en"' in page


def test_the_logo_stands_beside_the_name_and_is_served_to_members(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)

    answer = client.post(
        LOGO, {"picture": picture("logo.jpg", encoded("JPEG"))}, follow=True, headers=ENGLISH
    )

    page = markup(answer)
    source = re.search(r'<img class="top__logo" src="(/o/aurora/logo/\?v=[0-9a-f]{16})" alt="">', page)
    assert "The logo is saved." in page
    assert source
    served = enter(cast.mauro).get(source[1])
    assert served.headers["Content-Type"] == "image/png"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert served.headers["Cache-Control"] == "private, max-age=604800, immutable"
    assert served.getvalue().startswith(b"\x89PNG")


def test_a_stranger_and_a_visitor_get_no_logo(cast: Cast, enter: Enter, client: Client) -> None:
    enter(cast.ada).post(LOGO, {"picture": picture()})

    assert enter(cast.otto).get("/o/aurora/logo/").status_code == 404
    client.logout()
    assert client.get("/o/aurora/logo/").status_code == 302


def test_another_logo_takes_the_place_of_the_first_and_its_file_goes(
    cast: Cast, enter: Enter, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = enter(cast.ada)
    client.post(LOGO, {"picture": picture()})
    cast.aurora.refresh_from_db()
    first = cast.aurora.logo

    with django_capture_on_commit_callbacks(execute=True):
        client.post(LOGO, {"picture": picture(content=encoded(size=(30, 30)))})

    cast.aurora.refresh_from_db()
    assert not default_storage.exists(first)
    assert default_storage.exists(cast.aurora.logo)
    assert len(trail(cast, "organization.logo_set")) == 2


def test_a_logo_is_removed_with_its_file(
    cast: Cast, enter: Enter, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = enter(cast.ada)
    client.post(LOGO, {"picture": picture()})
    cast.aurora.refresh_from_db()
    name = cast.aurora.logo

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{LOGO}remove/")

    assert not default_storage.exists(name)
    assert client.get("/o/aurora/logo/").status_code == 404
    assert len(trail(cast, "organization.logo_removed")) == 1


@pytest.mark.parametrize(
    ("file", "words"),
    [
        pytest.param(picture("logo.svg", b"<svg/>"), "An SVG can carry scripts", id="a drawing"),
        pytest.param(picture("logo.png", b"no picture"), "no PNG, JPEG or WebP", id="no picture"),
        pytest.param(picture("logo.png", bytes(600_000)), "larger than 512 KB", id="too large"),
        pytest.param(picture("logo.png", b""), "no PNG, JPEG or WebP", id="an empty file"),
        pytest.param(None, "Choose a file first.", id="no file"),
    ],
)
def test_a_picture_that_cannot_be_taken_is_refused_with_its_reason(
    cast: Cast, enter: Enter, file: Any, words: Any
) -> None:
    sent = {} if file is None else {"picture": file}

    answer = enter(cast.ada).post(LOGO, sent, headers=ENGLISH)

    assert answer.status_code == 422
    assert words in markup(answer)
    assert Organization.objects.get(slug="aurora").logo == ""


def test_the_page_takes_as_many_queries_as_any_other(
    cast: Cast, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = enter(cast.ada)

    with django_assert_num_queries(3):  # person, membership with organization, grants; the session is cached
        client.get(GENERAL)
