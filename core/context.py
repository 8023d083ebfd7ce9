"""What every page knows."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_info

SHORT_NAMES = {"pt-br": "Português"}  # Django's own is longer than a button needs


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the reader can switch to."""

    code: str
    name: str  # in itself
    active: bool

    @property
    def tag(self) -> str:
        """The code as HTML writes it: "pt-BR"."""
        return html_tag(self.code)


def html_tag(code: str) -> str:
    """A language code of Django's as a `lang` attribute writes it."""
    language, _, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language


def languages(active: str) -> list[Language]:
    """All languages of the interface, in the order of the settings."""
    return [
        Language(code, SHORT_NAMES.get(code) or get_language_info(code)["name_local"], code == active)
        for code, _ in settings.LANGUAGES
    ]


def section(path: str) -> str:
    """The section of an organization's pages: "teams" for /o/aurora/teams/pricing/; "" elsewhere.

    Changing a team has its address under settings/team/, and belongs to the teams all the same.
    """
    parts = path.strip("/").split("/")
    if len(parts) < 3 or parts[0] != "o":
        return ""
    of_teams = parts[2] == "settings" and parts[3:4] in (["team"], ["teams"])
    return "teams" if of_teams else parts[2]


def here(request: HttpRequest) -> str:
    """The address to come back to: this page, or the page whose form was sent; "/" where neither is ours."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    try:
        ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    except DisallowedHost:
        ours = False
    return came_from if ours else "/"


def page(request: HttpRequest) -> dict[str, Any]:
    """Version, theme, languages, the section that the bar marks, and the address to come back to."""
    code = get_language() or settings.LANGUAGE_CODE
    return {
        "patamar_version": settings.VERSION,
        "theme": getattr(request, "theme", "auto"),
        "html_lang": html_tag(code),
        "languages": languages(code),
        "section": section(request.path),
        "here": here(request),
    }
