"""Mail to the holder of an account about the account itself."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core.zones import zone_named
from organizations.accounts.devices import device_words
from organizations.mail import NOBODY_WROTE_IT, absolute, password_link
from organizations.models import User

PREFIX = "Patamar: "

# What is told: the subject, and the sentence. The names are those of allauth's own mails.
KINDS: dict[str, tuple[Any, Any]] = {
    "password_changed": (
        _("Your password was changed"),
        _("The password of your account was changed."),
    ),
    "password_reset": (
        _("Your password was changed"),
        _("The password of your account was changed, by a link that went to this address."),
    ),
    "password_set": (_("Your password was set"), _("A password was set for your account.")),
    "email_changed": (
        _("Your address was changed"),
        _("Your account has another address now. This one no longer signs in and gets no more mail."),
    ),
    "totp_activated": (
        _("An authenticator app was added"),
        _("From now on signing in asks for a code of your authenticator app."),
    ),
    "totp_deactivated": (
        _("The authenticator app was removed"),
        _("Signing in no longer asks for a code of your authenticator app."),
    ),
    "webauthn_added": (_("A passkey was added"), _("Your account has a new passkey.")),
    "webauthn_removed": (_("A passkey was removed"), _("A passkey of your account no longer works.")),
    "recovery_codes_generated": (
        _("You have new recovery codes"),
        _("New recovery codes were made for your account. The earlier ones no longer work."),
    ),
    "factors_removed": (
        _("Your second step was removed"),
        _("Whoever runs this server removed passkeys, app and recovery codes from your account."),
    ),
    "account_connected": (
        _("Your account can be opened another way"),
        _("From now on your organization’s sign-in service opens your account as well."),
    ),
}


def send_change(
    person: User, *, what: str, to: str, address: str, browser: str, at: datetime, language: str
) -> None:
    """Tell what was changed, when and from where; to the address of the account unless `to` names another."""
    subject, sentence = KINDS[what]
    zone = zone_named(person.time_zone) or UTC
    with translation.override(person.language or language), timezone.override(zone):
        words = {"sentence": sentence, "at": at, "address": address, "device": device_words(browser)}
        _send("mail/account_changed.txt", subject, to or person.email, words)


def send_confirmation(address: EmailAddress, *, language: str) -> None:
    """Ask whether a new address is theirs; the link works for three days and only while it is wanted."""
    key = EmailConfirmationHMAC.create(address).key
    words = {"link": absolute(reverse("account_confirm_email", args=[key])), "person": address.user}
    with translation.override(address.user.language or language):
        _send("mail/address_given.txt", _("Confirm your new address"), address.email, words)


def send_password_link(person: User, *, language: str) -> None:
    """A link to choose a new password."""
    with translation.override(person.language or language):
        words = {"link": password_link(person)}
        _send("mail/password_forgotten.txt", _("Choose a new password"), person.email, words)


def send_unknown(address: str, *, language: str) -> None:
    """Tell whoever asked for a new password that nobody has an account with this address."""
    with translation.override(language):
        subject = _("Somebody asked for a new password for this address")
        _send("mail/address_unknown.txt", subject, address, {"address": address})


def _send(template: str, subject: Any, to: str, words: dict[str, Any]) -> None:
    body = render_to_string(template, {**words, "site": absolute("/")})
    EmailMessage(f"{PREFIX}{subject}", body, to=[to], headers=NOBODY_WROTE_IT).send()
