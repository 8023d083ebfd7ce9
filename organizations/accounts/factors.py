"""The second step of signing in: who has one, who has taken it, and who must.

A factor is a passkey or the codes of an authenticator app. Recovery codes stand in for a lost factor;
alone they are none.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from core.clock import now
from core.outbox import emit
from organizations.access import Role
from organizations.accounts.sealing import seal_again
from organizations.accounts.sessions import end_all_sessions, end_generation
from organizations.audit.recording import record_for_person
from organizations.models import Membership, User
from organizations.scoping import scopes_disabled

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SEALED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
NOBODY, OWNERS_AND_ADMINS, EVERYONE = "nobody", "owners_and_admins", "everyone"


@dataclass(frozen=True, slots=True)
class Passkey:
    """One key of a person, for the page of the account."""

    pk: int
    name: str
    opens_alone: bool  # lives on the device, so it needs neither address nor password
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """All that a person can take the second step with."""

    passkeys: list[Passkey]
    app_since: datetime | None
    app_used_at: datetime | None
    codes_left: int | None  # None: there are no recovery codes

    @property
    def any(self) -> bool:
        return bool(self.passkeys) or self.app_since is not None


def has_factor(user: User) -> bool:
    """Whether the person has a passkey or an authenticator app."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def signed_in_with_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or confirmed since, with a second step; costs no query."""
    user: Any = request.user
    return user.is_authenticated and any(
        record.get("method") == "mfa" for record in get_authentication_records(request, user)
    )


def must_have_factor(member: Membership) -> bool:
    """Whether the installation asks this member for a second step."""
    if settings.REQUIRE_MFA == OWNERS_AND_ADMINS:
        return any(grant.role in (Role.OWNER, Role.ADMIN) for grant in member.roles_now())
    return bool(settings.REQUIRE_MFA == EVERYONE)


def must_have_one_somewhere(user: User) -> bool:
    """Whether some membership of the person asks for a second step."""
    if settings.REQUIRE_MFA == NOBODY:
        return False
    with scopes_disabled():
        members = Membership.objects.active().with_grants().filter(user=user)
        return any(must_have_factor(member) for member in members)


def is_the_last(factor: Authenticator) -> bool:
    """Whether the person would be left without a factor."""
    others = Authenticator.objects.filter(user_id=factor.user_id, type__in=FACTORS)
    return not others.exclude(pk=factor.pk).exists()


def factors_of(user: User) -> Factors:
    """What the person has, the keys in the order in which they came."""
    found = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    app = next((row for row in found if row.type == Authenticator.Type.TOTP), None)
    codes = next((row for row in found if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return Factors(
        passkeys=[_passkey(row) for row in found if row.type == Authenticator.Type.WEBAUTHN],
        app_since=app.created_at if app else None,
        app_used_at=app.last_used_at if app else None,
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def _passkey(row: Authenticator) -> Passkey:
    key = row.wrap()
    return Passkey(row.pk, key.name, bool(key.is_passwordless), row.created_at, row.last_used_at)


def note_new_factor(request: HttpRequest, user: User, authenticator: Authenticator, **_sent: Any) -> None:
    """Who has just added a factor has shown that it works: the session counts as opened with it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def remove_factors(person: User) -> int:
    """Take all factors and recovery codes from somebody who has lost them, end all sessions and kept passes
    of theirs, and tell them.

    Returns:
        How many factors that were, recovery codes not counted.
    """
    with transaction.atomic():
        found = Authenticator.objects.filter(user=person)
        count = found.filter(type__in=FACTORS).count()
        Authenticator.objects.filter(user=person).delete()
        record_for_person("factor.removed", person, by=None, factor="all")
        end_all_sessions(person)
        end_generation(person)  # what was lost may hold a pass to answer, which stands in no list
        told = {"user": person.pk, "what": "factors_removed", "to": "", "address": "", "browser": ""}
        emit("account.changed", {**told, "at": now().isoformat(), "language": get_language()})
        return count


def seal_all_again() -> tuple[int, int]:
    """Seal every secret with the present key; how many that were, and how many no key opens."""
    sealed = Authenticator.objects.filter(type__in=SEALED)
    done = [_seal_again(pk) for pk in list(sealed.order_by("pk").values_list("pk", flat=True))]
    return done.count(True), done.count(False)


def _seal_again(pk: int) -> bool | None:
    """One row, held meanwhile: the same field notes which recovery codes are used. None: it is gone."""
    with transaction.atomic():
        # Against signing in with a recovery code, which notes in the same field that the code is used.
        row = Authenticator.objects.select_for_update(no_key=True).filter(pk=pk).first()
        if row is None:
            return None
        name = SEALED[row.type]
        try:
            row.data[name] = seal_again(row.data[name])
        except (InvalidToken, KeyError):
            return False
        row.save(update_fields=["data"])
        return True
