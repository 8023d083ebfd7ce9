"""Signing in: what django-allauth's own views leave to us."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.mfa.webauthn.internal import flows
from allauth.mfa.webauthn.views import LoginWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.accounts.adapters import FactorAdapter
from organizations.accounts.factors import has_factor, signed_in_with_factor
from organizations.requests import PersonRequest, signed_in


class SignIn(LoginView):
    """Address and password, and the other ways that this installation has."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"services": settings.SIGN_ON_SERVICES}


class SignInWithPasskey(LoginWebAuthnView):
    """Sign in with a passkey alone, and go on to where the person wanted to be."""

    def form_valid(self, form: Any) -> HttpResponse:
        key = form.cleaned_data["credential"]
        login = Login(user=key.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, key, login)


class RemovePasskey(RemoveWebAuthnView):
    """Remove a passkey, unless it is the last factor of somebody who must have one."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not FactorAdapter().can_delete_authenticator(self.object):
            refused = FactorAdapter.error_messages["cannot_delete_authenticator"]
            return self.render_to_response(self.get_context_data(refused=refused), status=409)
        return super().form_valid(form)


@require_safe
@signed_in
def second_step(request: PersonRequest) -> HttpResponse:
    """Where somebody is led who needs a second step: to take it, or to set one up."""
    wanted = get_next_redirect_url(request) or "/"
    if signed_in_with_factor(request):
        return HttpResponseRedirect(wanted)  # an address, and no name of a page
    if has_factor(request.user):
        ways = get_adapter(request).get_reauthentication_methods(request.user)
        way = next(way for way in ways if way["id"].startswith("mfa"))
        return redirect_to_login(wanted, way["url"])
    return render(request, "organizations/second_step.html", {"next": wanted})
