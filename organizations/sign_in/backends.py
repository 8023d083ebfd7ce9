"""The backend of `organizations.accounts.backends` under its former name.

A session holds the dotted name of the backend that opened it, and Django reads it only while that name is
among AUTHENTICATION_BACKENDS and can be imported: without this module whoever is signed in while the
installation is upgraded would be signed out.
"""

from typing import Any

from django.http import HttpRequest

from organizations.accounts import backends


class PersonBackend(backends.PersonBackend):
    """Goes on with the sessions that it has opened, and opens none."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        return None
