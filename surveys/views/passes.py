"""The pass: a signed cookie that says which invitation this device answers. Only the answering pages get it.

Answering hangs on the pass and not on being signed in, so a session that ends mid-survey loses nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from core.passes import Pass
from organizations.models import Membership
from organizations.requests import goes_by_pass_alone
from organizations.scoping import scope
from surveys import invitations
from surveys.models import Invitation, Response
from surveys.refusals import OtherResponse, PassMissing
from surveys.seats import filled_by

SALT = "surveys.answering.pass"
PASS = Pass("ANSWER_COOKIE_NAME", SALT, "answer:start", lasts=timedelta(days=180))
NAME_OF_A_RESPONSE = re.compile(r"[\w-]{1,40}", re.ASCII)


@dataclass
class Bearer:
    """Whoever answers on this device, by the invitation that it carries."""

    invitation: Invitation

    @property
    def member(self) -> Membership | None:
        return self.invitation.membership

    @cached_property
    def response(self) -> Response | None:
        """The team's response if it was begun; one query, which saving an answer does without."""
        response = filled_by(self.invitation)
        if response is not None:
            response.participation = self.invitation.participation
        return response

    def named(self, public_id: str) -> Response:
        """The response that a page was made for, by its name alone; the deed looks it up under its lock.

        Raises:
            OtherResponse: no response has such a name; some of these no database can even look for.
        """
        if not NAME_OF_A_RESPONSE.fullmatch(public_id):
            raise OtherResponse
        return Response(public_id=public_id, participation=self.invitation.participation)


class BearerRequest(HttpRequest):
    """The request of somebody with a pass."""

    bearer: Bearer


def give(response: HttpResponse, invitation: Invitation, *, stay: bool) -> None:
    """Let this device answer `invitation`.

    Args:
        stay: whether the pass outlives the browser's session; not for those who are signed in, whose
            device may be shared.
    """
    PASS.give(response, {"invitation": invitation.pk}, stay=stay)


def take_back(response: HttpResponse) -> None:
    """Let this device answer no more."""
    PASS.take_back(response)


def bearing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view answer only who holds a pass that still counts, in the scope of their organization."""

    @wraps(view)
    def borne(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        invitation = invitations.carried(_invitation_in(request))
        request.bearer = Bearer(invitation)
        enter_scope(request, invitation)
        speak_their_language(request, invitation)
        return view(request, *args, **kwargs)

    return borne


def enter_scope(request: Any, invitation: Invitation) -> None:
    """Open the scope of the organization that asks, until the request is over."""
    request.scopes.enter_context(scope(organization=invitation.participation.round.organization_id))


def speak_their_language(request: HttpRequest, invitation: Invitation) -> None:
    """The language of who was invited, unless the device chose one or somebody is signed in."""
    member = invitation.membership
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return
    if not goes_by_pass_alone(request) and request.user.is_authenticated:
        return
    language = (member and member.user.language) or ""
    if language:
        translation.activate(language)
        request.LANGUAGE_CODE = language


def _invitation_in(request: HttpRequest) -> int:
    carried = PASS.carried_in(request)
    if carried is None:
        raise PassMissing
    return int(carried["invitation"])
