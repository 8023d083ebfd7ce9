"""Deputies: leads with a last day, who stand in for another."""

from datetime import date, timedelta

import pytest

from core import clock
from core.clock import now
from organizations.access import Right, Role, may
from organizations.members import memberships
from organizations.members.deputies import DayIsOver, DeputyIsALead
from organizations.members.queries import role_words
from organizations.models import AuditEvent, Membership, RoleGrant
from tests.cast import Cast


def today() -> date:
    return now().date()


def held(cast: Cast) -> RoleGrant:
    """Mauro's role of a lead of Pricing."""
    return RoleGrant.objects.get(membership=cast.mauro, role=Role.LEAD)


def test_a_deputy_answers_to_the_last_day_and_no_longer(cast: Cast) -> None:
    last = today() + timedelta(days=10)

    grant = memberships.grant_role(cast.mauro, Role.LEAD, team=cast.pricing, until=last, by=cast.ada)

    assert (grant.is_deputy, grant.ends_on) == (True, last)
    assert AuditEvent.objects.get(action="role.granted").detail["until"] == last.isoformat()
    for days, answers in ((10, True), (11, False)):
        with clock.at(now() + timedelta(days=days)):
            assert may(Membership.objects.get(pk=cast.mauro.pk), Right.ANSWER) is answers


def test_a_deputy_is_called_one_where_roles_are_told(cast: Cast) -> None:
    grant = memberships.grant_role(
        cast.mauro, Role.LEAD, team=cast.pricing, until=date(2999, 12, 31), by=None
    )

    assert role_words(grant) == "Deputy of Pricing until 31 December 2999"
    assert role_words(RoleGrant.objects.get(membership=cast.lia)) == "Lead of Pricing"


@pytest.mark.parametrize(
    ("first", "then", "ends"),
    [
        pytest.param(5, 9, 9, id="a later day is the day"),
        pytest.param(9, 5, 9, id="an earlier one takes nothing away"),
        pytest.param(5, None, None, id="without an end the deputy is the lead"),
        pytest.param(None, 5, None, id="and a lead stays one"),
    ],
)
def test_giving_the_role_again_makes_it_longer_and_never_shorter(
    cast: Cast, first: int | None, then: int | None, ends: int | None
) -> None:
    day = {days: today() + timedelta(days=days) for days in (5, 9)}

    for days in (first, then):
        until = day[days] if days else None
        memberships.grant_role(cast.mauro, Role.LEAD, team=cast.pricing, until=until, by=cast.marta)

    assert held(cast).ends_on == (day[ends] if ends else None)


def test_only_leads_have_deputies_and_only_from_today_on(cast: Cast) -> None:
    with pytest.raises(DeputyIsALead):
        memberships.grant_role(cast.mauro, Role.MEMBER, team=cast.churn, until=today(), by=cast.ada)
    yesterday = today() - timedelta(days=1)
    with pytest.raises(DayIsOver):
        memberships.grant_role(cast.mauro, Role.LEAD, team=cast.churn, until=yesterday, by=cast.ada)

    memberships.grant_role(cast.mauro, Role.LEAD, team=cast.pricing, until=today(), by=cast.ada)
    assert held(cast).holds_on(today())
