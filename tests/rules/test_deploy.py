"""The examples for nginx and systemd, as far as reading tells; `make assurance` starts nginx with its own."""

import re
import runpy
from configparser import RawConfigParser
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from gunicorn.config import Config

from core.limits import MEGABYTE
from organizations.views import importing

ROOT = Path(settings.BASE_DIR)
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
NGINX = (ROOT / "deploy/nginx/patamar.conf").read_text(encoding="utf-8")
PAGE = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
HARDENED = {
    "NoNewPrivileges": "true",
    "ProtectSystem": "strict",
    "ProtectHome": "true",
    "PrivateTmp": "true",
    "PrivateDevices": "true",
    "RestrictSUIDSGID": "true",
    "CapabilityBoundingSet": "",
}


def read(unit: Path) -> RawConfigParser:
    """A key that stands in a section twice counts as it stands last."""
    found = RawConfigParser(strict=False)
    found.optionxform = str
    found.read_string(unit.read_text(encoding="utf-8"))
    return found


def service(unit: Path) -> dict[str, str]:
    """What a unit says of its service."""
    return dict(read(unit)["Service"])


def test_each_part_has_a_unit() -> None:
    assert [unit.stem for unit in UNITS] == ["patamar-beat", "patamar-web", "patamar-worker"]


def test_one_unit_stops_and_starts_all_others() -> None:
    """Code that is exchanged under running processes breaks them: they are stopped, and started anew."""
    target = read(ROOT / "deploy/systemd/patamar.target")

    assert sorted(target["Unit"]["Wants"].split()) == [unit.name for unit in UNITS]
    assert {read(unit)["Unit"]["PartOf"] for unit in UNITS} == {"patamar.target"}
    upgrading = (ROOT / "docs/upgrading.md").read_text(encoding="utf-8")
    for stop, change, start in (
        ("systemctl stop patamar.target", "git pull\nmake install", "systemctl start patamar.target"),
        ("docker compose build", "docker compose stop web worker beat", "docker compose up --detach"),
    ):
        assert upgrading.index(stop) < upgrading.index(change) < upgrading.index(start)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_over_no_older_tables_and_reloads_no_code(unit: Path) -> None:
    found = service(unit)

    assert found["ExecStartPre"] == "/opt/patamar/.venv/bin/python manage.py migrate --check"
    assert "ExecReload" not in found  # gunicorn has loaded the code before its workers


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_what_the_page_says_as_nobody_in_particular(unit: Path) -> None:
    found = service(unit)

    assert found["ExecStart"].removeprefix("/opt/patamar/") in PAGE
    assert found["User"] == found["Group"] == "patamar"
    assert found["StateDirectory"] == "patamar"
    assert "PATAMAR_DATA_DIR=/var/lib/patamar" in found["Environment"]
    assert {name: found[name] for name in HARDENED} == HARDENED


def test_a_worker_may_finish_the_longest_job() -> None:
    [worker] = [unit for unit in UNITS if unit.stem == "patamar-worker"]

    assert int(service(worker)["TimeoutStopSec"]) > settings.CELERY_TASK_TIME_LIMIT


def test_nginx_takes_what_the_largest_page_takes() -> None:
    [taken] = re.findall(r"client_max_body_size (\d+)m;", NGINX)

    assert int(taken) * MEGABYTE == importing.start.most_bytes


@pytest.mark.parametrize(
    "address",
    ["/a/TOKEN/", "/offer/TOKEN/", "/accounts/password/reset/key/1-TOKEN/", "/accounts/confirm-email/TOKEN/"],
)
def test_nginx_logs_no_address_with_a_token(address: str) -> None:
    [left_out] = re.findall(r"^    ~(\S+) 0;$", NGINX, re.MULTILINE)

    assert re.match(left_out, address)
    assert not re.match(left_out, "/accounts/login/")


def test_nginx_passes_on_no_word_of_a_visitor_about_proxies() -> None:
    told = dict(re.findall(r"^    proxy_set_header (\S+) (\S+);", NGINX, re.MULTILINE))

    assert told.pop("Host") == "patamar.example.org"
    assert told.pop("X-Forwarded-For") == "$remote_addr"
    assert told.pop("X-Forwarded-Proto") == "$scheme"
    assert set(told.values()) == {'""'}


@pytest.mark.parametrize(
    ("page", "compressed"),
    [
        ("reports:export", True),
        ("organizations:download_audit", True),
        ("reports:archives", False),
        ("organizations:audit", False),
    ],
)
def test_nginx_compresses_the_files_that_people_take_out_and_no_page(page: str, compressed: bool) -> None:
    [taken_out] = re.findall(r"location ~ (\S+) \{", NGINX)

    assert bool(re.search(taken_out, reverse(page, args=["aurora"]))) == compressed


def test_gunicorn_believes_nobody_about_https_or_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    gunicorn = Config()
    for name, value in runpy.run_path(str(ROOT / "config/gunicorn.py")).items():
        if name in gunicorn.settings:
            gunicorn.set(name, value)

    assert gunicorn.secure_scheme_headers == {}
    assert gunicorn.forwarder_headers == []
