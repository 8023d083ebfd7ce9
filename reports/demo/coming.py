"""The round that comes again in the demo: Davi has set it up, and its next draft is half a year away."""

from datetime import timedelta

from maturity.models import MaturityModel
from organizations.models import Membership
from reports.demo.schedule import CLOSES, LENGTH, OPENS, RoundPlan
from surveys.following import next_name
from surveys.models import Recurrence
from surveys.recurring.recurrences import Wanted, set_up
from surveys.reminder_plan import USUAL

HALF_A_YEAR = timedelta(weeks=26)  # from a Monday to a Monday


def come_again(last: RoundPlan, model: MaturityModel, *, by: Membership) -> Recurrence:
    """Let all teams be asked each half-year from now on, as they were until now."""
    return set_up(
        by.organization,
        Wanted(
            model=model,
            reach=Recurrence.Reach.ALL,
            unit=None,
            label=None,
            first_on=(last.opens_at + HALF_A_YEAR).date(),
            opens=OPENS,
            months=Recurrence.Rhythm.HALF_YEARLY,
            days=LENGTH.days,
            closes=CLOSES,
            time_zone=by.organization.time_zone,
            name=next_name(last.name, "", []),
            reminder_days=USUAL,
        ),
        by=by,
    )
