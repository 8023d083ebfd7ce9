"""What commands about people share: finding the account or opening one, and how its person comes in."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from organizations.accounts.people import add_person, person_with
from organizations.mail import password_link
from organizations.models import User


def account_of(address: str, *, name: str, ask_password: bool) -> tuple[User, bool]:
    """The account of that address, opened now if there is none; and whether it is new.

    Whoever runs commands on the server vouches for the address: it needs no other proof.

    Raises:
        CommandError: the account is new and no name was given, or the password is refused.
        The errors of `add_person`.
    """
    person = person_with(address)
    if person is not None:
        return person, False
    if not name:
        raise CommandError(f"{address} has no account yet: give the person's name with --name.")
    password = _asked_password(address, name) if ask_password else None
    return add_person(email=address, name=name, password=password, confirmed=True), True


def way_in(person: User) -> str:
    """One sentence for the operator: how the person signs in."""
    if person.has_usable_password():
        return f"{person.email} signs in with a password."
    return f"{person.email} chooses a password here, once and soon: {password_link(person)}"


def _asked_password(address: str, name: str) -> str:
    password = getpass("Password: ")
    if getpass("Once more: ") != password:
        raise CommandError("The two passwords are not the same; nothing was stored.")
    try:
        validate_password(password, User(email=address, name=name))
    except ValidationError as refused:
        raise CommandError(" ".join(refused.messages)) from refused
    return password
