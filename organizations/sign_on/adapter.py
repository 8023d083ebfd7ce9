"""How django-allauth behaves when somebody comes from another company's sign-in service."""

from contextlib import suppress
from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from core.names import LONGEST_NAME
from core.sign_on import Service
from organizations.sign_on.single_sign_on import (
    DomainNotTrusted,
    NotVouchedFor,
    let_in,
    person_behind,
    service_named,
    vouched_address,
)


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Who comes from another company's sign-in service, and as whom."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or make the account behind what the service says, before allauth looks for one.

        Raises:
            The errors of `single_sign_on`: then nobody comes in.
        """
        service = service_named(sociallogin.account.provider)
        if service is None or sociallogin.state.get("process", "login") != "login":
            raise PermissionDenied
        claims = claims_in(sociallogin)
        if sociallogin.is_existing:
            self._let_in_again(service, sociallogin, claims)
            return
        email = vouched_address(service, claims)
        name = str(claims.get("name") or email.partition("@")[0])[:LONGEST_NAME]
        sociallogin.connect(request, person_behind(service, email=email, name=name))

    def _let_in_again(self, service: Service, sociallogin: SocialLogin, claims: dict[str, Any]) -> None:
        """An account that was opened this way before stays open; new ways in need the word of the service."""
        with suppress(NotVouchedFor, DomainNotTrusted):
            if vouched_address(service, claims) == sociallogin.user.email:
                let_in(service, sociallogin.user)


def claims_in(sociallogin: SocialLogin) -> dict[str, Any]:
    """What the service says of the person.

    Raises:
        PermissionDenied: its two answers speak of two persons.
    """
    data = sociallogin.account.extra_data
    token, userinfo = data.get("id_token") or {}, data.get("userinfo") or {}
    if token and userinfo and token.get("sub") != userinfo.get("sub"):
        raise PermissionDenied
    if token or userinfo:
        return {**token, **userinfo}
    address = sociallogin.email_addresses[0] if sociallogin.email_addresses else None  # SAML
    if address is None:
        return {}
    return {"email": address.email, "email_verified": address.verified or None}
