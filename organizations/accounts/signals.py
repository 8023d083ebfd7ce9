"""What is seen at the door: who came in and how, who was not let in, who left, whose password changed.

Django and allauth tell it by signals, the one way that they have; our own deeds call each other. What was
typed as an address stands in the trail only where it is somebody's: people type passwords there as well.
"""

from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as factors
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver

from core.origin import origin
from core.outbox import emit
from organizations.accounts.people import person_with
from organizations.audit.recording import record_for_person, refuse_person
from organizations.models import User

FACTORS = ("totp", "webauthn", "recovery_codes")


@receiver(user_logged_in)
def came_in(*, request: Any, user: User, **_: Any) -> None:
    """Somebody signed in; `way` says by what, the last proof last."""
    record_for_person("person.signed_in", user, by=user, **_way(request, user))


@receiver(user_logged_out)
def went_out(*, user: User | None, **_: Any) -> None:
    """Somebody signed out, or was signed out by a new password; who was erased leaves no new line."""
    if user is not None and user.pk and user.erased_at is None:
        record_for_person("person.signed_out", user, by=user)


@receiver(user_login_failed)
def was_not_let_in(*, credentials: dict[str, Any], **_: Any) -> None:
    """A wrong password, or an address that is nobody's.

    The lines are written after the answer: an account has one for each of its organizations, and the time
    that they take would tell that there is an account.
    """
    typed = credentials.get("email") or credentials.get("username") or ""
    person = person_with(str(typed))
    with transaction.atomic():
        emit("person.not_let_in", {"person": person.pk if person else None, "address": origin().address})


@receiver(account.password_changed)
def password_changed(*, user: User, **_: Any) -> None:
    record_for_person("password.changed", user, by=user)


@receiver(account.password_set)
def password_set(*, user: User, **_: Any) -> None:
    record_for_person("password.set", user, by=user)


@receiver(account.password_reset)
def password_reset(*, user: User, **_: Any) -> None:
    record_for_person("password.reset", user, by=user)


@receiver(account.email_changed)
def address_changed(*, user: User, **_: Any) -> None:
    record_for_person("address.changed", user, by=user)


@receiver(factors.authenticator_added)
def factor_added(*, user: User, authenticator: Any, **_: Any) -> None:
    record_for_person("factor.added", user, by=user, factor=_kind(authenticator))


@receiver(factors.authenticator_removed)
def factor_removed(*, user: User, authenticator: Any, **_: Any) -> None:
    record_for_person("factor.removed", user, by=user, factor=_kind(authenticator))


@receiver(factors.authenticator_reset)
def factor_renewed(*, user: User, authenticator: Any, **_: Any) -> None:
    record_for_person("factor.renewed", user, by=user, factor=_kind(authenticator))


@receiver(factors.authentication_failed)
def factor_failed(*, user: User, authenticator: Any = None, **_: Any) -> None:
    """The password was right, the code or the key was not: the most telling line of all."""
    refuse_person("factor.failed", user, by=None, factor=_kind(authenticator))


def _kind(authenticator: Any) -> str:
    kind = str(getattr(authenticator, "type", ""))
    return kind if kind in FACTORS else ""


def _way(request: Any, user: User) -> dict[str, str]:
    if getattr(request, "session", None) is None:
        return {}
    found = get_authentication_records(request, user)
    if not found:
        return {}
    last = found[-1]
    way = last.get("type") or last.get("provider") or last.get("method") or ""
    return {"way": str(way)[:40]}
