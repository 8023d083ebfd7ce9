"""Who a password belongs to."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from core.prepared import Prepared
from organizations.accounts.people import person_with
from organizations.models import User

BACKEND = "organizations.accounts.backends.PersonBackend"
"""How Django names the one below, in a session that begins without a sign-in."""


class PersonBackend(AuthenticationBackend):
    """allauth's, with one look for the account whether there is one or not: so the time tells nothing.

    allauth looks among confirmed addresses first and among accounts after, which takes longer where there
    is nobody. Here an account has one address. A refused password ends the matter, so that no other
    backend is asked, which would take the time of another hash.
    """

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, as they are now; asked by every page of somebody who is signed in."""
        person = _person.first(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        person: User | None = super().authenticate(request, **credentials)
        if person is None and credentials.get("password"):
            raise PermissionDenied
        return person

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        found: User | None = self._check_password(person_with(email), password)
        return found


@Prepared
def _person(pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk)
