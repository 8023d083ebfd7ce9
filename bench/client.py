"""A client that costs little: one connection that stays open, and a jar of cookies."""

import http.client
import json
from http.cookies import SimpleCookie
from typing import Any, NamedTuple

PATIENCE = 60


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Refused(Exception):
    """An answer that is none: a refusal would be quick, and worth nothing."""


class Client:
    """Asks a server on loopback as the proxy in front of it would: the request came by https."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def get(self, path: str, *, expect: int = 200, **headers: str) -> Reply:
        return self._checked("GET", path, None, headers, expect)

    def post(self, path: str, data: Any = b"", *, expect: int = 200, **headers: str) -> Reply:
        """Send a form (bytes) or JSON (anything else), with the token against forgery."""
        if not isinstance(data, bytes):
            data, kind = json.dumps(data).encode(), "application/json"
        else:
            kind = "application/x-www-form-urlencoded"
        headers = {"Content-Type": kind, "X-CSRFToken": self.token, **headers}
        return self._checked("POST", path, data, headers, expect)

    @property
    def token(self) -> str:
        """The token against forgery: the value of the cookie that is named after it."""
        return next(
            (value for name, value in self.cookies.items() if name.endswith(("csrf", "csrftoken"))), ""
        )

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        """One request, whatever comes back; once more where the server had closed the idle connection."""
        sent = {
            "X-Forwarded-Proto": "https",
            "Origin": f"https://127.0.0.1:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **headers,
        }
        try:
            return self._ask(method, path, body, sent)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()
            return self._ask(method, path, body, sent)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Reply(answer.status, answer.headers, content)

    def _checked(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], expect: int
    ) -> Reply:
        reply = self.ask(method, path, body, headers)
        if reply.status != expect:
            raise Refused(f"{method} {path}: {reply.status} {reply.body[:300]!r}")
        return reply
