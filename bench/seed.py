"""A large organization, made by the product's own deeds."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from core.clock import now
from maturity.catalogs import read_built_in
from maturity.exchange import load_version
from maturity.models import ModelVersion
from maturity.reading import catalog
from organizations.access import Role
from organizations.accounts.people import add_person
from organizations.members.memberships import join
from organizations.models import Membership, Organization, Team
from organizations.scoping import scope
from organizations.teams.tree import add_team
from organizations.tenant.founding import found_organization
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.models import Round

UNIT_SIZE = 25
SEED = 20261123
WEIGHTS = {"fully": 5, "largely": 4, "partially": 2, "not": 2, "dk": 1}


@dataclass(frozen=True)
class Place:
    """What the measurements need."""

    organization: Organization
    owner: Membership
    leads: list[Membership]
    round: Round


def load_model() -> ModelVersion:
    return load_version(read_built_in("mlops"))


def build(name: str, version: ModelVersion, *, teams: int) -> Place:
    """An organization of `teams` teams in units of 25, each with a lead and one sent set of 70 answers.

    The first team has not answered, so that answering can be measured on it.
    """
    chance = Random(SEED)
    slug = name.lower()
    user = add_person(email=f"owner@{slug}.example", name="Owner")
    owner = found_organization(name=name, language="en", time_zone="UTC", owner=user, slug=slug)
    organization = owner.organization
    with scope(organization=organization):
        leads = [_team_with_lead(organization, number) for number in range(teams)]
        placed = [grant.team for lead in leads if (grant := lead.grants.get()).team]
        round = rounds.plan_round(
            organization,
            name="2026 Q4",
            version=version,
            teams=placed,
            opens_at=None,
            closes_at=now() + timedelta(days=14),
            by=None,
        )
        rounds.open_round(round, by=None)
        for lead, team in list(zip(leads, placed, strict=True))[1:]:
            _answer(round, lead, team, chance)
    return Place(organization, owner, leads, round)


def _team_with_lead(organization: Organization, number: int) -> Membership:
    unit = None
    if number % UNIT_SIZE == 0:
        add_team(organization, name=f"Unit {number // UNIT_SIZE}", kind=Team.Kind.UNIT, by=None)
    unit = Team.objects.get(organization=organization, name=f"Unit {number // UNIT_SIZE}")
    team = add_team(organization, name=f"Team {number}", parent=unit, by=None)
    person = add_person(email=f"lead{number}@{organization.slug}.example", name=f"Lead {number}")
    return join(organization, user=person, role=Role.LEAD, team=team, by=None)


def _answer(round: Round, lead: Membership, team: Team, chance: Random) -> None:
    participation = round.participations.get(team=team)
    response = answering.start(invitations.invitation_of(lead, participation))
    ratings = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=round.version.criterion_count)
    criteria = catalog(round.version_id).criteria
    answering.save_answers(
        response, {one: Given(rating=rating) for one, rating in zip(criteria, ratings, strict=True)}
    )
    answering.submit(response, key=team.slug, by=None)
