"""Erasing a person: who somebody was is forgotten, what was answered stays.

Two may ask for it. A person erases her own account, and with it every membership. An owner erases a member
of her organization: whoever belongs to no other one loses the account as well, and whoever does keeps it
there, while here a person without a name takes her place. The owner sees the same in both cases, for she
is not to learn whether somebody belongs elsewhere.

Answers, results and rounds point at the membership, whose row stays; so they do not change by a byte.
"""

from django.db import transaction

from core.traces import clear_after_commit
from organizations.accounts import people
from organizations.audit.recording import forget_person, record, record_for_person
from organizations.members import memberships
from organizations.models import Membership, Organization, User
from organizations.offers.offering import forget_address
from organizations.scoping import scopes_disabled


def erase_oneself(person: User) -> None:
    """Erase one's own account with all memberships.

    Raises:
        LastOwner: an organization has no other owner.
    """
    with transaction.atomic(), scopes_disabled():
        # Against the other owners who go at the same moment, in all organizations before any row of people:
        # see there for the order.
        people.hold_organizations_of(person)
        mine = Membership.objects.filter(user=person).exclude(state=Membership.State.ENDED)
        for member in mine.select_related("organization", "user").order_by("organization_id"):
            memberships.leave(member)
            record("member.erased", member, by=person, organization=member.organization)
        forget_address(person.email)
        _forget_account(person, by=person)
        clear_after_commit()


def erase_member(member: Membership, *, by: Membership) -> None:
    """Let a member go and forget who it was.

    Raises:
        AboveOwnRank: the member holds a role that `by` may not take.
        LastOwner: nobody else is an owner without an end.
    """
    organization, person = member.organization, member.user
    with transaction.atomic():
        memberships.end_membership(member, by=by)
        record("member.erased", member, by=by, organization=organization)
        # What another organization offers to the address is that organization's own.
        forget_address(person.email, organization=organization)
        if _belongs_elsewhere(person, organization):
            forget_person(person, organization=organization)
            memberships.put_in_place(member, people.add_nobody())
        else:
            _forget_account(person, by=by.user)
        clear_after_commit()


def _forget_account(person: User, *, by: User) -> None:
    record_for_person("person.erased", person, by=by)
    people.erase_account(person)


def _belongs_elsewhere(person: User, organization: Organization) -> bool:
    """Whether the account is of use outside this organization; one that was left still shows the name."""
    with scopes_disabled():
        others = Membership.objects.filter(user=person).exclude(organization=organization)
        return bool(person.is_superuser or others.exists())
