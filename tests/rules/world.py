"""Aurora and Boreal with something of each kind in both, under names that give themselves away.

Every name that somebody must not read begins with "Canary": it occurs nowhere else, so one look at an
answer's body tells whether it leaked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from django.db import transaction

from core import clock
from core.clock import now
from maturity import reading
from maturity.exchange import load_version
from maturity.models import Criterion, ModelVersion
from organizations.access import Role
from organizations.models import Label, Membership, MembershipOffer, Organization, RoleGrant, Team
from organizations.scoping import scope, scopes_disabled
from organizations.tenant import logos
from reports.exports import asking
from reports.models import Export
from surveys import answering, rounds
from surveys.answering import Given
from surveys.invitations import invitation_of
from surveys.models import Occurrence, Participation, Recurrence, Response, Round
from surveys.recurring import recurrences
from surveys.recurring.recurrences import Wanted
from tests.cast import Cast, join, make_cast, place
from tests.pictures import picture
from tests.rules.footprints import footprint

Footprint = dict[str, list[Any]]


@dataclass
class World:
    """The cast, and what they have made."""

    cast: Cast
    version: ModelVersion
    abroad: Team  # a unit of Boreal
    shelved: Team  # archived, in Retail
    label: Label  # on Pricing
    other_label: Label  # on Churn
    risky_label: Label  # on Fraud
    foreign_label: Label  # on Logistics
    draft: Round  # of Pricing and Fraud; nobody is told yet
    opened: Round  # of Pricing, Churn and Fraud
    closed: Round  # the same teams, a year ago
    risky: Round  # of Fraud alone, open
    foreign: Round  # Boreal's, open
    foreign_draft: Round
    foreign_closed: Round
    recurring: Recurrence  # of Retail's teams
    foreign_recurring: Recurrence
    paused: Recurrence  # of all teams
    suspended: Membership  # a member of Pricing who is not let in
    offer: MembershipOffer  # of Aurora; its mail came back
    open_offer: MembershipOffer  # to a member of Pricing
    risky_offer: MembershipOffer  # the same, to a member of Fraud
    foreign_offer: MembershipOffer
    foreign_model: str  # the key of a model that Boreal owns
    foreign_version: int  # the id of its version
    criterion: str  # the key of a criterion, the same in both models
    dimension: str  # and of its dimension
    page: dict[str, str]  # what the form of that dimension sends, all answers changed
    archive: Export = field(init=False)
    foreign_archive: Export = field(init=False)
    home: Footprint = field(default_factory=dict)  # all rows of Aurora, as they are before each request
    away: Footprint = field(default_factory=dict)  # and of Boreal

    def member(self, name: str) -> Membership:
        """One of Aurora's people, or Otto or Lena of Boreal."""
        return self.cast.leads["logistics"] if name == "lena" else getattr(self.cast, name)

    def grant(self, name: str) -> RoleGrant:
        """The role of that person."""
        with scopes_disabled():
            return RoleGrant.objects.get(membership=self.member(name))

    def response(self, round: Round) -> str:
        """What the answering pages call the response that was begun in that round."""
        with scopes_disabled():
            return Response.objects.get(participation__round=round).public_id


# What each person must not read, written by hand from the tree of the cast.
BOREAL = ["CanaryBoreal", "CanaryLogistics", "CanaryAbroad", "CanaryOtto", "CanaryLena", "CanaryForeign"]
RISK = ["CanaryFraud", "CanaryFabio", "CanaryRisky"]
CHURN = ["CanaryChurn", "CanaryCaio"]
DRAFT = ["CanaryDraft"]
ANSWERS = ["CanaryComment"]
NOT_FOR: dict[str, list[str]] = {
    "olga": BOREAL,
    "ada": BOREAL,
    "davi": BOREAL,
    "vera": [*BOREAL, *DRAFT],
    "marta": [*BOREAL, *DRAFT, *RISK],
    "lia": [*BOREAL, *DRAFT, *RISK, *CHURN],
    "mauro": [*BOREAL, *DRAFT, *RISK, *CHURN],
    "clara": [*BOREAL, *DRAFT, *RISK, *CHURN, *ANSWERS, "CanaryPricing"],
    "otto": [*DRAFT, *RISK, *CHURN, *ANSWERS, "CanaryPricing", "Aurora", "Olga"],
    "lena": [*DRAFT, *RISK, *CHURN, "CanaryPricing", "CanaryComment of CanaryPricing", "Aurora", "Olga"],
    "anonymous": [*BOREAL, *DRAFT, *RISK, *CHURN, *ANSWERS, "CanaryPricing", "Aurora", "Olga"],
}

