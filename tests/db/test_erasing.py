"""Erasing: who somebody was is forgotten, what was answered stays to the byte, an owner always stays."""

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps

from core import clock
from maturity.models import ModelVersion
from organizations import requests
from organizations.access import Role
from organizations.members import memberships
from organizations.models import AuditEvent, Membership, MembershipOffer, OfferMail, User
from organizations.offers import offering
from organizations.offers.offering import NewOffer
from organizations.scoping import scope, scopes_disabled
from organizations.tenant import erasing
from surveys import answering, rounds
from surveys.models import (
    Answer,
    CriterionResult,
    DimensionResult,
    Participation,
    Response,
    Round,
    TeamResult,
)
from tests.cast import Cast
from tests.survey_steps import MONDAY, answer_all, begun, opened


def everything_about(text: str) -> list[str]:
    """The tables in which the text stands somewhere."""
    found = []
    with scopes_disabled():
        for model in apps.get_models():
            rows = model._base_manager.values_list()
            if any(text.casefold() in str(value).casefold() for row in rows for value in row):
                found.append(model._meta.label)
    return found


def test_who_erases_the_own_account_is_nowhere_any_more(cast: Cast) -> None:
    memberships.grant_role(cast.lia, Role.MEMBER, team=cast.churn, by=cast.ada)
    erasing.erase_oneself(cast.lia.user)

    for trace in ("Lia Souza", "lia@aurora.example"):
        assert everything_about(trace) == []
    person = User.objects.get(pk=cast.lia.user.pk)
    assert not person.is_active
    assert not person.has_usable_password()
    assert str(person) == "Erased person"
    assert not EmailAddress.objects.filter(user=person).exists()
    assert Membership.objects.get(pk=cast.lia.pk).state == Membership.State.ENDED


def test_the_last_owner_is_not_erased(cast: Cast) -> None:
    with pytest.raises(memberships.LastOwner):
        erasing.erase_oneself(cast.olga.user)
    with pytest.raises(memberships.LastOwner):
        erasing.erase_member(cast.olga, by=cast.olga)

    assert User.objects.get(pk=cast.olga.user.pk).name == "Olga Prado"


def test_an_owner_erases_who_is_in_no_other_organization(cast: Cast) -> None:
    erasing.erase_member(cast.mauro, by=cast.olga)

    assert everything_about("Mauro Reis") == everything_about("mauro@aurora.example") == []
    assert User.objects.get(pk=cast.mauro.user.pk).erased_at is not None


def test_who_belongs_elsewhere_keeps_the_account_and_is_forgotten_here(cast: Cast) -> None:
    here = memberships.join(cast.aurora, user=cast.otto.user, role=Role.AUDITOR, by=cast.ada)

    erasing.erase_member(here, by=cast.olga)

    here.refresh_from_db()
    assert str(here) == "Erased person"
    assert here.state == Membership.State.ENDED
    assert not AuditEvent.objects.filter(organization=cast.aurora, label__contains="Otto").exists()
    otto = User.objects.get(pk=cast.otto.user.pk)
    assert (otto.name, otto.is_active) == ("Otto Berg", True)
    with scope(organization=cast.boreal):
        assert requests.membership_in("boreal", user=otto) is not None


def test_nobody_erases_above_the_own_rank_or_in_another_organization(cast: Cast) -> None:
    memberships.grant_role(cast.mauro, Role.OWNER, by=cast.olga)

    for by in (cast.ada, cast.otto):
        with pytest.raises(memberships.AboveOwnRank):
            erasing.erase_member(cast.mauro, by=by)

    assert User.objects.get(pk=cast.mauro.user.pk).name == "Mauro Reis"


def test_offers_to_the_address_are_withdrawn_and_forgotten(cast: Cast) -> None:
    offering.make_offers(
        cast.aurora, [NewOffer("otto@boreal.example", Role.AUDITOR, name="Otto")], by=cast.ada
    )
    memberships.grant_role(Membership.objects.get(pk=cast.ada.pk), Role.OWNER, by=cast.olga)
    with scope(organization=cast.boreal):
        memberships.grant_role(cast.leads["logistics"], Role.OWNER, by=cast.otto)

    erasing.erase_oneself(cast.otto.user)

    offer = MembershipOffer.objects.get()
    assert (offer.state, offer.name) == ("revoked", "")
    assert not OfferMail.objects.exists()
    assert everything_about("otto@boreal.example") == []


def test_what_another_organization_offers_is_not_withdrawn_by_an_owner_here(cast: Cast) -> None:
    offered = NewOffer(cast.mauro.user.email, Role.AUDITOR, name="Mauro")
    with scope(organization=cast.boreal):
        offering.make_offers(cast.boreal, [offered], by=cast.otto)

    erasing.erase_member(cast.mauro, by=cast.olga)

    with scope(organization=cast.boreal):
        offer = MembershipOffer.objects.get()
    assert (offer.state, offer.email, offer.name) == ("open", "mauro@aurora.example", "Mauro")


def test_a_closed_round_does_not_change_by_a_byte(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)
    with clock.at(MONDAY):
        response = begun(cast, round)
        answer_all(response, "largely")
        answering.submit(response, key="key", by=cast.lia)
        rounds.close_round(round, by=None)

    def rows() -> list[object]:
        models = (Round, Participation, Response, Answer, TeamResult, DimensionResult, CriterionResult)
        return [list(model.objects.order_by("pk").values_list()) for model in models]

    before = rows()
    erasing.erase_oneself(cast.lia.user)

    assert rows() == before
