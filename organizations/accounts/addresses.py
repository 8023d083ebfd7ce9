"""The address of a person, and whether it is known to be theirs.

An account has one address that counts. It is confirmed by a link that came to it: of a mail that offers
to join, of a new password, or of a change of address. While a change waits, both addresses stand here.
"""

import unicodedata

from allauth.account.models import EmailAddress

from organizations.models import User


def spelled(address: str) -> str:
    """One spelling of an address, for counting attempts, whatever the capitals or the width of letters."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", address.strip()).casefold())


def note_address(person: User, *, confirmed: bool) -> None:
    """Write down the address of a new account."""
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": confirmed}
    )


def confirm_address(person: User) -> None:
    """The person has opened a link that came to the address of the account."""
    note_address(person, confirmed=True)


def address_is_confirmed(person: User) -> bool:
    """Whether a link that came to the person's address was opened."""
    return EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists()


def address_waiting(person: User) -> str:
    """The address that is to take the place of the present one once it is confirmed; "" if there is none."""
    waiting = EmailAddress.objects.filter(user=person, verified=False).exclude(email=person.email)
    return waiting.order_by("-pk").values_list("email", flat=True).first() or ""


def forget_change(person: User) -> None:
    """Drop a change of address that was never confirmed."""
    EmailAddress.objects.filter(user=person, verified=False).exclude(email=person.email).delete()
