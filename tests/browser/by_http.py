"""Leads who answer without a browser: the pages' own forms, sent as they stand."""

import re
from collections.abc import Mapping

import requests

from maturity.reading import Catalog

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?>')
LAST = re.compile(r'<fieldset[^>]* data-key="([^"]+)".*?data-rating="([^"]*)"', re.DOTALL)
BLOCK = {"unchanged": "*"}  # the button that confirms what can be confirmed together


class Lead:
    """Somebody with a personal link and no script; `page` is what was read last."""

    def __init__(self, link: str) -> None:
        self.session, self.link = requests.Session(), link
        self.server = "/".join(link.split("/", 3)[:3])
        self.page = self._read(self.session.get(link))

    def start(self, name: str = "") -> None:
        """Press the button of the first page, with a name where it asks for one."""
        self._send(self.link, {"name": name} if name else {})

    def answer(self, read: Catalog, rate: Mapping[str, str]) -> None:
        """Rate every criterion, page by page, and send."""
        for dimension in read.dimensions:
            rated = {f"c:{one.key}": rate[one.key] for one in read.criteria_of(dimension.key)}
            self._send(f"{self.server}/a/dimension/{dimension.key}/", rated, follow=False)
        self.send()

    def confirm_all(self, read: Catalog) -> None:
        """Confirm each dimension as unchanged, and send."""
        for dimension in read.dimensions:
            self._send(f"{self.server}/a/dimension/{dimension.key}/", BLOCK, follow=False)
        self.send()

    def send(self) -> None:
        self.page = self._read(self.session.get(f"{self.server}/a/check/"))
        self._send(f"{self.server}/a/submit/", {})

    def said_last_time(self) -> dict[str, str]:
        """The ratings of last time that stand on the page, by criterion."""
        return dict(LAST.findall(self.page))

    def _send(self, address: str, fields: Mapping[str, str], *, follow: bool = True) -> None:
        """Send a form of the page with its hidden fields; the page stays where no redirect is followed."""
        sent = {**dict(HIDDEN.findall(self.page)), **fields}
        headers = {"Referer": address}
        reply = self.session.post(address, sent, headers=headers, allow_redirects=follow)
        assert reply.status_code == (200 if follow else 302), (address, reply.status_code, reply.text[-2000:])
        if follow:
            self.page = reply.text

    def _read(self, reply: requests.Response) -> str:
        assert reply.status_code == 200, (reply.url, reply.status_code)
        return reply.text
