"""A pass: a signed cookie with which a device goes on where a link has led it, without the link's token."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Pass:
    """One kind of pass. What it carries can be read by its bearer, and made by nobody but us.

    Attributes:
        setting: the setting that names its cookie.
        salt: keeps its seals apart from those of other kinds; a new word ends all that were given.
        route: of the page that it is for; no page outside of that address gets it.
        lasts: how long a seal counts, however long a browser keeps it.
    """

    setting: str
    salt: str
    route: str
    lasts: timedelta

    def give(self, response: HttpResponse, carried: dict[str, Any], *, stay: bool = True) -> None:
        """Let the device of this answer carry something.

        Args:
            stay: whether the pass outlives the browser's session.
        """
        response.set_cookie(
            getattr(settings, self.setting),
            signing.dumps(carried, salt=self.salt),
            max_age=self.lasts if stay else None,
            path=reverse(self.route),
            secure=settings.SECURE_COOKIES,
            httponly=True,
            samesite="Lax",
        )

    def take_back(self, response: HttpResponse) -> None:
        """Let the device of this answer carry nothing any more."""
        response.delete_cookie(getattr(settings, self.setting), path=reverse(self.route), samesite="Lax")

    def carried_in(self, request: HttpRequest) -> dict[str, Any] | None:
        """What the device carries; None without a pass, with one that is too old, or with a forged one."""
        sealed = request.COOKIES.get(getattr(settings, self.setting), "")
        try:
            carried: dict[str, Any] = signing.loads(sealed, salt=self.salt, max_age=self.lasts)
        except signing.BadSignature:
            return None
        return carried
