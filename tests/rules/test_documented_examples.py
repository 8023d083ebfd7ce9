"""Whatever the pages for operators give as an example starts the product, word by word."""

import re
import runpy
import shlex
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from core import sign_on
from tests.certificates import write_certificate
from tests.post_office import PostOffice, free_port
from tests.rules.starting import ROOT, run

ROW = re.compile(r"^\| `(?P<name>\w+)` \| .*? \| (?P<examples>.*?) \| .* \|$", re.MULTILINE)
FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^(?P<name>[A-Z][A-Z_]+)=(?P<value>.*)$", re.MULTILINE)
MAKES_A_KEY = re.compile(r"python3 -c '(.*)'")


def examples() -> dict[str, list[str]]:
    """The examples of each setting in docs/settings.md; one that is a command stands for what it prints."""
    table = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    return {
        row["name"]: [_given(example) for example in re.findall(r"`([^`]*)`", row["examples"])]
        for row in ROW.finditer(table)
    }


def _given(example: str) -> str:
    command = MAKES_A_KEY.fullmatch(example)
    if command is None:
        return example
    return subprocess.run(
        [sys.executable, "-c", command[1]], capture_output=True, text=True, check=True
    ).stdout.strip()


def environments() -> list[dict[str, str]]:
    """Environments that hold each example once: all first ones, all second ones, and so on."""
    found = {name: values for name, values in examples().items() if not name.startswith("PATAMAR_SAML")}
    rows = zip_longest(*found.values())
    return [{name: value for name, value in zip(found, row, strict=True) if value} for row in rows]


def test_each_setting_has_an_example() -> None:
    found = examples()

    assert len(found) > 40
    assert [name for name, values in found.items() if not values] == []


@pytest.mark.parametrize("given", environments())
def test_the_web_starts_with_the_examples_of_the_settings(given: dict[str, str]) -> None:
    started = run(
        "-m", "gunicorn", "--check-config", "--config", "config/gunicorn.py", "config.wsgi", **given
    )

    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize("given", environments())
def test_the_deployment_checks_take_the_examples(given: dict[str, str]) -> None:
    given.pop("PATAMAR_SSL_REDIRECT", None)  # the proxy does it then, which Django's check cannot see
    checked = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **given)

    assert checked.returncode == 0, checked.stderr


def test_the_examples_for_saml_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, values in examples().items():
        if name.startswith("PATAMAR_SAML"):
            monkeypatch.setenv(name, values[0])
    monkeypatch.setattr(sign_on, "find_spec", lambda _name: True)  # its library is not for everybody

    read = runpy.run_path(str(ROOT / "config/settings/sign_on.py"))

    assert [service.name for service in read["SIGN_ON_SERVICES"]] == ["Aurora SAML"]
    assert read["SAML_IN_USE"]


def test_the_file_that_the_deployment_page_writes_starts_the_web() -> None:
    page = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
    given = {}
    for line in LINE.finditer("".join(FENCE.findall(page))):
        value, _, hint = line["value"].partition("  # ")
        command = MAKES_A_KEY.search(hint)
        given[line["name"]] = (
            _given(command[0]) if value.strip() == "..." and command else shlex.split(value)[0]
        )

    started = run("-c", "import config.wsgi", **given)

    assert {"PATAMAR_SECRET_KEY", "PATAMAR_EMAIL_URL", "PATAMAR_SITE_URL"} <= given.keys()
    assert started.returncode == 0, started.stderr


def test_the_mail_server_that_the_compose_file_names_starts_the_web() -> None:
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"smtp\S*://[^}\s]+", compose))

    assert len(named) == 1
    started = run("-c", "import config.wsgi", PATAMAR_EMAIL_URL=named.pop())
    assert started.returncode == 0, started.stderr


@contextmanager
def mail_server_with_tls(folder: Path, scheme: str) -> Iterator[PostOffice]:
    """A mail server that takes mail over TLS alone, from one user."""
    certificate, key = write_certificate(folder, "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def signs_in(_server: Any, _session: Any, _envelope: Any, _how: str, told: LoginPassword) -> AuthResult:
        return AuthResult(success=(told.login, told.password) == (b"me@acme.example", b"p@/#?[]+%"))

    at_once = {"ssl_context": context, "auth_require_tls": False}  # it does not see that TLS is there already
    after_a_word = {"tls_context": context, "require_starttls": True}
    office = PostOffice(free_port())
    office.open.set()
    server = Controller(
        office,
        hostname="localhost",
        port=office.port,
        authenticator=signs_in,
        auth_required=True,
        **(at_once if scheme == "smtp+ssl" else after_a_word),
    )
    server.start()
    try:
        yield office
    finally:
        server.stop()


@pytest.mark.parametrize("scheme", ["smtp+tls", "smtp+ssl"])
def test_mail_goes_out_by_tls_with_a_password_full_of_signs(tmp_path: Path, scheme: str) -> None:
    with mail_server_with_tls(tmp_path, scheme) as office:
        sent = run(
            "manage.py",
            "send_test_mail",
            "lia@aurora.example",
            PATAMAR_EMAIL_URL=f"{scheme}://me@acme.example:p@/#?[]+%25@localhost:{office.port}",
            SSL_CERT_FILE=str(tmp_path / "certificate.pem"),
        )

    assert sent.returncode == 0, sent.stderr
    assert office.to() == ["lia@aurora.example"]
