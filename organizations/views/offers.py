"""The offers of an organization: made, sent again, corrected, withdrawn."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http import render_page_or_partial
from organizations.access import INVITED, Right, Role, may, requires
from organizations.members.memberships import TeamNotHere
from organizations.models import Membership, MembershipOffer, Team
from organizations.offers import offering, pages, resending
from organizations.offers.forms import CorrectAddressForm, OfferForm, WantedForm
from organizations.offers.mail_queue import mails_waiting
from organizations.offers.offering import Kind, MailedJustNow, NewOffer, OfferOpenAlready
from organizations.requests import MemberRequest

PER_PAGE = 50


@require_safe
@requires(Right.INVITE, Right.SEE_PEOPLE)
def index(request: MemberRequest) -> HttpResponse:
    """The offers that the reader may see, with how they stand; choosing a filter asks for the list alone."""
    form = WantedForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404
    found = pages.offers(request.member, form.wanted)
    counts = pages.counts(found)
    paginator = Paginator(found, PER_PAGE)
    paginator.count = counts["every"]  # counted above, together with the open ones
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": pages.offer_rows(page, reader=request.member),
        "wanted": form.wanted,
        "open": counts["open"],
        "states": MembershipOffer.State.choices,
        "roles": Role.choices if may(request.member, Right.SEE_PEOPLE) else _invited(),
        "teams": partial(pages.teams_with_offers, request.member),  # only the whole page asks for them
        "waiting": mails_waiting(request.member.organization),
    }
    return render_page_or_partial(request, "organizations/offers.html", "organizations/_offers.html", context)


def _invited() -> list[tuple[str, str]]:
    return [(role.value, str(role.label)) for role in Role if role in INVITED]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.INVITE)
def make(request: MemberRequest) -> HttpResponse:
    """Offer access to one person."""
    came_from = request.GET.get("team", "")
    team = _team(request.member, came_from) if came_from else None
    initial: dict[str, Any] = {"team": team}
    if request.GET.get("role") in Role.values:
        initial["role"] = request.GET["role"]
    form = OfferForm(request.POST or None, member=request.member, initial=initial)
    if form.is_valid():
        offer = NewOffer(**form.cleaned_data | {"role": Role(form.cleaned_data["role"])})
        [effect] = offering.look_ahead(request.member.organization, [offer], by=request.member)
        if effect.problem is None:
            offering.make_offers(request.member.organization, [offer], by=request.member)
            messages.success(request, _told(effect.kind, offer.email))
            return redirect("organizations:offers", request.member.organization.slug)
        form.add_error("email", str(effect.problem))
    status = 422 if form.is_bound else 200
    return render(request, "organizations/offer_make.html", {"form": form}, status=status)


@require_POST
@requires(Right.INVITE)
def send_again(request: MemberRequest, pk: int) -> HttpResponse:
    """A new mail with a new link."""
    offer = _offer(request.member, pk)
    offering.send_again(offer, by=request.member)
    words = {"email": offer.email}
    messages.success(request, _("A mail with a new link goes to %(email)s. The old link is dead.") % words)
    return redirect("organizations:offers", request.member.organization.slug)


@require_POST
@requires(Right.INVITE)
def send_all_again(request: MemberRequest) -> HttpResponse:
    """A new mail with a new link to all that are open, of those that the list showed."""
    form = WantedForm(request.POST, member=request.member)
    if not form.is_valid():
        raise TeamNotHere
    organization = request.member.organization
    mails = resending.send_all_again(
        organization, pages.offers(request.member, form.wanted), by=request.member
    )
    told = ngettext(
        "A mail with a new link goes to %(count)s person. The old links are dead.",
        "Mails with new links go to %(count)s people. The old links are dead.",
        mails,
    )
    nobody = _("Nobody was written to: everybody who is invited had a mail just now, or has one waiting.")
    messages.success(request, told % {"count": mails} if mails else nobody)
    return redirect("organizations:offers", organization.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.INVITE)
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    """The mail went to the wrong address: name the right one."""
    offer = _offer(request.member, pk)
    form = CorrectAddressForm(request.POST or None, initial={"email": offer.email})
    if not (form.is_valid() and _is_corrected(offer, form, by=request.member)):
        context = {"form": form, "offer": offer}
        status = 422 if form.is_bound else 200
        return render(request, "organizations/offer_correct.html", context, status=status)
    messages.success(request, _("The invitation goes to %(email)s now.") % {"email": offer.email})
    return redirect("organizations:offers", request.member.organization.slug)


@require_POST
@requires(Right.INVITE)
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """Withdraw an offer."""
    offer = _offer(request.member, pk)
    offering.revoke_offer(offer, by=request.member)
    messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": offer.email})
    return redirect("organizations:offers", request.member.organization.slug)


def _is_corrected(offer: MembershipOffer, form: CorrectAddressForm, *, by: Membership) -> bool:
    """Correct the address; one that can't be taken, or not yet, is told beside its field."""
    try:
        offering.correct_address(offer, email=form.cleaned_data["email"], by=by)
    except (OfferOpenAlready, MailedJustNow) as problem:
        offer.refresh_from_db(fields=["email"])
        form.add_error("email", str(problem))
        return False
    return True


def _team(member: Membership, slug: str) -> Team | None:
    return Team.objects.where_may(member, Right.INVITE).active().filter(slug=slug).first()


def _offer(member: Membership, pk: int) -> MembershipOffer:
    found = MembershipOffer.objects.visible_to(member).select_related("organization", "team")
    return get_object_or_404(found, pk=pk)


def _told(kind: Kind, email: str) -> str:
    if kind in (Kind.ROLE, Kind.HELD):
        return _("%(email)s is a member already, and has the role now.") % {"email": email}
    if kind == Kind.OPEN:
        return _("%(email)s has this invitation already. You can send it again from the list.") % {
            "email": email
        }
    return _("An invitation to join goes to %(email)s.") % {"email": email}
