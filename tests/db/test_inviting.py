"""Inviting by managers: leads and members, where they manage, and taking nothing away."""

import pytest

from organizations.access import Role
from organizations.members import memberships
from organizations.members.giving import AboveOwnRank, NotYoursToInvite
from organizations.models import Membership, MembershipOffer, RoleGrant
from organizations.offers import accepting, offering, pages
from organizations.offers.offering import make_offers
from organizations.teams import merging
from tests.cast import Cast
from tests.offering import NINA, new

REFUSED = (AboveOwnRank, NotYoursToInvite)


def manager(cast: Cast, name: str) -> Membership:
    """As a request finds them, with the roles at hand."""
    return (
        Membership.objects.with_grants().select_related("organization", "user").get(pk=getattr(cast, name).pk)
    )


@pytest.mark.parametrize(
    ("who", "team", "role", "may"),
    [
        pytest.param("davi", "fraud", Role.LEAD, True, id="a manager of all invites a lead anywhere"),
        pytest.param("davi", "churn", Role.MEMBER, True, id="and a member"),
        pytest.param("davi", "retail", Role.MANAGER, False, id="but no manager of a unit"),
        pytest.param("davi", None, Role.MANAGER, False, id="no manager of all, which she is herself"),
        pytest.param("davi", None, Role.AUDITOR, False, id="no auditor"),
        pytest.param("marta", "pricing", Role.LEAD, True, id="a manager of a unit invites below it"),
        pytest.param("marta", "churn", Role.MEMBER, True, id="into each team of it"),
        pytest.param("marta", "fraud", Role.MEMBER, False, id="but not into another unit's"),
        pytest.param("marta", "retail", Role.MANAGER, False, id="and makes no second manager of it"),
        pytest.param("lia", "pricing", Role.MEMBER, False, id="a lead invites nobody to the own team"),
        pytest.param("vera", "pricing", Role.MEMBER, False, id="an auditor nobody anywhere"),
    ],
)
def test_leads_and_members_are_invited_within_reach(
    cast: Cast, who: str, team: str | None, role: Role, may: bool
) -> None:
    place = getattr(cast, team) if team else None
    by = manager(cast, who)
    if may:
        [made] = make_offers(cast.aurora, [new(cast, role=role, team=place)], by=by)
        assert (made.email, made.role, made.team, made.made_by) == (NINA, role, place, by)
        return
    with pytest.raises(REFUSED):
        make_offers(cast.aurora, [new(cast, role=role, team=place)], by=by)
    assert not MembershipOffer.objects.exists()


def test_a_colleague_gains_the_role_at_once(cast: Cast) -> None:
    assert (
        make_offers(cast.aurora, [new(cast, "fabio@aurora.example", Role.LEAD)], by=manager(cast, "marta"))
        == []
    )

    held = RoleGrant.objects.filter(membership=cast.leads["fraud"]).values_list("role", "team__slug")
    assert set(held) == {("lead", "fraud"), ("lead", "pricing")}


def test_one_row_beyond_reach_holds_all_back_and_says_why(cast: Cast) -> None:
    lines = [
        new(cast),
        new(cast, "nuno@example.com", team=cast.fraud),
        new(cast, "noa@example.com", Role.ADMIN),
    ]

    kinds = [
        str(effect.problem or effect.kind)
        for effect in offering.look_ahead(cast.aurora, lines, by=cast.marta)
    ]

    refusal = (
        "You may invite leads and members, to the teams that you manage. "
        "An owner or an admin gives every other role."
    )
    assert kinds == ["new", refusal, refusal]


@pytest.mark.parametrize("who", ["davi", "marta"])
def test_who_invites_takes_no_role_away(cast: Cast, who: str) -> None:
    by = manager(cast, who)
    of_lia = RoleGrant.objects.get(membership=cast.lia)

    with pytest.raises(AboveOwnRank):
        memberships.revoke_role(of_lia, by=by)
    for deed in (memberships.end_membership, memberships.suspend):
        with pytest.raises(AboveOwnRank):
            deed(cast.lia, by=by)
    assert RoleGrant.objects.filter(pk=of_lia.pk).exists()


def test_an_offer_of_somebody_else_in_reach_is_sent_again_corrected_and_withdrawn(cast: Cast) -> None:
    [offer] = make_offers(cast.aurora, [new(cast)], by=cast.ada)
    by = manager(cast, "marta")

    offering.correct_address(offer, email="nina.faro@example.com", by=by)
    assert offer.made_by == by  # who sends it last stands for it
    offering.revoke_offer(offer, by=by)

    offer.refresh_from_db()
    assert offer.state == MembershipOffer.State.REVOKED


def test_an_offer_beyond_reach_is_neither_seen_nor_touched(cast: Cast) -> None:
    offers = [
        new(cast, team=cast.fraud),
        new(cast, "ugo@example.com", Role.AUDITOR),
        new(cast, "noa@example.com"),
    ]
    fraud, auditor, pricing = make_offers(cast.aurora, offers, by=cast.ada)
    by = manager(cast, "marta")

    assert list(pages.offers(by)) == [pricing]
    for offer in (fraud, auditor):
        for deed in (offering.revoke_offer, offering.send_again):
            with pytest.raises(NotYoursToInvite):
                deed(offer, by=by)
    assert set(pages.offers(manager(cast, "davi"))) == {fraud, pricing}
    assert set(pages.offers(manager(cast, "vera"))) == {fraud, auditor, pricing}


def test_an_offer_ends_with_the_role_of_who_made_it(cast: Cast) -> None:
    [offer] = make_offers(cast.aurora, [new(cast)], by=manager(cast, "marta"))
    assert accepting.standing([offer]) == [offer]

    memberships.revoke_role(RoleGrant.objects.get(membership=cast.marta), by=cast.ada)

    assert accepting.standing([MembershipOffer.objects.get(pk=offer.pk)]) == []


def test_an_offer_into_a_team_that_was_merged_beyond_reach_does_not_stand(cast: Cast) -> None:
    [offer] = make_offers(cast.aurora, [new(cast)], by=manager(cast, "marta"))
    merging.merge_teams(cast.pricing, into=cast.fraud, by=cast.ada)

    offer = MembershipOffer.objects.get(pk=offer.pk)
    [row] = pages.offer_rows([offer], reader=manager(cast, "marta"))

    assert accepting.standing([offer]) == []
    assert (row.changeable, row.takeable) == (False, True)  # she may still withdraw what stood in her unit
