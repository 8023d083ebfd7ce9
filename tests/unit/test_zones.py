"""Time zones to choose from."""

import pytest

from core import zones
from core.zones import by_region, zone_named
from organizations.accounts.account_forms import AccountForm


@pytest.mark.parametrize("name", ["UTC", "America/Sao_Paulo", "America/Argentina/Buenos_Aires"])
def test_a_zone_is_found_by_its_name(name: str) -> None:
    assert str(zone_named(name)) == name


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "america/sao_paulo", "\x00"]
)
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_named(name) is None


def test_zones_are_offered_by_region_under_readable_names() -> None:
    regions = dict(by_region())

    assert list(regions)[:2] == ["UTC", "Africa"]
    assert ("America/Sao_Paulo", "São Paulo") in regions["America"]
    assert ("America/Argentina/Buenos_Aires", "Argentina, Buenos Aires") in regions["America"]


def test_every_zone_that_is_offered_is_one() -> None:
    offered = [name for _region, zones in by_region() for name, _place in zones]

    assert len(offered) == len(set(offered)) > 300
    assert all(zone_named(name) for name in offered)
    assert not any(name.startswith(("Etc/", "posix/", "right/")) for name in offered)


@pytest.mark.parametrize(
    ("today", "older"),
    [
        ("Asia/Kolkata", "Asia/Calcutta"),
        ("America/Argentina/Buenos_Aires", "America/Buenos_Aires"),
        ("America/Rio_Branco", "America/Porto_Acre"),
    ],
)
def test_a_place_is_offered_once_under_its_present_name(today: str, older: str) -> None:
    offered = [name for _region, zones in by_region() for name, _place in zones]

    assert today in offered
    assert older not in offered


def test_an_older_name_that_is_stored_stays_chosen_and_valid() -> None:
    shown = str(AccountForm(initial={"name": "Asha", "time_zone": "Asia/Calcutta"})["time_zone"])
    sent = AccountForm({"name": "Asha", "time_zone": "Asia/Calcutta"})

    assert '<option value="Asia/Calcutta" selected' in shown
    assert shown.count(" selected") == 1
    assert sent.is_valid()
    assert sent.cleaned_data["time_zone"] == "Asia/Calcutta"


def test_no_older_name_stands_in_the_list_of_anybody_else() -> None:
    assert "Asia/Calcutta" not in str(AccountForm(initial={"time_zone": "Asia/Kolkata"})["time_zone"])
    assert "Mars" not in str(AccountForm(initial={"time_zone": "Mars/Olympus"})["time_zone"])


def test_a_machine_without_the_list_offers_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "TZPATH", ())

    assert zones._named_today.__wrapped__() == zones._known()
