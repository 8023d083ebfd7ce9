"""Offers to join: what an organization offers to whom, the mails about it, and the links in them.

A mail goes to an address, not to one offer: who is offered two roles by one organization reads both in
one mail and takes both with one link. The link's token is random and never stored; see `OfferLink`.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.names import LONGEST_NAME
from organizations.access import INVITED, Right, Role, may_everywhere
from organizations.models.roles import ROLE_FITS_REACH, Membership
from organizations.models.tenants import Organization, Team
from organizations.scoping import scoped


class MembershipOfferQuerySet(models.QuerySet["MembershipOffer"]):
    def open_at(self, moment: datetime) -> Self:
        """Offers that can be taken at that moment.

        One that bounced can: whoever holds its link has got the mail, whatever a mail server reported.
        """
        return self.filter(state__in=MembershipOffer.TAKEABLE, expires_at__gt=moment)

    def visible_to(self, member: Membership) -> Self:
        """The offers that the member may see: all, or those to the leads and members in their reach."""
        ours = self.filter(organization_id=member.organization_id)
        if may_everywhere(member, Right.SEE_PEOPLE):
            return ours
        within = Team.objects.where_may(member, Right.INVITE)
        return ours.filter(role__in=INVITED, team__in=within.values("pk"))


class MembershipOffer(models.Model):
    """The offer to join an organization in one role; nobody is a member before accepting it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("an offer", "Open")
        ACCEPTED = "accepted", pgettext_lazy("an offer", "Accepted")
        DECLINED = "declined", pgettext_lazy("an offer", "Declined")
        REVOKED = "revoked", pgettext_lazy("an offer", "Withdrawn")
        EXPIRED = "expired", pgettext_lazy("an offer", "Expired")
        BOUNCED = "bounced", _("Not deliverable")

    TAKEABLE = (State.OPEN, State.BOUNCED)

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="offers")
    # An address and no person: whoever has it may have no account yet, and the offer must not tell whether.
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="offers")
    language = models.CharField(_("language"), max_length=10, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    made_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="offers_made"
    )
    made_at = models.DateTimeField(_("made"))
    # When the last mail about it went out: copied from `OfferMail`, for one mail speaks of several offers and
    # the list needs no look at the mails. `mail_queue.mark_sent` writes both in one transaction; sending
    # again empties it until the next mail has gone.
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # Begins anew with each mail. What counts is this moment; the state EXPIRED follows within the hour, when
    # the clock marks it, and `open_at` asks for both.
    expires_at = models.DateTimeField(_("expires"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    membership = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="offers_taken"
    )

    objects = scoped(MembershipOfferQuerySet)

    class Meta:
        verbose_name = _("invitation to join")
        verbose_name_plural = _("invitations to join")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "email", "role", "team"],
                condition=Q(state="open"),
                name="offer_open_once",
            ),
            models.UniqueConstraint(
                fields=["organization", "email", "role"],
                condition=Q(state="open", team=None),
                name="offer_open_once_without_team",
            ),
            models.CheckConstraint(condition=ROLE_FITS_REACH, name="offer_role_fits_reach"),
        ]
        indexes = [
            models.Index(fields=["organization", "-made_at"], name="offer_by_time"),
            models.Index(fields=["email"], condition=Q(state="open"), name="offer_by_address"),
            models.Index(fields=["expires_at"], condition=Q(state="open"), name="offer_by_end"),
        ]

    def __str__(self) -> str:
        return self.email


class OfferMail(models.Model):
    """One mail that an organization sends to an address about all that it offers there.

    The key stands in its Message-ID, so that a report of the mail server leads back to it, and only one
    about a mail that was really sent.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="offer_mails")
    # Copied from the offers when the mail is planned: an address that is corrected gets a mail of its own.
    email = models.EmailField(max_length=254)
    key = models.CharField(max_length=32, unique=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    handed_out_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=200, blank=True)

    objects = scoped(models.QuerySet["OfferMail"])

    class Meta:
        indexes = [
            models.Index(fields=["organization", "email"], name="offer_mail_by_address"),
            models.Index(fields=["due_at"], condition=Q(handed_out_at=None), name="offer_mail_due"),
            models.Index(fields=["organization", "due_at"], name="offer_mail_by_day"),
        ]

    def __str__(self) -> str:
        return self.email


class OfferLink(models.Model):
    """A link of one mail, by the SHA-256 of its token alone.

    A mail that was cut off while it was sent goes out again with another link; both then work, for
    nobody knows which of the two arrived. The links of earlier mails to the address do not.
    """

    mail = models.ForeignKey(OfferMail, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects = scoped(models.QuerySet["OfferLink"], organization="mail__organization")

    def __str__(self) -> str:
        return str(self.mail)
