"""A person's own account: what they are called, how they sign in, and where they are signed in."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organizations.accounts import people, sessions
from organizations.accounts.account_forms import AccountForm
from organizations.accounts.addresses import address_waiting, forget_change
from organizations.accounts.factors import factors_of, must_have_one_somewhere
from organizations.requests import PersonRequest, memberships_of, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account(request: PersonRequest) -> HttpResponse:
    """The account, and the form for its name and time zone."""
    user = request.user
    form = AccountForm(request.POST or None, initial={"name": user.name, "time_zone": user.time_zone})
    if form.is_valid():
        people.change_account(user, **form.cleaned_data)
        messages.success(request, _("Your account is saved."))
        return redirect("organizations:account")
    context = {
        "form": form,
        "memberships": memberships_of(user),
        "waiting": address_waiting(user),
        "factors": factors_of(user),
        "must_have_factor": must_have_one_somewhere(user),
        "sittings": sessions.sittings_of(request),
    }
    return render(request, "organizations/account.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def drop_change(request: PersonRequest) -> HttpResponse:
    """Keep the present address after all."""
    forget_change(request.user)
    messages.success(request, _("Your address stays as it is."))
    return redirect("organizations:account")


@require_POST
@signed_in
def end_session(request: PersonRequest, pk: int) -> HttpResponse:
    """Sign out on one other device."""
    row = get_object_or_404(UserSession.objects.filter(user=request.user), pk=pk)
    sessions.end_session(row)
    messages.success(request, _("That device is signed out."))
    return redirect("organizations:account")


@require_POST
@signed_in
def end_other_sessions(request: PersonRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    count = sessions.end_other_sessions(request)
    told = ngettext("%(count)s other device is signed out.", "%(count)s other devices are signed out.", count)
    messages.success(request, told % {"count": count})
    return redirect("organizations:account")
