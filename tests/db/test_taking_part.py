"""Taking part by a link: what starting accepts, what it leaves alone, and what meets it just then."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.core import mail

from core import clock
from core.errors import DomainError
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.accounts.addresses import address_is_confirmed
from organizations.accounts.people import add_person
from organizations.members import memberships
from organizations.models import AuditEvent, Membership, MembershipOffer, RoleGrant, Team, User
from organizations.offers import accepting, offering
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope
from surveys import asking, rounds
from surveys.invitations import carried, check_permitted, exchange, invitation_of, revoke
from surveys.models import Invitation, Round
from surveys.refusals import LinkRevoked, LinkUnknown, RoundClosed
from surveys.taking_part import ForAnotherPerson, proposal_of, take_part
from tests.at_once import at_once
from tests.cast import Cast, place
from tests.offering import NINA, carried_out
from tests.survey_steps import CLOSES, MONDAY, opened


@pytest.fixture(autouse=True)
def monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def claims(cast: Cast) -> Team:
    """A team that nobody leads; Nina is invited to."""
    made = place(cast.aurora, "Claims", cast.risk)
    make_offers(cast.aurora, [NewOffer(NINA, Role.LEAD, team=made, name="Nina F.")], by=cast.ada)
    return made


@pytest.fixture
def round(cast: Cast, health: ModelVersion, claims: Team) -> Round:
    return opened(cast, health, teams=[claims])


@pytest.fixture
def link(round: Round) -> Invitation:
    """Nina's invitation, as her link leads to it."""
    carried_out()
    return exchange(token_in(mail.outbox[-1].body))


def token_in(body: str) -> str:
    found = re.search(r"/a/([\w-]{43})/", body)
    assert found
    return found[1]


def start(link: Invitation, name: str = "Nina Faro", by: User | None = None) -> Invitation:
    return carried(take_part(link, name=name, by=by))


# What it does


def test_starting_joins_as_lead_of_the_team(cast: Cast, link: Invitation, claims: Team) -> None:
    taken = start(link)

    member = taken.membership
    assert member is not None
    assert (member.user.name, member.user.email) == ("Nina Faro", NINA)
    assert not member.user.has_usable_password()  # a link for a new one is the way to sign in
    assert address_is_confirmed(member.user)
    held = RoleGrant.objects.filter(membership=member).values_list("role", "team__name")
    assert list(held) == [(Role.LEAD, "Claims")]
    assert MembershipOffer.objects.get().state == MembershipOffer.State.ACCEPTED
    assert (taken.pk, Invitation.objects.get().email) == (link.pk, "")
    check_permitted(member, taken.participation)
    assert set(AuditEvent.objects.filter(action="offer.accepted").values_list("actor", flat=True)) == {
        member.user.pk
    }


def test_looking_at_it_changes_nothing(link: Invitation) -> None:
    proposal = proposal_of(link, by=None)

    assert proposal is not None
    assert (proposal.name, proposal.email, proposal.leads) == ("Nina F.", NINA, True)
    assert not User.objects.filter(email=NINA).exists()
    with pytest.raises(LinkUnknown):  # no pass stands on it yet
        carried(link.pk)


def test_a_second_click_changes_nothing(link: Invitation) -> None:
    first = start(link)
    second = start(link, name="Somebody Else")

    assert first == second
    assert User.objects.get(email=NINA).name == "Nina Faro"


def test_it_takes_no_other_role_that_is_offered_there(cast: Cast, link: Invitation, claims: Team) -> None:
    others = [
        NewOffer(NINA, Role.AUDITOR),
        NewOffer(NINA, Role.LEAD, team=cast.fraud),
        NewOffer(NINA, Role.MEMBER, team=claims),
    ]
    make_offers(cast.aurora, others, by=cast.ada)

    start(link)

    held = RoleGrant.objects.filter(membership__user__email=NINA).values_list("role", "team__name")
    assert set(held) == {(Role.LEAD, "Claims"), (Role.MEMBER, "Claims")}
    waiting = MembershipOffer.objects.filter(state=MembershipOffer.State.OPEN).values_list(
        "role", "team__name"
    )
    assert set(waiting) == {(Role.AUDITOR, None), (Role.LEAD, "Fraud")}


