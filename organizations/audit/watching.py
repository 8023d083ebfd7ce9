"""What was refused leaves a line in the audit trail, whatever kind of request it was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.errors import DomainError
from organizations.access import RightLacking
from organizations.audit.recording import refuse
from organizations.models import Organization, User

OF_AN_ORGANIZATION = "o/<slug:organization>/"
ANSWERING = ("answer", "result")  # the namespaces of the pages that go by the pass of an invitation
OPERATORS = "admin"  # Django's name for the pages of operators
LINK_STATUSES = (401, 404, 410)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that was not let through."""

    action: str
    detail: dict[str, str] = field(default_factory=dict)


class RefusalMiddleware:
    """Adds a line for each answer that lets somebody not through.

    Stands next to the views, so that it sees the error that a view raised before it becomes a page. A 404
    counts where somebody signed in asks for what belongs to an organization: it may be there, and not theirs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in (401, 403, 404, 410, 429):
            refusal = refusal_in(request, response.status_code)
            if refusal is not None:
                _write(request, refusal)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        request.refused_for = error  # type: ignore[attr-defined]


def refusal_in(request: HttpRequest, status: int) -> Refusal | None:
    """What an answer of that status says about the request; None where nothing was refused."""
    error = getattr(request, "refused_for", None)
    if status == 429:
        return Refusal("access.limited")
    if isinstance(error, RightLacking):
        return Refusal("access.refused", {"right": error.right.value})
    if isinstance(error, DomainError) and status in LINK_STATUSES:
        return None if _brought_nothing(request, status) else Refusal("link.refused", {"code": error.code})
    if status == 403:
        return Refusal("access.refused", {"code": error.code} if isinstance(error, DomainError) else {})
    return Refusal("access.hidden") if status == 404 and _is_hidden(request) else None


def _brought_nothing(request: HttpRequest, status: int) -> bool:
    """Whether a device without any pass came to a page that needs one: nothing of it was refused."""
    passes = {settings.ANSWER_COOKIE_NAME, settings.OFFER_COOKIE_NAME}
    return status == 401 and not passes & request.COOKIES.keys()


def _is_hidden(request: HttpRequest) -> bool:
    """Whether somebody signed in asked for what belongs to an organization, or to operators."""
    match = request.resolver_match
    if match is None or not request.user.is_authenticated:
        return False
    return match.route.startswith(OF_AN_ORGANIZATION) or match.app_name == OPERATORS


def _write(request: HttpRequest, refusal: Refusal) -> None:
    """Add the line. The pages that answer tell neither who nor, but for unknown links, from where.

    Whoever knocks there with a link of an anonymous round must leave no trace of having come.
    """
    answering = _is_answering(request)
    refuse(
        refusal.action,
        None,
        by=None if answering else _person(request),
        organization=_organization(request),
        label=_place(request),
        without_address=answering and refusal.detail.get("code") != "link_unknown",
        **refusal.detail,
    )


def _is_answering(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.namespace in ANSWERING


def _person(request: HttpRequest) -> User | None:
    user: Any = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _organization(request: HttpRequest) -> Organization | None:
    """Where it happened, for members only: an organization learns nothing of those who belong elsewhere."""
    member = getattr(request, "member", None)
    return member.organization if member is not None else None


def _place(request: HttpRequest) -> str:
    """What was asked for: the path where it holds no token, else the name of the page."""
    match = request.resolver_match
    if match is None or match.route.startswith(OF_AN_ORGANIZATION):
        return request.path if match is not None else ""
    return match.view_name or match.route
