"""Accounts of people. What a person may do hangs on `members.memberships`."""

import secrets
from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import once, outbox
from core.clock import now
from core.errors import DomainError
from core.outbox import emit
from core.text import one_line
from organizations.accounts.addresses import confirm_address, note_address
from organizations.accounts.sessions import end_all_sessions
from organizations.audit.recording import forget_person
from organizations.models import Membership, User

NOWHERE = "erased.invalid"
OURS = ("organizations", "maturity", "surveys", "reports", "core")


class AddressInvalid(DomainError):
    code = "address_invalid"
    message = _("“%(email)s” is not an e-mail address.")
    status = 422


class PersonNameMissing(DomainError):
    code = "person_name_missing"
    message = _("Give the person a name.")
    status = 422


class PersonExists(DomainError):
    code = "person_exists"
    message = _("Somebody with this e-mail address is here already.")


def address_of(email: str) -> str:
    """The one spelling of an address.

    Raises:
        AddressInvalid: it is none.
    """
    plain = email.strip().lower()
    try:
        validate_email(plain)
    except ValidationError as error:
        raise AddressInvalid(email=email.strip()) from error
    return plain


def add_person(
    *,
    email: str,
    name: str,
    password: str | None = None,
    language: str = "",
    time_zone: str = "",
    confirmed: bool = False,
) -> User:
    """Open an account; without a password only a link sent to the address lets the person in.

    Args:
        language, time_zone: the person's own choice; empty to follow the browser and the organization.
        confirmed: whether the address is known to be the person's; else a link that comes to it shows so.

    Raises:
        AddressInvalid: `email` is no address.
        PersonNameMissing: the name is empty.
        PersonExists: the address has an account, however it is spelled.
    """
    email, name = address_of(email), one_line(name)
    if not name:
        raise PersonNameMissing
    try:
        with transaction.atomic():
            person = User.objects.create_user(
                email, password, name=name, language=language, time_zone=time_zone
            )
            note_address(person, confirmed=confirmed)
            return person
    except IntegrityError as error:
        raise PersonExists from error


def change_account(person: User, *, name: str, time_zone: str) -> None:
    """Change what a person decides about their own account.

    Args:
        time_zone: empty to follow each organization.

    Raises:
        PersonNameMissing: the name is empty.
    """
    person.name, person.time_zone = one_line(name), time_zone
    if not person.name:
        raise PersonNameMissing
    person.save(update_fields=["name", "time_zone"])


def erase_account(person: User) -> None:
    """Forget who somebody was: name, address and every way to sign in; the row stays for what points at it.

    Once more changes nothing.
    """
    with transaction.atomic():
        end_all_sessions(person)  # what they hold tells by which address somebody came in
        outbox.forget(person.pk, person.email)
        once.forget_words(*filter(None, (person.name, person.email)))
        forget_person(person)
        for related in person._meta.related_objects:  # addresses, factors, tokens of libraries
            if related.related_model._meta.app_label not in OURS:
                related.related_model._base_manager.filter(**{related.field.name: person}).delete()
        person.name, person.email = "", f"erased-{person.pk}@{NOWHERE}"
        person.language = person.time_zone = ""
        person.is_active, person.erased_at = False, now()
        person.set_unusable_password()
        person.save()


def add_nobody() -> User:
    """A person without a name or an address, for the place of somebody who is to be forgotten."""
    person = User(email=f"erased-{secrets.token_hex(8)}@{NOWHERE}", is_active=False, erased_at=now())
    person.set_unusable_password()
    person.save()
    return person


def hold_organizations_of(person: User) -> None:
    """Hold every organization that somebody belongs to, until this transaction ends.

    Whoever holds organizations and people holds organizations first, and each kind in one order, so that
    no two wait for each other.
    """
    members = Membership.objects.filter(user=person).exclude(state=Membership.State.ENDED)
    for member in members.select_related("organization").order_by("organization_id"):
        member.organization.hold()


def hold_person(person: User) -> None:
    """Lock the person's row until this transaction ends: against the same person on another device."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)


def share_password(people: Iterable[User], password: str) -> None:
    """Let new accounts of an example sign in with one password; it is hashed once, for hashing is slow."""
    known = list(people)
    User.objects.filter(pk__in=[person.pk for person in known]).update(password=make_password(password))
    for person in known:
        confirm_address(person)


def drop_password(person: User) -> None:
    """Let no password open the account until a link that comes to its address sets a new one."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


def ask_for_password_link(address: str) -> None:
    """Send a link to choose a new password to whoever has an account with this address.

    The account is looked up after the answer, so that neither what is said nor how long it takes
    tells whether there is one.
    """
    with transaction.atomic():
        emit("password.forgotten", {"address": address, "language": get_language()})


def person_with(email: str) -> User | None:
    """The person who signs in with this address, however it is spelled; else None."""
    return User.objects.filter(email=email.strip().lower()).first()
