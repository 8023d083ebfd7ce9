"""A page, or only its part when htmx asks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page_or_partial(
    request: HttpRequest, page: str, partial: str, context: dict[str, Any]
) -> HttpResponse:
    """The whole page for a visit, only the part for an htmx request; both from the same context."""
    htmx = request.htmx  # type: ignore[attr-defined]
    wants_part = htmx and not htmx.boosted and not htmx.history_restore_request
    response = render(request, partial if wants_part else page, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
