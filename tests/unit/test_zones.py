"""Time zones to choose from."""

import pytest
from django.core.exceptions import ValidationError

from organizations.zones import by_region, check_zone, zone_named


@pytest.mark.parametrize("name", ["UTC", "America/Sao_Paulo", "America/Argentina/Buenos_Aires"])
def test_a_zone_is_found_by_its_name(name: str) -> None:
    assert str(zone_named(name)) == name
    check_zone(name)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "america/sao_paulo", "\x00"]
)
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_named(name) is None
    with pytest.raises(ValidationError):
        check_zone(name)


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