def test_an_account_that_is_there_keeps_its_name(cast: Cast, link: Invitation) -> None:
    person = add_person(email=NINA, name="Dr. Nina Faro", password="rivers run to the sea")

    start(link, name="Nobody")

    person.refresh_from_db()
    assert person.name == "Dr. Nina Faro"
    assert person.check_password("rivers run to the sea")


def test_a_closed_account_takes_part_in_nothing(link: Invitation) -> None:
    person = add_person(email=NINA, name="Nina Faro")
    person.is_active = False
    person.save()

    with pytest.raises(accepting.OfferUnknown):
        start(link)

    assert not Membership.objects.filter(user=person).exists()


def test_who_was_suspended_does_not_come_back_by_a_link(cast: Cast, link: Invitation, claims: Team) -> None:
    member = memberships.join(
        cast.aurora, user=add_person(email=NINA, name="Nina"), role=Role.MEMBER, team=claims, by=None
    )
    memberships.suspend(member, by=cast.olga)

    with pytest.raises(memberships.MembershipSuspended):
        start(link)

    assert MembershipOffer.objects.get().state == MembershipOffer.State.OPEN


def test_the_link_is_for_nobody_else_who_is_signed_in(cast: Cast, link: Invitation) -> None:
    for step in (proposal_of, partial(take_part, name="Lia")):
        with pytest.raises(ForAnotherPerson):
            step(link, by=cast.lia.user)

    assert MembershipOffer.objects.get().state == MembershipOffer.State.OPEN


def test_who_has_joined_by_the_other_mail_answers_by_the_link_too(
    cast: Cast, link: Invitation, claims: Team
) -> None:
    nina = accepting.accept(cast.aurora, person=add_person(email=NINA, name="Nina", confirmed=True))

    assert proposal_of(link, by=None) is None
    assert start(link, name="").membership == nina


# What ends it


def joined_by_the_other_mail(cast: Cast) -> Membership:
    nina = accepting.accept(cast.aurora, person=add_person(email=NINA, name="Nina Faro", confirmed=True))
    return Membership.objects.select_related("user", "organization").get(pk=nina.pk)


def test_who_has_joined_and_begins_from_the_page_keeps_the_link_and_gets_no_second_mail(
    cast: Cast, link: Invitation, round: Round
) -> None:
    nina = joined_by_the_other_mail(cast)
    written = len(mail.outbox)

    begun = invitation_of(nina, link.participation)
    asking.ask(round)
    carried_out()

    assert begun == link
    assert (begun.membership, begun.email) == (nina, "")
    assert len(mail.outbox) == written
    assert exchange(token_in(mail.outbox[-1].body)) == link


def test_who_was_asked_before_they_left_answers_by_the_newest_link(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health, teams=[cast.pricing])
    carried_out()
    before = Invitation.objects.get()
    revoke(before, by=cast.davi)
    memberships.end_membership(cast.lia, by=cast.ada)
    address = cast.lia.user.email
    make_offers(cast.aurora, [NewOffer(address, Role.LEAD, team=cast.pricing)], by=cast.ada)
    asking.ask(round)
    carried_out()
    link = exchange(token_in(mail.outbox[-1].body))

    first, again = start(link), start(link)
    asking.ask(round)
    carried_out()

    assert first == again == before
    assert exchange(token_in(mail.outbox[-1].body)) == before  # on another device, and another day
    assert [message.to for message in mail.outbox] == [[address], [address]]


def test_a_withdrawn_offer_ends_the_link_at_once(cast: Cast, link: Invitation) -> None:
    offering.revoke_offer(MembershipOffer.objects.get(), by=cast.ada)

    for step in (proposal_of, partial(take_part, name="Nina")):
        with pytest.raises(LinkRevoked):
            step(link, by=None)


