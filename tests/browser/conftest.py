"""Chromium against a live server. Every page opened here is watched: a breach of the content security
policy, an error on the console or one thrown by a script fails the test that caused it."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

from organizations.models import Membership
from tests.post_office import PostOffice, open_post_office

Viewport = Literal["phone", "small", "desktop"]
Language = Literal["en", "pt-BR"]
Theme = Literal["light", "dark"]

VIEWPORTS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "small": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1366, "height": 900}},
}
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LISTEN = """document.addEventListener("securitypolicyviolation", (event) => patamarViolation(
  `${event.effectiveDirective} ${event.blockedURI || "inline"} ${event.sourceFile}:${event.lineNumber}`))"""
# The first that is there; the one without windows makes a page ready in a third of the time.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PATIENCE = 10_000  # milliseconds until a missing element fails a test


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder carry the mark `browser`."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str | None:
    """Where this machine's Chromium is: `PATAMAR_CHROMIUM`, else the first that the path knows."""
    named = [os.environ.get("PATAMAR_CHROMIUM", ""), *CHROMIUMS]
    return next((found for name in named if name and (found := shutil.which(name))), None)


@pytest.fixture(autouse=True, scope="session")
def _no_waiting_for_acknowledgements() -> Iterator[None]:
    """The live server writes head and body of an answer one after the other, and the kernel would hold the
    second back until the first is acknowledged: 40 ms for each request on a connection that stays open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each test has contexts of its own."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: `apt-get install chromium`, or name one in PATAMAR_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=CHROMIUM_ARGS)
        yield started
        started.close()
        connections.close_all()  # those opened while Playwright's loop runs; nobody finds them afterwards


@dataclass
class Watch:
    """What went wrong in the pages of a test, and what the test said would."""

    found: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def note(self, what: str) -> None:
        self.found.append(what)

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.note(f"console: {message.text} ({message.location.get('url', '')})")

    def unexpected(self) -> list[str]:
        return [what for what in self.found if not any(re.search(rule, what) for rule in self.expected)]


@dataclass
class Pages:
    """Opens pages as somebody, on some device: `page_for(cast.lia, viewport="phone", language="pt-BR")`.

    The device speaks `language` and prefers `theme`; what a person chose in the account goes before
    that, as for real. Addresses are relative to the live server.
    """

    browser: Browser
    url: str
    watch: Watch = field(default_factory=Watch)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self,
        member: Membership | None = None,
        *,
        viewport: Viewport = "desktop",
        language: Language = "en",
        theme: Theme = "light",
        javascript: bool = True,
        zone: str = "America/Sao_Paulo",
    ) -> Page:
        context = self.browser.new_context(
            base_url=self.url,
            locale=language,
            color_scheme=theme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            timezone_id=zone,
            **VIEWPORTS[viewport],
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.expose_binding("patamarViolation", lambda _source, text: self.watch.note(f"csp: {text}"))
        context.add_init_script(LISTEN)
        context.on("console", self.watch.console)
        context.on("weberror", lambda error: self.watch.note(f"script: {error.error}"))
        if member is not None:
            context.add_cookies([session_cookie(member, self.url)])
        return context.new_page()

    def expect(self, *patterns: str) -> None:
        """Errors that belong to the test, as regular expressions: `page_for.expect("status of 409")`."""
        self.watch.expected.extend(patterns)

    def close(self) -> None:
        for context in self.contexts:
            with suppress(Error):  # the test may have closed it
                context.close()


def session_cookie(member: Membership, url: str) -> Any:
    """A session in which `member` has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": url}


@pytest.fixture
def page_for(browser: Browser, live_server: Any) -> Iterator[Pages]:
    """Opens pages on the live server; at the end of the test nothing may have gone wrong in any of them."""
    pages = Pages(browser, live_server.url)
    yield pages
    pages.close()
    assert not pages.watch.unexpected(), "\n".join(pages.watch.unexpected())


@pytest.fixture
def post_office(settings: Any, page_for: Pages) -> Iterator[PostOffice]:
    """A mail server of its own, and links in mails that lead to the live server."""
    with open_post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.SITE_URL = page_for.url
        yield office


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)`: nothing serious or critical for people with disabilities, and no sideways scroll."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        page.evaluate(source)
        # Without preloading, which writes what stylesheets import into the page; the policy forbids that.
        options = {"runOnly": AXE_RULES, "preload": False}
        result = page.evaluate("options => axe.run(document, options)", options)
        grave = [
            f"{finding['impact']} {finding['id']}: {node['target']} {node['failureSummary']}"
            for finding in result["violations"]
            if finding["impact"] in ("serious", "critical")
            for node in finding["nodes"]
        ]
        assert not grave, f"{page.url}\n" + "\n".join(grave)
        root = page.evaluate(
            "() => { const r = document.documentElement; return [r.scrollWidth, r.clientWidth] }"
        )
        assert root[0] <= root[1], f"{page.url} is {root[0] - root[1]} px wider than the screen"

    return check


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], None]:
    """`picture(page, "name")` writes var/screenshots/name.png if PATAMAR_SCREENSHOTS is set."""
    folder = Path(settings.DATA_DIR) / "screenshots"

    def take(page: Page, name: str) -> None:
        if os.environ.get("PATAMAR_SCREENSHOTS"):
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}.png", full_page=True)

    return take
