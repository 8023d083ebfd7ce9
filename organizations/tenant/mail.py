"""Mails about an organization: a heading, a few sentences, one way on; as text and as HTML."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.moments import long_day_and_time
from organizations.mail import absolute, letter_to
from organizations.models import Membership, Organization, User


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter says; `way` is the word on its button, `address` where that leads."""

    heading: str
    sentences: list[str]
    way: str
    address: str


def write(person: User, organization: Organization, key: str, compose: Callable[[], Letter]) -> None:
    """Send one letter in the person's language.

    Args:
        key: names the letter for ever; should it be sent twice, mail programs see that it is the same.
        compose: says the letter, called with the language in force.
    """
    with translation.override(person.language or organization.language):
        letter = compose()
        words = {"person": person, "letter": letter}
        message = letter_to(
            person.email,
            key=f"{key}-{person.pk}",
            subject=letter.heading,
            template="mail/letter",
            words=words,
        )
    message.send()


def tell_new_owner(member: Membership, *, by: Membership | None) -> None:
    """Tell somebody that they are an owner now, and who made them one."""
    organization = member.organization

    def compose() -> Letter:
        words = {"organization": organization.name, "name": str(by) if by else ""}
        told = _("%(name)s made you an owner of %(organization)s.") if by else _("You are an owner now.")
        return Letter(
            heading=_("You are an owner of %(organization)s on Patamar") % words,
            sentences=[
                told % words if by else told,
                _("Owners run everything, make other owners, export all data and may delete all of it."),
            ],
            way=_("Open the settings"),
            address=absolute(reverse("organizations:settings", args=[organization.slug])),
        )

    write(member.user, organization, f"owner-{organization.pk}", compose)


def tell_of_end(member: Membership, *, by: Membership | None) -> None:
    """Tell an owner that the organization is going to be deleted, and when; or that it stays after all."""
    organization = member.organization
    due = organization.deletion_due_at

    def compose() -> Letter:
        words = {
            "organization": organization.name,
            "name": str(by) if by else _("Whoever runs the organization or the server"),
        }
        if due is None:
            return Letter(
                heading=_("%(organization)s stays on Patamar") % words,
                sentences=[_("%(name)s took the deletion back. Nothing is lost.") % words],
                way=_("Open the settings"),
                address=absolute(reverse("organizations:settings", args=[organization.slug])),
            )
        words["day"] = long_day_and_time(due, organization.time_zone)
        return Letter(
            heading=_("%(organization)s is going to be deleted from Patamar") % words,
            sentences=[
                _("%(name)s asked for it. On %(day)s everything goes, for good.") % words,
                _("Until then every owner can undo this and export all data."),
            ],
            way=_("Export the data, or keep the organization"),
            address=absolute(reverse("organizations:end_organization", args=[organization.slug])),
        )

    mark = due.timestamp() if due else "stays"
    write(member.user, organization, f"end-{organization.pk}-{mark}", compose)
