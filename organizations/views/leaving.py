"""Leaving an organization, and handing it on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations import joining, ownership
from organizations.access import Right, requires
from organizations.requests import MemberRequest, confirmed_lately
from organizations.settings_forms import STEPS_DOWN, HandOnForm


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: MemberRequest) -> HttpResponse:
    """Leave by oneself, after reading what that means; the last owner reads what to do instead."""
    if request.method != "POST":
        context = {"is_last_owner": joining.is_last_owner(request.member)}
        return render(request, "organizations/leave.html", context)
    joining.leave(request.member)
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
