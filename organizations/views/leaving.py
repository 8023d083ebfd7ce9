"""Leaving an organization, handing it on, and ending it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.access import Right, requires
from organizations.members import memberships, ownership
from organizations.requests import MemberRequest, confirmed_lately
from organizations.tenant import ending
from organizations.tenant.forms import STEPS_DOWN, EndForm, HandOnForm


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: MemberRequest) -> HttpResponse:
    """Leave by oneself, after reading what that means; the last owner reads what to do instead."""
    if request.method != "POST":
        context = {"is_last_owner": memberships.is_last_owner(request.member)}
        return render(request, "organizations/leave.html", context)
    memberships.leave(request.member)
    messages.success(request, _("You have left %(name)s.") % {"name": request.member.organization})
    return redirect("organizations:home")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.HAND_ON)
@confirmed_lately
def hand_on(request: MemberRequest) -> HttpResponse:
    """Make a colleague an owner, and step down if one likes."""
    form = HandOnForm(request.POST or None, member=request.member)
    if not form.is_valid():
        return render(
            request, "organizations/hand_on.html", {"form": form}, status=422 if form.is_bound else 200
        )
    to = form.cleaned_data["to"]
    ownership.hand_on(to, step_down=form.cleaned_data["afterwards"] == STEPS_DOWN, by=request.member)
    messages.success(request, _("%(name)s is an owner now.") % {"name": to})
    return redirect("organizations:settings", request.member.organization.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.DELETE_ORGANIZATION)
@confirmed_lately
def end_organization(request: MemberRequest) -> HttpResponse:
    """Ask for the end of the organization by typing its name; while it is near, the way back."""
    organization = request.member.organization
    form = EndForm(request.POST or None, organization=organization)
    if not form.is_valid():
        context = {"form": form, "holds": ending.holdings(organization), "days": settings.DELETION_DAYS}
        return render(request, "organizations/end.html", context, status=422 if form.is_bound else 200)
    ending.ask_for_end(organization, name=form.cleaned_data["name"], by=request.member)
    messages.warning(request, _("The organization is going to be deleted. Its owners are being told."))
    return redirect("organizations:end_organization", organization.slug)


@require_POST
@requires(Right.DELETE_ORGANIZATION)
def take_back_end(request: MemberRequest) -> HttpResponse:
    """Let the organization stay."""
    organization = request.member.organization
    ending.take_back_end(organization, by=request.member)
    messages.success(request, _("The organization stays. Nothing is lost."))
    return redirect("organizations:settings", organization.slug)