FOREIGN_MODEL = "our-own"
NEW_NAMES = {
    "pricing": "CanaryPricing",
    "churn": "CanaryChurn",
    "fraud": "CanaryFraud",
    "logistics": "CanaryLogistics",
}


@contextmanager
def standing_world(document: dict[str, Any]) -> Iterator[World]:
    """A world for many tests, taken back in the end; each undoes what it changes."""
    with transaction.atomic():
        yield make_world(document)
        transaction.set_rollback(True)
    reading.forget()


def make_world(document: dict[str, Any]) -> World:
    """Everything, in the database; `document` is the catalog of the version that is asked."""
    with scopes_disabled():
        cast = make_cast()
        _rename(cast)
        abroad = place(cast.boreal, "CanaryAbroad", unit=True)
        shelved = place(cast.aurora, "Shelved", cast.retail)
        shelved.archived_at = now()
        shelved.save(update_fields=["archived_at"])
        label, other_label = _label(cast.pricing, "Brazil"), _label(cast.churn, "CanaryChurn line")
        risky_label, foreign_label = (
            _label(cast.fraud, "CanaryRisky line"),
            _label(cast.logistics, "CanaryForeign line"),
        )
        version = load_version(document)
        theirs = load_version(_canary_model(document), owner=cast.boreal)
        logos.set_logo(cast.aurora, picture().read(), by=None)
        cast.aurora.refresh_from_db()
    first = Criterion.objects.filter(version=version).select_related("dimension")[0]
    home = _Rounds(cast.aurora, version, {"pricing": cast.lia, **cast.leads})
    away = _Rounds(cast.boreal, version, cast.leads)
    three = [cast.pricing, cast.churn, cast.fraud]
    world = World(
        cast=cast,
        version=version,
        abroad=abroad,
        shelved=shelved,
        label=label,
        other_label=other_label,
        risky_label=risky_label,
        foreign_label=foreign_label,
        closed=home.closed("Spring", three),
        draft=home.draft("CanaryDraft", [cast.pricing, cast.fraud]),
        opened=home.opened("Autumn", three),
        risky=home.opened("CanaryRisky", [cast.fraud]),
        foreign_closed=away.closed("CanaryForeign Spring", [cast.logistics]),
        foreign=away.opened("CanaryForeign Autumn", [cast.logistics]),
        foreign_draft=away.draft("CanaryForeign Draft", [cast.logistics]),
        recurring=home.again("2031 S1", cast.retail),
        foreign_recurring=away.again("CanaryForeign 2031", abroad),
        paused=home.paused("Yearly 2031"),
        suspended=_suspended(cast),
        offer=_offer(cast.aurora, "nobody@aurora.example", cast.pricing),
        open_offer=_offer(cast.aurora, "open@aurora.example", cast.pricing, MembershipOffer.State.OPEN),
        risky_offer=_offer(cast.aurora, "CanaryRisky@aurora.example", cast.fraud),
        foreign_offer=_offer(cast.boreal, "CanaryForeign@boreal.example", cast.logistics),
        foreign_model=FOREIGN_MODEL,
        foreign_version=theirs.pk,
        criterion=first.key,
        dimension=first.dimension.key,
        page=_page(version, first.dimension.key),
    )
    _came_of(world.paused, world.closed)
    _came_of(world.foreign_recurring, world.foreign_closed)
    world.archive = _archive(cast.aurora, cast.olga)
    world.foreign_archive = _archive(cast.boreal, cast.otto)
    world.home, world.away = footprint(cast.aurora), footprint(cast.boreal)
    return world


def _came_of(recurrence: Recurrence, round: Round) -> None:
    """Note that a recurrence has drafted that round."""
    with scope(organization=recurrence.organization):
        Occurrence.objects.create(
            recurrence=recurrence,
            day=round.opens_at.date(),
            name=round.name,
            opens_at=round.opens_at,
            outcome=Occurrence.Outcome.MADE,
            round=round,
            decided_at=round.opens_at,
        )


def _label(team: Team, name: str) -> Label:
    slug = name.lower().replace(" ", "-")
    label = Label.objects.create(organization=team.organization, name=name, slug=slug)
    team.labels.add(label)
    return label


