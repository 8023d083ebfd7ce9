"""In which language a request is answered."""

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header


def speaks_for_itself(request: HttpRequest, used: Collection[str]) -> bool:
    """Whether a choice on this device, or the browser, asks for a language to read in.

    Args:
        used: the languages of the organization; a browser that asks for another one is not followed.
    """
    if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in dict(settings.LANGUAGES):
        return True
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    understood = (language for code, _weight in asked if (language := _language_of(code)))
    return next(understood, None) in used


def _language_of(code: str) -> str | None:
    try:
        return translation.get_supported_language_variant(code)
    except LookupError:
        return None


def speak(request: HttpRequest, language: str) -> None:
    """Answer this request in that language, if the product has it."""
    if language in dict(settings.LANGUAGES):
        translation.activate(language)
        request.LANGUAGE_CODE = language
