"""The pass: a signed cookie that says which invitation this device answers. Only the answering pages get it.

Two kinds. Whoever is signed in gets one for this visit. It is tied to the session, by a hash of its key,
and ends with that row, whatever ends it. Whoever comes by a link gets one that is kept: it counts by itself,
until its time is over or somebody signs out on the device. Both carry a stamp of the person's password and
generation, and end with these. It is all asked in the query for the invitation: a save looks up nobody.

What has ended so counts all the same while its person is signed in here, and is made anew: whoever signs in
again goes on where they were.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.crypto import constant_time_compare

from core.links import hash_of
from core.passes import Pass
from organizations.models import Membership
from organizations.requests import goes_by_pass_alone
from organizations.scoping import scope
from surveys import invitations
from surveys.answer_pages import Sheet, sheet_of
from surveys.models import Invitation, Response
from surveys.refusals import OtherResponse, PassMissing

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


def give(response: HttpResponse, invitation: Invitation, *, request: HttpRequest) -> None:
    """Let this device answer `invitation`: for this visit where its person is signed in, else for long."""
    carried: dict[str, Any] = {"invitation": invitation.pk, "stamp": _stamps(invitation)[0]}
    visits = _is_its_person(request, invitation)
    if visits:
        carried["visit"] = _hash_of(request.session.session_key)
    else:
        carried["ended"] = invitation.passes_ended
    PASS.give(response, carried, stay=not visits)


def end(request: HttpRequest, response: HttpResponse) -> None:
    """Let this device answer no more, nor any that copied a kept pass from it."""
    carried = PASS.carried_in(request)
    if carried is not None and "ended" in carried:
        invitations.end_passes(carried["invitation"], ended=carried["ended"])
    PASS.take_back(response)


def bearing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view answer only who holds a pass that still counts, in the scope of their organization."""

    @wraps(view)
    def borne(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        carried = PASS.carried_in(request)
        if carried is None:
            raise PassMissing
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "") if "visit" in carried else ""
        invitation = invitations.carried(int(carried["invitation"]), session=session)
        counts = _counts(carried, invitation, session)
        if not counts and not _is_its_person(request, invitation):
            raise PassMissing
        request.bearer = Bearer(invitation)
        enter_scope(request, invitation)
        speak_their_language(request, invitation)
        response = view(request, *args, **kwargs)
        if not counts:
            give(response, invitation, request=request)
        return response

    return borne


def sheet_of_bearer(request: BearerRequest) -> Sheet:
    """What the pages of the bearer's invitation show.

    Raises:
        MayNotAnswer: the person does not answer for the team any more.
    """
    check_permitted(request.bearer.invitation)
    return sheet_of(request.bearer.invitation)


def check_permitted(invitation: Invitation) -> None:
    """Raise MayNotAnswer unless whoever is asked answers for the team now."""
    if invitation.membership is not None:
        invitations.check_permitted(invitation.membership, invitation.participation)


def enter_scope(request: Any, invitation: Invitation) -> None:
    """Open the scope of the organization that asks, until the request is over."""
    request.scopes.enter_context(scope(organization=invitation.participation.round.organization_id))


def speak_their_language(request: HttpRequest, invitation: Invitation) -> None:
    """The language of who was invited, unless the device chose one or somebody is signed in."""
    member = invitation.membership
    speak_as_asked(request, (member and member.user.language) or "")


def speak_as_asked(request: HttpRequest, language: str) -> None:
    """The same, where the language is known; nothing changes where it is empty."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return
    if not goes_by_pass_alone(request) and request.user.is_authenticated:
        return
    if language:
        translation.activate(language)
        request.LANGUAGE_CODE = language


def _counts(carried: dict[str, Any], invitation: Invitation, session: str) -> bool:
    """Whether a pass counts now by itself; no query.

    Args:
        session: the key of the session that the device claims.
    """
    if not any(constant_time_compare(carried.get("stamp", "-"), stamp) for stamp in _stamps(invitation)):
        return False
    if "visit" in carried:
        return invitation.in_session and constant_time_compare(carried["visit"], _hash_of(session))
    return bool(carried["ended"] == invitation.passes_ended)


def _is_its_person(request: HttpRequest, invitation: Invitation) -> bool:
    """Whether whoever was invited is signed in here; looks up who is."""
    member = invitation.membership
    return member is not None and bool(request.user.pk == member.user_id)


def _hash_of(session: str | None) -> str:
    return hash_of(session or "", of="visit")


def _stamps(invitation: Invitation) -> list[str]:
    """What a pass must know of its person, by the present key and by those before it."""
    if invitation.membership is None:
        return []  # nobody has joined by it yet, so nobody holds a pass
    person = invitation.membership.user
    return [person.stamp("pass", secret=key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
