"""Deputies: leads whose role has a last day. When that is over, the role ends by itself."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.errors import DomainError
from organizations.access import Role


class DeputyIsALead(DomainError):
    code = "deputy_is_a_lead"
    message = _("Only a lead can have the role until a day, as a deputy.")
    status = 422


class DayIsOver(DomainError):
    code = "day_is_over"
    message = _("Choose today or a later day.")
    status = 422


def check_end(role: Role, until: date | None) -> None:
    """Whether a role can end on that day, which is its last; None is no end.

    Raises:
        DeputyIsALead: it is not that of a lead.
        DayIsOver: the day lies before today.
    """
    if until is not None and role != Role.LEAD:
        raise DeputyIsALead
    if until is not None and until < now().date():
        raise DayIsOver
