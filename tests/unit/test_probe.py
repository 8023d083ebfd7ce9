"""The health check asks where the web process listens, and says what is wrong."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socketserver import ThreadingUnixStreamServer
from threading import Thread

import pytest

from core import probe


class Answering(BaseHTTPRequestHandler):
    """Ready for whoever names the site, as Django answers to no other name."""

    def do_GET(self) -> None:
        known = self.headers["Host"] == "patamar.example.org" and self.path == "/readyz"
        self.send_response(200 if known else 400)
        self.end_headers()

    def address_string(self) -> str:
        return "a socket"

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(params=["everywhere", "port", "socket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a web process listens, as PATAMAR_BIND says it."""
    if request.param == "socket":
        server: HTTPServer | ThreadingUnixStreamServer = ThreadingUnixStreamServer(
            str(tmp_path / "web.sock"), Answering
        )
        named = f"unix:{tmp_path / 'web.sock'}"
    else:
        server = HTTPServer(("127.0.0.1", 0), Answering)
        named = f"{'0.0.0.0' if request.param == 'everywhere' else '127.0.0.1'}:{server.server_port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield named
    server.shutdown()
    server.server_close()


def test_it_asks_where_the_web_process_listens(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATAMAR_BIND", place)
    monkeypatch.setenv("PATAMAR_ALLOWED_HOSTS", "patamar.example.org, other.example.org")
    monkeypatch.setattr("sys.argv", ["probe"])

    probe.main()


def test_what_is_not_ready_is_said(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATAMAR_ALLOWED_HOSTS", "unknown.example.org")
    monkeypatch.setattr("sys.argv", ["probe", place])

    with pytest.raises(SystemExit, match=f"{place}: 400"):
        probe.main()


def test_where_nobody_listens_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["probe", f"unix:{tmp_path / 'none.sock'}"])

    with pytest.raises(SystemExit, match=r"none\.sock"):
        probe.main()
