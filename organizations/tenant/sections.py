"""The sections of an organization's settings, in one place: whoever builds a page adds a line here."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from organizations.access import Right, may
from organizations.models import Membership


@dataclass(frozen=True, slots=True)
class Section:
    """A page that the settings lead to.

    Attributes:
        address: the name of its URL, which takes the organization's slug alone.
        label, text: its name, and in a sentence what is done there.
        rights: who is shown it: whoever holds one of them; the page itself asks for the same.
    """

    address: str
    label: Any
    text: Any
    rights: tuple[Right, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "organizations:general",
        _("General"),
        _("Name, logo, languages, time zone, minimum group, and how long what people wrote is kept."),
        (Right.MANAGE_ORGANIZATION,),
    ),
    Section(
        "organizations:people",
        _("People"),
        _("Who is a member, and with which roles."),
        (Right.SEE_PEOPLE,),
    ),
    Section(
        "organizations:offers",
        _("Invitations to join"),
        _("Who was invited to join, and how it stands."),
        (Right.INVITE, Right.SEE_PEOPLE),
    ),
    Section(
        "organizations:import",
        _("Import teams and people"),
        _("Bring them in from a spreadsheet; you see first what it would do."),
        (Right.MANAGE_TEAMS,),
    ),
    Section(
        "organizations:labels",
        _("Labels"),
        _("The words that teams are filtered by: rename, merge, delete."),
        (Right.MANAGE_TEAMS,),
    ),
    Section(
        "organizations:audit",
        _("Audit trail"),
        _("Who did what, when and from where; and what was refused."),
        (Right.SEE_AUDIT,),
    ),
    Section(
        "organizations:hand_on",
        _("Ownership"),
        _("Hand the organization on to another owner."),
        (Right.HAND_ON,),
    ),
    Section(
        "reports:archives",
        _("Data and export"),
        _("Export everything as one file."),
        (Right.TAKE_OUT,),
    ),
    Section(
        "organizations:end_organization",
        _("Delete the organization"),
        _("Delete it with all it has, after some days in which this can be undone."),
        (Right.DELETE_ORGANIZATION,),
    ),
)


def sections_for(member: Membership) -> list[Section]:
    """The sections that `member` may open, in their order."""
    return [section for section in SECTIONS if any(may(member, right) for right in section.rights)]
