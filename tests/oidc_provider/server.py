"""The running provider, and a browser that walks through its pages."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

ROOT = Path(__file__).parents[2]
CALLBACK = "http://testserver/accounts/sso/main/login/callback/"
CLIENT = {"client_id": "patamar", "client_secret": "a secret that both know"}
PASSWORD = "of the provider"
PATIENCE = 30

# Login, address, and how sure the provider is of it.
PEOPLE = [
    ("lia", "lia@aurora.example", "verified"),
    ("mallory", "olga@aurora.example", "unverified"),
    ("silent", "vera@aurora.example", ""),
    ("nina", "nina@aurora.example", "verified"),
    ("zoe", "zoe@elsewhere.example", "verified"),
    ("otto", "otto@boreal.example", "verified"),
]


@dataclass(frozen=True)
class Provider:
    """Where the provider is."""

    address: str

    @property
    def server_url(self) -> str:
        return f"{self.address}/o"

    def walk(self, address: str, *, login: str, allow: bool = True) -> str:
        """Sign in there, answer its question, and give the address to which it leads back."""
        browser = requests.Session()
        page = browser.get(address, timeout=10)
        page = self._send(browser, page, {"username": login, "password": PASSWORD})
        while CALLBACK not in page.headers.get("Location", ""):
            if page.is_redirect:
                page = browser.get(
                    urljoin(page.url, page.headers["Location"]), timeout=10, allow_redirects=False
                )
            else:
                page = self._send(browser, page, {"allow": "Authorize"} if allow else {})
        return page.headers["Location"].removeprefix("http://testserver")

    def _send(
        self, browser: requests.Session, page: requests.Response, data: dict[str, str]
    ) -> requests.Response:
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"[^>]*?value="([^"]*)"', page.text))
        return browser.post(page.url, data=hidden | data, timeout=10, allow_redirects=False)


@contextmanager
def running(folder: Path) -> Iterator[Provider]:
    """The provider in a process of its own, ended with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    given = {**CLIENT, "redirect_uri": CALLBACK, "people": PEOPLE, "password": PASSWORD, "port": port}
    environment = os.environ | {
        "PROVIDER_DATABASE": str(folder / "provider.sqlite3"),
        "PROVIDER_KEY": _new_key(),
        "PROVIDER_ADDRESS": address,
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "tests.oidc_provider.serve", json.dumps(given)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait_for(address, process)
        yield Provider(address)
    finally:
        process.kill()
        process.wait()


def _new_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode("ascii")


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError("The provider did not start.")
        try:
            requests.get(address, timeout=1)
        except requests.ConnectionError:
            time.sleep(0.1)  # a server that starts has no other sign
        else:
            return
    raise RuntimeError("The provider does not answer.")
