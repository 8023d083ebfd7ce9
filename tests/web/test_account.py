"""A person's own account."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup


def test_a_person_changes_name_and_time_zone(cast: Cast, enter: Enter) -> None:
    client = enter(cast.lia)

    answer = client.post("/account/", {"name": "Lia de Souza", "time_zone": "Europe/Berlin"}, follow=True)

    cast.lia.user.refresh_from_db()
    assert (cast.lia.user.name, cast.lia.user.time_zone) == ("Lia de Souza", "Europe/Berlin")
    assert "Your account is saved." in markup(answer)


def test_the_page_shows_what_is_stored(cast: Cast, enter: Enter) -> None:
    cast.lia.user.time_zone = "Europe/Berlin"
    cast.lia.user.save()

    page = markup(enter(cast.lia).get("/account/"))

    assert 'value="Lia Souza"' in page
    assert '<option value="Europe/Berlin" selected>' in page
    assert "/accounts/password/change/" in page


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"name": "  ", "time_zone": ""}, id="no name"),
        pytest.param({"name": "Lia", "time_zone": "Mars/Olympus"}, id="a zone of elsewhere"),
        pytest.param({"name": "L" * 121, "time_zone": ""}, id="a name longer than its column"),
    ],
)
def test_what_is_wrong_changes_nothing(cast: Cast, enter: Enter, sent: Any) -> None:
    answer = enter(cast.lia).post("/account/", sent)

    cast.lia.user.refresh_from_db()
    assert answer.status_code == 422
    assert cast.lia.user.name == "Lia Souza"


def test_nobody_becomes_more_by_posting_more(cast: Cast, enter: Enter) -> None:
    enter(cast.lia).post(
        "/account/",
        {"name": "Lia", "time_zone": "", "email": "olga@aurora.example", "is_active": "0", "role": "owner"},
    )

    cast.lia.user.refresh_from_db()
    assert (cast.lia.user.email, cast.lia.user.is_active) == ("lia@aurora.example", True)


def test_the_account_is_for_who_is_signed_in(cast: Cast, client: Client) -> None:
    answer = client.get("/account/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/?next=/account/")


def test_the_account_leads_to_each_organization_and_out_of_it(cast: Cast, enter: Enter) -> None:
    page = markup(enter(cast.lia).get("/account/"))

    assert "Lead (<span translate" in page
    assert 'href="/o/aurora/"' in page
    assert 'href="/o/aurora/settings/leave/"' in page
    assert "boreal" not in page