def _suspended(cast: Cast) -> Membership:
    with scopes_disabled():
        member = join(cast.aurora, "Sofia Prates", Role.MEMBER, cast.pricing)
        member.state = Membership.State.SUSPENDED
        member.save(update_fields=["state"])
        return member


def _offer(
    organization: Organization,
    email: str,
    team: Team,
    state: MembershipOffer.State = MembershipOffer.State.BOUNCED,
) -> MembershipOffer:
    with scopes_disabled():
        return MembershipOffer.objects.create(
            organization=organization,
            email=email,
            role=Role.MEMBER,
            team=team,
            state=state,
            made_at=now(),
            expires_at=now() + timedelta(days=14),
        )


def _archive(organization: Organization, owner: Membership) -> Export:
    with scope(organization=organization):
        asked = asking.ask_for_archive(organization, by=owner)
        asking.make(asked, language="en")
        asked.refresh_from_db()
        return asked


def _page(version: ModelVersion, dimension: str) -> dict[str, str]:
    asked = Criterion.objects.filter(version=version, dimension__key=dimension).values_list("key", flat=True)
    return {f"c:{key}": "fully" for key in asked} | {f"seen:{key}": "1" for key in asked}


def _canary_model(document: dict[str, Any]) -> dict[str, Any]:
    name = {"en": "CanaryForeign model", "pt-br": "CanaryForeign modelo"}
    return document | {"model": document["model"] | {"key": FOREIGN_MODEL, "name": name}}


@dataclass
class _Rounds:
    organization: Organization
    version: ModelVersion
    leads: dict[str, Membership]

    def draft(self, name: str, teams: list[Team]) -> Round:
        with scope(organization=self.organization):
            return rounds.plan_round(
                self.organization,
                name=name,
                version=self.version,
                teams=teams,
                opens_at=None,
                closes_at=now() + timedelta(days=14),
                by=None,
            )

    def opened(self, name: str, teams: list[Team]) -> Round:
        round = self.draft(name, teams)
        with scope(organization=self.organization):
            rounds.open_round(round, by=None)
            self._answer(round, teams[0], send=False)
        return round

    def again(self, name: str, unit: Team | None = None) -> Recurrence:
        reach = Recurrence.Reach.UNIT if unit else Recurrence.Reach.ALL
        wanted = Wanted(
            model=self.version.model,
            reach=reach,
            unit=unit,
            label=None,
            first_on=(now() + timedelta(days=60)).date(),
            opens=time(9),
            months=12,
            days=14,
            closes=time(18),
            time_zone="UTC",
            name=name,
        )
        with scope(organization=self.organization):
            return recurrences.set_up(self.organization, wanted, by=None)

    def paused(self, name: str) -> Recurrence:
        recurrence = self.again(name)
        with scope(organization=self.organization):
            recurrences.pause(recurrence, by=None)
        return recurrence

    def closed(self, name: str, teams: list[Team]) -> Round:
        with clock.at(now() - timedelta(days=365)), scope(organization=self.organization):
            round = self.draft(name, teams)
            rounds.open_round(round, by=None)
            for team in teams:
                self._answer(round, team, send=True)
            rounds.close_round(round, by=None)
        return round

    def _answer(self, round: Round, team: Team, *, send: bool) -> None:
        lead = self.leads[team.slug]
        invitation = invitation_of(lead, Participation.objects.get(round=round, team=team))
        response = answering.start(invitation)
        asked = Criterion.objects.filter(version=self.version)
        given = Given(rating="largely", comment=f"CanaryComment of {team.name}")
        answering.save_answers(response, dict.fromkeys(asked, given), by=lead)
        if send:
            answering.submit(response, key=f"key-{response.pk}", by=lead)


def _rename(cast: Cast) -> None:
    """Names that give themselves away; addresses (slugs, e-mail) stay as they are."""
    for slug, name in NEW_NAMES.items():
        team: Team = getattr(cast, slug)
        team.name = name
        team.save(update_fields=["name"])
    cast.boreal.name = "CanaryBoreal"
    cast.boreal.save(update_fields=["name"])
    for member, name in [
        (cast.otto, "CanaryOtto Berg"),
        (cast.leads["churn"], "CanaryCaio Lima"),
        (cast.leads["fraud"], "CanaryFabio Alves"),
        (cast.leads["logistics"], "CanaryLena Vogt"),
    ]:
        member.user.name = name
        member.user.save(update_fields=["name"])
