"""People asked, their responses, and the answers in them."""

import secrets
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.text import SortedJSONField
from maturity.models import Criterion
from organizations.models import Membership
from organizations.scoping import scoped
from surveys.models.rounds import Participation

COMMENT_LIMIT = 2000


def public_id() -> str:
    """A random name for a response, without order or time in it."""
    return secrets.token_urlsafe(16)


class Invitation(models.Model):
    """One person asked to answer for one team in one round. Of the token only its SHA-256 is kept.

    Who is asked is a membership, or an address to which the organization has offered to lead the team. The
    first page of the link makes a membership of the address; see `surveys.taking_part`.
    """

    in_session: bool  # whether the session that a device claims is there; `invitations.carried` sets it

    class State(models.TextChoices):
        ISSUED = "issued", _("Invited")
        OPENED = "opened", _("Opened")
        USED = "used", _("Answered")
        DECLINED = "declined", _("Declined")
        REVOKED = "revoked", _("Revoked")
        BOUNCED = "bounced", _("Bounced")

    class Purpose(models.TextChoices):
        TEAM = "team", _("For the team")
        SELF = "self", _("For oneself")
        DIMENSION = "dimension", _("For one dimension of the team")

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="invitations")
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    # Where it goes as long as there is no membership: `asking` writes it. It is emptied with the membership,
    # which leads to the person's own address, and when the link ends, for nobody needs it any more.
    email = models.EmailField(blank=True)
    # What is asked of the person. None in rows from before there was a choice, for the column came without
    # remaking the table: the team's answers.
    purpose = models.CharField(  # noqa: DJ001
        max_length=10, choices=Purpose.choices, null=True, blank=True
    )
    # Derived from revoked_at and the response, for lists and mails: `invitations` and `answering` set it with
    # them, in the same transaction. Nothing is permitted or refused by it.
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)
    # Of the token in the link, made while its mail is built: the link itself is stored nowhere.
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    # Names the mail that was queued for it last, and stands in its Message-ID; who is asked for several teams
    # at once has one mail. None until one is queued, so that the clock queues it once.
    mail_key = models.CharField(max_length=32, null=True, blank=True)  # noqa: DJ001
    sent_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # The last reminder, as `reminders` queued it: its name for the Message-ID, when it was asked for (one a
    # person a day), and when it went out. None before the first.
    reminder_key = models.CharField(max_length=32, null=True, blank=True)  # noqa: DJ001
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminder_sent_at = models.DateTimeField(null=True, blank=True)
    # When the person asked for no more reminders of the round: `reminders` sets it on all their rows there.
    reminders_off_at = models.DateTimeField(null=True, blank=True)
    # Counts the times that somebody signed out on a device with a kept pass: earlier copies of it count no
    # more. None before the first, so that the column came without remaking the table.
    passes_ended = models.PositiveIntegerField(null=True, blank=True)

    objects = scoped(models.QuerySet["Invitation"], organization="participation__round__organization")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "membership"], name="invitation_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["participation", "email", "purpose"],
                condition=~models.Q(email=""),
                name="invitation_once_per_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.membership or self.email}"


class Response(models.Model):
    """One set of answers. `seat` says whose they are; `surveys.seats` says who fills which."""

    class State(models.TextChoices):
        DRAFT = "draft", _("In progress")
        SUBMITTED = "submitted", _("Sent")
        LAPSED = "lapsed", _("Not sent in time")

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="responses")
    invitation = models.OneToOneField(
        Invitation, on_delete=models.PROTECT, null=True, blank=True, related_name="response"
    )
    # Whose answers stand beside these as "last time", and the public ids of those of teams merged in since:
    # found by `forerunners` as the response is begun, and never changed, so that a page left open and one
    # opened anew show the same. The ids are a list and no table, for each page reads them; None for none.
    earlier = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    beside = SortedJSONField(null=True, blank=True)
    seat = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    public_id = models.CharField(max_length=40, unique=True, default=public_id)
    # Of the form that sent it: the same form sent twice is told the same. `answering.submit` writes it.
    submission_key = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = scoped(models.QuerySet["Response"], organization="participation__round__organization")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "seat"], name="response_seat_unique")]

    def __str__(self) -> str:
        return self.public_id


class NaReason(models.TextChoices):
    """Why a criterion makes no sense for a team.

    "Another team does it" is none any more: what the models get is rated, whoever does it. Answers that gave
    it keep it, and a device may still send it.
    """

    OUTSIDE = "outside", _("Outside this team’s work")
    ANOTHER_TEAM = "another_team", _("Another team does it for us")
    NOTHING_TO_APPLY = "nothing", _("We have nothing that it could apply to")
    OTHER = "other", _("Other, see comment")

    @classmethod
    def offered(cls, chosen: str = "") -> list[tuple[str, Any]]:
        """The reasons to choose from; the old one stands among them only where it was chosen."""
        choices: list[tuple[str, Any]] = cls.choices
        return [one for one in choices if one[0] != cls.ANOTHER_TEAM or chosen == cls.ANOTHER_TEAM]


class Answer(models.Model):
    """What one response says of one criterion. It has no time of its own; `revision` orders the taps."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="answers")
    rating = models.CharField(max_length=40, blank=True)
    na_reason = models.CharField(max_length=20, choices=NaReason.choices, blank=True)
    comment = models.TextField(max_length=COMMENT_LIMIT, blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1)
    # Whether the rating is last time's, confirmed as unchanged. None in answers from before this could be
    # said; a column without a default came without remaking the table.
    confirmed = models.BooleanField(null=True)

    objects = scoped(models.QuerySet["Answer"], organization="response__participation__round__organization")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "criterion"], name="answer_unique")]

    def __str__(self) -> str:
        return f"{self.criterion.key}: {self.rating}"
