"""Answering an offer to join: from the link in its mail, or from the start page of who is signed in.

GET never changes anything, for mail scanners open links. The button exchanges the token in the address for
a pass of one hour, and leads to an address without it.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from core.passes import Pass
from core.zones import zone_named
from organizations.accounts.backends import BACKEND
from organizations.languages import speak, speaks_for_itself
from organizations.models import Membership, OfferLink, Organization
from organizations.offers import accepting
from organizations.offers.accepting import PassphraseRefused
from organizations.offers.forms import AcceptForm
from organizations.offers.pages import Offered, offered_with
from organizations.requests import PersonRequest, signed_in
from organizations.scoping import scope

PASS = Pass("OFFER_COOKIE_NAME", "organizations.offer.link", "offers:answer", lasts=timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """A link of a mail: who offers what. The button leads on, to an address without the token."""
    link = accepting.link_of(token)
    response: HttpResponse
    if request.method == "POST":
        response = redirect("offers:answer")
        PASS.give(response, {"link": link.pk})
    else:
        response = render(request, "organizations/offer_arrive.html", {"offered": _offered(request, link)})
    # The token goes along to no other page; with "no-referrer" the browser would name no origin either,
    # and the form would be refused as another site's.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Accept: with an account made here, or with the one that the address has."""
    link = _link(request)
    offered = _offered(request, link)
    if request.user.is_authenticated:
        return _answer_signed_in(request, link, offered)
    if accepting.has_account(link):
        return render(request, "organizations/offer_sign_in.html", {"offered": offered})
    form = AcceptForm(request.POST or None, initial={"name": offered.name})
    if form.is_valid():
        try:
            member = accepting.accept_with(link, **form.cleaned_data)
        except PassphraseRefused as refusal:
            form.add_error("password", str(refusal))
        else:
            login(request, member.user, backend=BACKEND)
            return _come_in(request, member)
    status = 422 if form.is_bound else 200
    return render(request, "organizations/offer_join.html", {"offered": offered, "form": form}, status=status)


@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    """Decline, by the link alone."""
    link = _link(request)
    offered = _offered(request, link)
    by = request.user if request.user.is_authenticated else None
    accepting.decline_with(link, by=by)
    response = render(request, "organizations/offer_declined.html", {"offered": offered})
    PASS.take_back(response)
    return response


@require_POST
@signed_in
def accept_here(request: PersonRequest, slug: str) -> HttpResponse:
    """Accept what an organization offers to the address of who is signed in."""
    member = accepting.accept(_offering(request, slug), person=request.user)
    return _come_in(request, member)


@require_POST
@signed_in
def decline_here(request: PersonRequest, slug: str) -> HttpResponse:
    """Decline it."""
    organization = _offering(request, slug)
    accepting.decline(organization, email=request.user.email, by=request.user)
    messages.success(
        request, _("You have declined the invitation of %(name)s.") % {"name": organization.name}
    )
    return redirect("organizations:home")


def _answer_signed_in(request: Any, link: OfferLink, offered: Offered) -> HttpResponse:
    if request.user.email != link.mail.email:
        context = {"offered": offered}
        return render(request, "organizations/offer_other_account.html", context, status=403)
    if request.method == "POST":
        return _come_in(request, accepting.accept_as(link, person=request.user))
    return render(request, "organizations/offer_accept.html", {"offered": offered})


def _come_in(request: HttpRequest, member: Membership) -> HttpResponse:
    messages.success(request, _("Welcome to %(name)s.") % {"name": member.organization.name})
    response = redirect("reports:index", member.organization.slug)
    PASS.take_back(response)
    return response


def _link(request: HttpRequest) -> OfferLink:
    carried = PASS.carried_in(request)
    if carried is None:
        raise accepting.LinkNotOpened
    return accepting.link_with(carried["link"])


def _offered(request: HttpRequest, link: OfferLink) -> Offered:
    """What the link offers, in the language and the time zone of its mail unless the reader has chosen."""
    with scope(organization=link.mail.organization):
        offered = offered_with(link)
    if not request.user.is_authenticated:
        timezone.activate(zone_named(link.mail.organization.time_zone) or settings.TIME_ZONE)
    chosen = request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    if not chosen and (offered.language or not speaks_for_itself(request, link.mail.organization.languages)):
        speak(request, offered.language or link.mail.organization.language)
    return offered


def _offering(request: PersonRequest, slug: str) -> Organization:
    for offer in accepting.offers_for(request.user):
        if offer.organization.slug == slug:
            return offer.organization
    raise Http404