def test_after_the_close_it_joins_nobody(cast: Cast, link: Invitation) -> None:
    with clock.at(CLOSES), pytest.raises(RoundClosed):
        start(link)

    assert not User.objects.filter(email=NINA).exists()
    assert MembershipOffer.objects.get().state == MembershipOffer.State.OPEN


def test_the_link_works_on_the_last_day_of_a_long_round(cast: Cast, link: Invitation) -> None:
    with clock.at(CLOSES.replace(hour=20, minute=59)):
        offering.expire_offers(cast.aurora)
        assert start(link).membership is not None


# At the same moment


def here(cast: Cast, deed: Callable[[], Any]) -> Callable[[], Any]:
    """A deed in Aurora's scope, at the hour of the test; what was refused by its code."""

    def run() -> Any:
        with clock.at(MONDAY), scope(organization=cast.aurora):
            try:
                return deed()
            except DomainError as refused:
                return refused.code

    return run


@pytest.mark.django_db(transaction=True)
def test_of_twenty_clicks_one_joins(transactional_db: None, cast: Cast, link: Invitation) -> None:
    outcomes = at_once(*[here(cast, partial(take_part, link, name="Nina", by=None))] * 20)

    assert Counter(outcomes) == {link.pk: 20}
    assert User.objects.filter(email=NINA).count() == 1
    assert RoleGrant.objects.filter(membership__user__email=NINA).count() == 1
    assert AuditEvent.objects.filter(action="offer.accepted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_starting_and_withdrawing_at_once_have_one_winner(
    transactional_db: None, cast: Cast, link: Invitation
) -> None:
    offer = MembershipOffer.objects.get()
    started, withdrawn = at_once(
        here(cast, partial(take_part, link, name="Nina", by=None)),
        here(cast, partial(offering.revoke_offer, offer, by=cast.ada)),
    )

    joined = Membership.objects.filter(user__email=NINA).count()
    assert (started, withdrawn, joined) in [
        (link.pk, "offer_closed", 1),
        ("link_revoked", None, 0),
    ]


@pytest.mark.django_db(transaction=True)
def test_starting_and_closing_at_once_leave_nothing_half_done(
    transactional_db: None, cast: Cast, link: Invitation, round: Round
) -> None:
    started, closed = at_once(
        here(cast, partial(take_part, link, name="Nina", by=None)),
        here(cast, partial(rounds.close_round, round, by=cast.davi)),
    )

    joined = Membership.objects.filter(user__email=NINA).count()
    assert closed is None
    assert (started, joined) in [(link.pk, 1), ("round_closed", 0)]
    assert not Invitation.objects.exclude(email="").exists()


@pytest.mark.django_db(transaction=True)
def test_who_has_joined_and_begins_from_the_page_as_the_clock_asks_has_one_invitation(
    transactional_db: None, cast: Cast, link: Invitation, round: Round
) -> None:
    nina = joined_by_the_other_mail(cast)
    outcomes = at_once(
        here(cast, partial(take_part, link, name="", by=None)),
        here(cast, partial(invitation_of, nina, link.participation)),
        here(cast, partial(asking.ask, round)),
        here(cast, partial(invitation_of, nina, link.participation)),
    )

    assert outcomes == [link.pk, link, 0, link]
    assert Invitation.objects.get().membership == nina


@pytest.mark.django_db(transaction=True)
def test_the_clock_twice_and_a_click_at_once_ask_once(
    transactional_db: None, cast: Cast, link: Invitation, round: Round
) -> None:
    Invitation.objects.update(mail_key=None, sent_at=None)
    outcomes = at_once(
        here(cast, partial(asking.ask, round)),
        here(cast, partial(take_part, link, name="Nina", by=None)),
        here(cast, partial(asking.ask, round)),
    )

    assert outcomes[1] == link.pk
    assert outcomes[0] + outcomes[2] == 1
    assert Invitation.objects.count() == 1
