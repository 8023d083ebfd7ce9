"""In Chromium: what the first visits weigh, of the survey and the dashboard, and how long a tap takes."""

import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.answering import Survey
from bench.engines import EngineLacking
from bench.figures import Figure
from bench.ground import Side
from bench.servers import Server

CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SLOWER = 4
TAPS = 50
REQUESTS, KILOBYTES, TAP = 8, 55.0, 100.0
DASHBOARD = 75.0  # KB, without the chart library
LIBRARY = "/vendor/plotly/"

# From the finger's touch to the word "Saved" in the status line, by the page's own clock.
WATCH = """() => {
  window.took = [];
  let begun = 0, sent = false;
  const line = document.getElementById("save");
  addEventListener("pointerdown", () => { begun = performance.now(); sent = false; }, true);
  new MutationObserver(() => {
    if (line.textContent.startsWith("Saving")) sent = true;
    if (sent && begun && /^Saved/.test(line.textContent)) {
      window.took.push(performance.now() - begun); begun = 0;
    }
  }).observe(line, { childList: true, characterData: true, subtree: true });
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """This machine's Chromium: `PATAMAR_CHROMIUM`, else the first that the path knows.

    Raises:
        EngineLacking: there is none.
    """
    named = [os.environ.get("PATAMAR_CHROMIUM", ""), *CHROMIUMS]
    path = next((found for name in named if name and (found := shutil.which(name))), None)
    if path is None:
        raise EngineLacking(
            "There is no Chromium: apt-get install chromium, or name one in PATAMAR_CHROMIUM."
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


def figures(engine: str, side: Side, place: dict[str, Any]) -> list[Figure]:
    """Weight and tap, over TLS that gunicorn ends itself: cookies of production need it."""
    with side.served(*certificate(side.data)) as server, chromium() as browser:
        # the pass is got over a server without TLS: Python's client would have to trust the certificate
        with side.served() as plain:
            cookies = Survey(plain, place, lead=2).client.cookies
        first = f"https://127.0.0.1:{server.port}/a/dimension/{place['dimensions'][0]}/"
        context = visitor(browser, server, cookies)
        weighed = weight(context, first)
        page = context.new_page()
        taps = tap(context, page, first)
        context.close()
        large = side.place("looked-at", teams=100, model_key="mlops", members=1, past_rounds=1)
        context = visitor(browser, server, large["owner"]["cookies"])
        looked_at = weight(context, f"https://127.0.0.1:{server.port}/o/{large['slug']}/results/")
        context.close()
    return [
        Figure(
            f"{engine}: the survey's page at the first visit, requests", weighed[0], "requests", goal=REQUESTS
        ),
        Figure(f"{engine}: ... over the wire with headers", weighed[1] / 1024, "KB", goal=KILOBYTES),
        Figure(
            f"{engine}: the dashboard of 100 teams at the first visit, without the chart library",
            looked_at[1] / 1024,
            "KB",
            goal=DASHBOARD,
        ),
        Figure(
            f"{engine}: tap to saved, CPU {SLOWER} times slower, median of {len(taps)}",
            statistics.median(taps),
            "ms",
            goal=TAP,
        ),
        Figure(f"{engine}: ... the slowest in ten", statistics.quantiles(taps, n=10)[-1], "ms"),
    ]


def certificate(folder: Path) -> list[str]:
    """gunicorn's options for a certificate that is made for this run."""
    key, file = folder / "tls.key", folder / "tls.pem"
    made = ["-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"]
    command = ["openssl", "req", "-x509", *made, "-keyout", str(key), "-out", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return ["--keyfile", str(key), "--certfile", str(file)]


def visitor(browser: Browser, server: Server, cookies: dict[str, str]) -> BrowserContext:
    """A phone that has the pass and nothing in its cache."""
    context = browser.new_context(**PHONE, locale="en", ignore_https_errors=True)
    where = f"https://127.0.0.1:{server.port}"
    context.add_cookies(
        [
            {"name": name, "value": value, "url": where, "secure": True, "httpOnly": False, "sameSite": "Lax"}
            for name, value in cookies.items()
        ]
    )
    return context


def weight(context: BrowserContext, address: str) -> tuple[int, float]:
    """Requests and bytes, headers among them, until the page is at rest; the chart library is left out."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    asked: dict[str, str] = {}
    finished: list[float] = []

    def note(event: dict[str, Any]) -> None:
        if LIBRARY not in asked.get(event["requestId"], ""):
            finished.append(event["encodedDataLength"])

    devtools.on(
        "Network.requestWillBeSent",
        lambda event: asked.update({event["requestId"]: event["request"]["url"]}),
    )
    devtools.on("Network.loadingFinished", note)
    answer = page.goto(address, wait_until="networkidle")
    assert answer is not None
    assert answer.status == 200
    assert page.url == address
    page.close()
    return len(finished), sum(finished)


def tap(context: BrowserContext, page: Page, address: str) -> list[float]:
    """Milliseconds of each tap; every tap changes an answer."""
    page.goto(address, wait_until="networkidle")
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate(WATCH)
    questions = page.locator("fieldset[data-key]")
    for number in range(TAPS):
        question = questions.nth(number % questions.count())
        options = question.locator("input[type=radio]:not(:checked)")
        options.nth(number % 2).tap()
        page.wait_for_function("count => window.took.length > count", arg=number)
    return list(page.evaluate("window.took"))
