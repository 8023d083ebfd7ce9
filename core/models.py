"""The outbox: what is to happen outside the database, with its cause. Forms that were sent, a heartbeat."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.text import SortedJSONField


class OutboxMessage(models.Model):
    """One effect to carry out once: a topic, the handler that takes it, and ids."""

    class State(models.TextChoices):
        QUEUED = "queued"
        DONE = "done"
        DEAD = "dead"
        # Came back with a backup, or was due before: it may have been carried out after the backup was made.
        HELD = "held"

    topic = models.CharField(_("topic"), max_length=60)
    handler = models.CharField(_("handler"), max_length=120)
    payload = SortedJSONField()
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due"))
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("message of the outbox")
        verbose_name_plural = _("outbox")
        indexes = [models.Index(fields=["due_at"], condition=Q(state="queued"), name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.topic} -> {self.handler} ({self.state})"


class Heartbeat(models.Model):
    """When the clock's jobs were last carried out: beat asks for it each minute, and a worker writes it.

    There is one row, so it is known at once that both are alive, without asking either.
    """

    name = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.at}"


class SentForm(models.Model):
    """A form that has done its deed, kept for a day so that it does not do it twice (`core.once`).

    The fingerprint is a digest of who sent what to which address. Only `said` may name somebody.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    led_to = models.TextField(blank=True)  # the address that the person was sent to
    said = SortedJSONField(default=list)  # the messages shown there, as pairs of level and text
    sent_at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return f"{self.fingerprint[:8]} -> {self.led_to}"
