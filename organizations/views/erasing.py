"""Erasing: one's own account, and a member of one's organization."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.access import Right, requires
from organizations.members import queries
from organizations.members.forms import SureForm
from organizations.requests import MemberRequest, PersonRequest, confirmed_lately, signed_in
from organizations.tenant import erasing


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@confirmed_lately
def erase_me(request: PersonRequest) -> HttpResponse:
    """Erase one's own account, after reading what goes and what stays."""
    form = SureForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "organizations/erase_me.html", {"form": form}, status=status)
    erasing.erase_oneself(request.user)
    logout(request)
    messages.success(request, _("Your account is erased."))
    return redirect("organizations:home")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.ERASE_PEOPLE)
@confirmed_lately
def erase_member(request: MemberRequest, pk: int) -> HttpResponse:
    """Erase a member, after reading what goes and what stays."""
    member = get_object_or_404(queries.members(request.member), pk=pk)
    form = SureForm(request.POST or None)
    if not form.is_valid():
        context = {"form": form, "person": member}
        status = 422 if form.is_bound else 200
        return render(request, "organizations/erase_member.html", context, status=status)
    erasing.erase_member(member, by=request.member)
    messages.success(request, _("This person is erased."))
    return redirect("organizations:people", request.member.organization.slug)
