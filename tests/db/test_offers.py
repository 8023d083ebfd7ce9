"""Offers to join: made once, sent within the day's limit, taken by their address, brought to their end."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from core import clock
from core.models import OutboxMessage
from core.outbox import carry_out, due_messages
from organizations import joining
from organizations.access import Role
from organizations.models import (
    AuditEvent,
    Membership,
    MembershipOffer,
    OfferLink,
    OfferMail,
    RoleGrant,
    User,
)
from organizations.offers import accepting, deeds, mails
from organizations.offers.deeds import Kind, NewOffer, look_ahead, make_offers
from organizations.people import AddressInvalid, add_person, person_with
from organizations.sign_in.addresses import note_address
from organizations.tasks import end_offers, send_due_offers
from organizations.teams import archive_team
from surveys.invitations import hash_of as hash_of_invitation
from tests.cast import Cast, join

NINA = "nina@example.com"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def new(cast: Cast, email: str = NINA, role: Role = Role.MEMBER, **more) -> NewOffer:
    team = cast.pricing if role in (Role.MEMBER, Role.LEAD) else None
    return NewOffer(email=email, role=role, **({"team": team, "name": "Nina Faro"} | more))


def offered(cast: Cast, *emails: str) -> list[MembershipOffer]:
    return make_offers(cast.aurora, [new(cast, email) for email in emails or [NINA]], by=cast.ada)


def carried_out() -> None:
    """All that waits in the outbox, as a worker does it."""
    while due := due_messages():
        for message in due:
            carry_out(message)


def test_an_offer_makes_nobody_a_member(cast: Cast) -> None:
    [offer] = offered(cast)

    assert (offer.email, offer.name, offer.role, offer.team) == (NINA, "Nina Faro", "member", cast.pricing)
    assert offer.state == MembershipOffer.State.OPEN
    assert not Membership.objects.filter(user__email=NINA).exists()


def test_the_same_offer_again_stays_one(cast: Cast) -> None:
    [first] = offered(cast)

    [again] = make_offers(cast.aurora, [new(cast, " NINA@example.com ")], by=cast.ada)

    assert again == first
    assert MembershipOffer.objects.count() == OfferMail.objects.count() == 1


def test_the_same_line_twice_is_one_offer(cast: Cast) -> None:
    assert len(offered(cast, NINA, NINA.upper(), "nuno@example.com")) == 2


def test_two_roles_for_one_address_come_in_one_mail(cast: Cast) -> None:
    make_offers(cast.aurora, [new(cast), new(cast, role=Role.LEAD)], by=cast.ada)

    assert MembershipOffer.objects.count() == 2
    assert OfferMail.objects.count() == 1


def test_a_member_gains_the_role_and_gets_no_offer(cast: Cast) -> None:
    made = make_offers(cast.aurora, [new(cast, cast.mauro.user.email, Role.LEAD)], by=cast.ada)

    assert made == []
    assert {grant.role for grant in RoleGrant.objects.filter(membership=cast.mauro)} == {"member", "lead"}


@pytest.mark.parametrize(
    ("who", "role", "error"),
    [
        pytest.param("ada", Role.OWNER, joining.AboveOwnRank, id="an admin offers no ownership"),
        pytest.param("davi", Role.MEMBER, joining.AboveOwnRank, id="a manager offers nothing"),
        pytest.param("otto", Role.MEMBER, joining.AboveOwnRank, id="an owner elsewhere offers nothing here"),
    ],
)
def test_roles_are_offered_up_to_ones_own_rank(cast: Cast, who: str, role: Role, error: type) -> None:
    with pytest.raises(error):
        make_offers(cast.aurora, [new(cast, role=role)], by=getattr(cast, who))

    assert not MembershipOffer.objects.exists()


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        pytest.param({"email": "nina@"}, AddressInvalid, id="half an address"),
        pytest.param({"team": None}, joining.RoleNeedsTeam, id="no team"),
        pytest.param({"role": Role.ADMIN, "team": "pricing"}, joining.RoleHasNoTeam, id="a team too many"),
        pytest.param({"team": "logistics"}, joining.TeamNotHere, id="a team of another organization"),
        pytest.param({"team": "retail"}, joining.LeadNeedsTeam, id="a unit"),
    ],
)
def test_one_faulty_offer_holds_all_back(cast: Cast, bad: dict, error: type) -> None:
    if isinstance(bad.get("team"), str):
        bad = bad | {"team": getattr(cast, bad["team"])}

    with pytest.raises(error):
        make_offers(cast.aurora, [new(cast, "nuno@example.com"), new(cast, **bad)], by=cast.ada)

    assert not MembershipOffer.objects.exists()


def test_a_suspended_member_is_brought_back_and_not_offered_anything(cast: Cast) -> None:
    Membership.objects.filter(pk=cast.mauro.pk).update(state=Membership.State.SUSPENDED)

    with pytest.raises(joining.MembershipSuspended):
        make_offers(cast.aurora, [new(cast, cast.mauro.user.email)], by=cast.ada)


def test_looking_ahead_tells_what_each_offer_would_do_and_does_nothing(cast: Cast) -> None:
    offered(cast, "open@example.com")
    lines = [
        new(cast),
        new(cast, "open@example.com"),
        new(cast),
        new(cast, cast.mauro.user.email, Role.LEAD),
        new(cast, cast.mauro.user.email),
        new(cast, role=Role.OWNER),
        new(cast, "otto@boreal.example"),  # has an account elsewhere, which nobody here learns
    ]

    effects = look_ahead(cast.aurora, lines, by=cast.ada)

    assert [effect.kind for effect in effects] == [
        Kind.NEW,
        Kind.OPEN,
        Kind.REPEATED,
        Kind.ROLE,
        Kind.HELD,
        Kind.REFUSED,
        Kind.NEW,
    ]
    assert str(effects[5].problem) == "You cannot grant or take away a role above your own."
    assert MembershipOffer.objects.count() == 1


def test_hundreds_of_offers_take_few_queries(cast: Cast, django_assert_max_num_queries) -> None:
    people = [new(cast, f"p{number}@example.com") for number in range(400)]

    with django_assert_max_num_queries(40):  # SQLite takes some eighty rows at a time
        make_offers(cast.aurora, people, by=cast.ada)
    with django_assert_max_num_queries(24):  # and as few when nothing is left to do
        make_offers(cast.aurora, people, by=cast.ada)

    assert MembershipOffer.objects.count() == OfferMail.objects.count() == 400


def test_the_trail_keeps_no_name_and_no_address(cast: Cast) -> None:
    [offer] = offered(cast)

    line = AuditEvent.objects.get(action="offer.made")

    assert (line.object_id, line.label, line.actor) == (str(offer.pk), "", cast.ada.user)
    assert line.detail == {"role": "member", "team": "Pricing"}


# The mails


def test_what_is_beyond_the_days_limit_waits_for_the_next_days(cast: Cast, settings) -> None:
    settings.OFFER_MAILS_PER_DAY = 2
    with clock.at(NOON):
        offered(cast, *[f"p{number}@example.com" for number in range(5)])

        days = OfferMail.objects.order_by("pk").values_list("due_at", flat=True)
        assert [(due - NOON).days for due in days] == [0, 0, 1, 1, 2]
        waiting = mails.mails_waiting(cast.aurora)
        assert (waiting.mails, waiting.last) == (3, NOON + timedelta(days=2))


def test_mails_go_out_on_their_day_and_once(cast: Cast, settings) -> None:
    settings.OFFER_MAILS_PER_DAY = 2
    with clock.at(NOON):
        offered(cast, *[f"p{number}@example.com" for number in range(3)])
        carried_out()
        send_due_offers()
        carried_out()
        assert [message.to for message in mail.outbox] == [["p0@example.com"], ["p1@example.com"]]
    with clock.at(NOON + timedelta(days=1)):
        assert send_due_offers() == 1
        assert send_due_offers() == 0
        carried_out()

    assert mail.outbox[-1].to == ["p2@example.com"]
    assert len(mail.outbox) == 3


def test_a_limit_of_one_organization_is_not_that_of_another(cast: Cast, settings) -> None:
    settings.OFFER_MAILS_PER_DAY = 1
    with clock.at(NOON):
        offered(cast)
        with accepting.scope(organization=cast.boreal):
            make_offers(cast.boreal, [NewOffer(NINA, Role.MEMBER, team=cast.logistics)], by=cast.otto)
            assert OfferMail.objects.get().due_at == NOON


def test_the_time_of_an_offer_begins_with_its_mail(cast: Cast, settings) -> None:
    settings.OFFER_MAILS_PER_DAY = 1
    with clock.at(NOON):
        _first, second = offered(cast, "a@example.com", "b@example.com")
    with clock.at(NOON + timedelta(days=1)):
        send_due_offers()
        carried_out()

    second.refresh_from_db()
    assert second.expires_at == NOON + timedelta(days=1 + 14)
    assert second.sent_at == NOON + timedelta(days=1)


def test_the_token_is_in_the_mail_and_nowhere_in_the_database(cast: Cast) -> None:
    offered(cast)
    carried_out()

    token = token_in(mail.outbox[0])

    assert len(token) == 43  # 256 random bits in base64
    assert OfferLink.objects.get().token_hash == mails.hash_of(token)
    assert all(token not in str(message.payload) for message in OutboxMessage.objects.all())


def token_in(message) -> str:
    return re.search(r"/offer/([\w-]+)/", message.body)[1]


def test_an_offer_sent_again_has_a_new_link_and_the_old_one_is_dead(cast: Cast) -> None:
    with clock.at(NOON):
        [offer] = offered(cast)
        carried_out()
    with clock.at(NOON + timedelta(days=10)):
        deeds.send_again(offer, by=cast.olga)
        carried_out()
        first, second = (token_in(message) for message in mail.outbox)

        with pytest.raises(accepting.OfferReplaced):
            accepting.link_of(first)
        assert accepting.link_of(second).mail.email == NINA
        offer.refresh_from_db()
        assert offer.expires_at == NOON + timedelta(days=24)
        assert offer.made_by == cast.olga


def test_an_address_is_not_written_to_twice_within_ten_minutes(cast: Cast) -> None:
    with clock.at(NOON):
        [offer] = offered(cast)
        carried_out()
    with clock.at(NOON + timedelta(minutes=9)), pytest.raises(deeds.MailedJustNow):
        deeds.send_again(offer, by=cast.ada)
    with clock.at(NOON + timedelta(minutes=9)):  # a second role: its mail waits its ten minutes
        make_offers(cast.aurora, [new(cast, role=Role.LEAD)], by=cast.ada)
        assert OfferMail.objects.latest("pk").due_at == NOON + timedelta(minutes=10)


def test_a_corrected_address_gets_the_mail_and_the_wrong_one_loses_its_link(cast: Cast) -> None:
    [offer] = offered(cast, "mina@example.com")
    carried_out()

    deeds.correct_address(offer, email=" Nina@Example.com", by=cast.ada)
    carried_out()

    assert mail.outbox[1].to == [NINA]
    with pytest.raises(accepting.OfferUnknown):
        accepting.link_of(token_in(mail.outbox[0]))


def test_an_address_is_not_corrected_to_a_members(cast: Cast) -> None:
    [offer] = offered(cast)

    with pytest.raises(deeds.OfferOpenAlready):
        deeds.correct_address(offer, email=cast.lia.user.email, by=cast.ada)


def test_who_may_not_give_a_role_neither_sends_nor_withdraws_its_offer(cast: Cast) -> None:
    [offer] = make_offers(cast.aurora, [new(cast, role=Role.OWNER)], by=cast.olga)

    for deed in (deeds.send_again, deeds.revoke_offer):
        with pytest.raises(joining.AboveOwnRank):
            deed(offer, by=cast.ada)


# Taking an offer


def link_to(cast: Cast, **more) -> OfferLink:
    make_offers(cast.aurora, [new(cast, **more)], by=cast.olga)
    carried_out()
    return accepting.link_of(token_in(mail.outbox[-1]))


def test_who_is_new_gets_an_account_with_that_address_and_the_role(cast: Cast) -> None:
    member = accepting.accept_with(link_to(cast), name="Nina F.", password="rivers run to the sea")

    assert (member.user.email, member.user.name) == (NINA, "Nina F.")
    assert [(grant.role, grant.team) for grant in member.roles_now()] == [("member", cast.pricing)]
    assert accepting.address_is_confirmed(member.user)
    offer = MembershipOffer.objects.get()
    assert (offer.state, offer.membership) == ("accepted", member)


def test_one_yes_takes_all_that_is_offered(cast: Cast) -> None:
    make_offers(cast.aurora, [new(cast, role=Role.MEMBER), new(cast, role=Role.LEAD)], by=cast.ada)
    person = add_person(email=NINA, name="Nina")

    member = accepting.accept(cast.aurora, person=person)

    assert sorted(grant.role for grant in member.roles_now()) == ["lead", "member"]


def test_a_weak_password_stores_nothing(cast: Cast) -> None:
    link = link_to(cast)

    with pytest.raises(accepting.PassphraseRefused):
        accepting.accept_with(link, name="Nina", password="nina@example.com")

    assert accepting.person_with(NINA) is None


def test_a_link_is_for_its_address_alone(cast: Cast) -> None:
    link = link_to(cast)

    with pytest.raises(accepting.ForAnotherAddress):
        accepting.accept_as(link, person=cast.otto.user)
    with pytest.raises(accepting.ForAnotherAddress):
        accepting.decline_with(link, by=cast.otto.user)


def end_by_accepting(cast: Cast, link: OfferLink) -> None:
    accepting.accept_with(link, name="Nina", password="rivers run to the sea")


def end_by_declining(cast: Cast, link: OfferLink) -> None:
    accepting.decline_with(link, by=None)


def end_by_withdrawing(cast: Cast, link: OfferLink) -> None:
    deeds.revoke_offer(MembershipOffer.objects.get(), by=cast.ada)


def end_by_time(cast: Cast, link: OfferLink) -> None:
    MembershipOffer.objects.update(expires_at=NOON - timedelta(days=300))


def end_by_archiving(cast: Cast, link: OfferLink) -> None:
    archive_team(cast.pricing, by=cast.ada)


def end_by_demotion(cast: Cast, link: OfferLink) -> None:
    joining.grant_role(cast.ada, Role.OWNER, by=cast.olga)
    joining.end_membership(cast.olga, by=cast.ada)


@pytest.mark.parametrize(
    ("end", "error"),
    [
        pytest.param(end_by_accepting, accepting.OfferAccepted, id="accepted"),
        pytest.param(end_by_declining, accepting.OfferDeclined, id="declined"),
        pytest.param(end_by_withdrawing, accepting.OfferWithdrawn, id="withdrawn"),
        pytest.param(end_by_time, accepting.OfferExpired, id="expired"),
        pytest.param(end_by_archiving, accepting.OfferWithdrawn, id="its team is archived"),
        pytest.param(end_by_demotion, accepting.OfferWithdrawn, id="who offered may not any more"),
    ],
)
def test_a_link_tells_how_its_offer_ended(cast: Cast, end, error) -> None:
    link = link_to(cast)
    token = token_in(mail.outbox[-1])
    end(cast, link)

    with pytest.raises(error):
        accepting.link_of(token)
    with pytest.raises(error):
        accepting.accept(cast.aurora, person=add_person_or_known())


def add_person_or_known() -> User:
    return person_with(NINA) or add_person(email=NINA, name="Nina")


@pytest.mark.parametrize("token", ["", "x" * 43, "é", "0" * 5000])
def test_a_token_that_was_made_up_leads_nowhere(cast: Cast, token: str) -> None:
    offered(cast)

    with pytest.raises(accepting.OfferUnknown):
        accepting.link_of(token)


def test_the_token_of_an_invitation_to_answer_is_none_here(cast: Cast) -> None:
    link = link_to(cast)
    token = token_in(mail.outbox[0])

    assert hash_of_invitation(token) != link.token_hash


def test_offers_wait_for_who_has_shown_that_the_address_is_hers(cast: Cast) -> None:
    offered(cast, "otto@boreal.example")
    note_address(cast.otto.user, confirmed=False)

    assert accepting.offers_for(cast.otto.user) == []
    accepting.confirm_address(cast.otto.user)
    assert [offer.organization for offer in accepting.offers_for(cast.otto.user)] == [cast.aurora]


def test_time_ends_offers(cast: Cast) -> None:
    with clock.at(NOON):
        [offer] = offered(cast)
    with clock.at(NOON + timedelta(days=14)):
        assert end_offers() == 1

    offer.refresh_from_db()
    assert offer.state == MembershipOffer.State.EXPIRED


def test_a_closed_offer_is_forgotten_after_a_year(cast: Cast) -> None:
    with clock.at(NOON):
        [gone] = offered(cast)
        deeds.revoke_offer(gone, by=cast.ada)
    with clock.at(NOON + timedelta(days=365)):
        [open_still] = offered(cast, "nuno@example.com")
        end_offers()
        assert MembershipOffer.objects.count() == 2
    with clock.at(NOON + timedelta(days=365, seconds=1)):
        end_offers()

    assert list(MembershipOffer.objects.all()) == [open_still]
    assert [letter.email for letter in OfferMail.objects.all()] == ["nuno@example.com"]


def test_an_address_that_bounced_can_still_accept_with_a_link_that_arrived(cast: Cast) -> None:
    link = link_to(cast)
    mails.mark_bounced(link.mail, reason="550 no such user")
    assert MembershipOffer.objects.get().state == "bounced"

    assert accepting.link_of(token_in(mail.outbox[0])) == link


def test_who_left_comes_back_by_an_offer_without_the_old_roles(cast: Cast) -> None:
    left = join(cast.aurora, "Luca Pires", Role.LEAD, cast.churn)
    joining.end_membership(left, by=cast.ada)
    offered(cast, left.user.email)

    member = accepting.accept(cast.aurora, person=left.user)

    assert member == left
    assert [(grant.role, grant.team) for grant in member.roles_now()] == [("member", cast.pricing)]
