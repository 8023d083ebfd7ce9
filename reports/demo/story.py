"""Plays Aurora and Boreal: founds them, runs their rounds and answers, by the deeds that the pages call.

All happens in one transaction, so that an interrupted build leaves nothing behind, and each deed under
the clock of its own day.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from core import outbox
from core.clock import at, now
from core.models import OutboxMessage
from maturity.models import ModelVersion
from maturity.reading import Catalog, catalog
from organizations.access import Role
from organizations.accounts.people import add_person, share_password
from organizations.members.memberships import grant_role, join, revoke_role
from organizations.models import Membership, Organization, Team, User
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope
from organizations.teams.labels import label_team
from organizations.teams.tree import add_team, archive_team
from organizations.tenant.founding import found_organization
from reports.demo import trajectories
from reports.demo.accounts import PASSWORD
from reports.demo.aurora import AURORA, HANDED_OVER, OUT_OF_REACH, OUTCOME
from reports.demo.boreal import BOREAL
from reports.demo.chance import chance
from reports.demo.coming import come_again
from reports.demo.organization import OrganizationPlan, Person, TeamPlan, labels_of
from reports.demo.ratings import Respondent, answers
from reports.demo.schedule import REMINDED, RoundPlan, rounds
from reports.demo.trajectories import OPEN_ROUND, ROUNDS, Curve, Share, share
from surveys import answering
from surveys.invitations import invitation_of, mark_bounced
from surveys.models import Invitation, Round
from surveys.reminder_plan import USUAL
from surveys.reminders import remind
from surveys.rounds import close_round, open_round, plan_round, tell_outcome

SEED = "patamar"
Visit = tuple[datetime, TeamPlan]


@dataclass
class Stage:
    """One organization while its story is played."""

    plan: OrganizationPlan
    curves: dict[str, Curve]
    seed: str
    organization: Organization
    owner: Membership
    catalog: Catalog
    users: dict[Person, User]
    members: dict[Person, Membership] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    given: dict[str, dict[str, answering.Given]] = field(default_factory=dict)

    @property
    def runner(self) -> Membership:
        """Who plans, opens and closes the rounds: the manager of the whole organization, else the owner."""
        for person, role in self.plan.staff:
            if role == Role.MANAGER:
                return self.members[person]
        return self.owner


def is_there() -> bool:
    """Whether the demo was built before."""
    return Organization.objects.filter(slug=AURORA.slug).exists()


def build(
    *, seed: str = SEED, teams: Collection[str] | None = None, first_round: int = 0
) -> tuple[Organization, Organization]:
    """Build both organizations, up to the present moment of the clock.

    Args:
        seed: whatever chance decides follows from it; the same seed gives the same levels.
        teams: names of Aurora's teams to build, for a shorter story; all when not given.
        first_round: where the story begins, for a shorter one.
    """
    version = ModelVersion.objects.get(
        model__key="mlops", model__owner=None, state=ModelVersion.State.PUBLISHED
    )
    read = catalog(version.pk)
    with transaction.atomic(), _no_mail():
        aurora = _play_aurora(read, seed, teams, first_round)
        boreal = _play_boreal(read, seed)
    return aurora, boreal


def _play_aurora(read: Catalog, seed: str, chosen: Collection[str] | None, first_round: int) -> Organization:
    zone = ZoneInfo(AURORA.time_zone)
    planned = rounds(now().astimezone(zone).date(), count=ROUNDS, zone=zone)[first_round:]
    stage = _found(AURORA, trajectories.AURORA, read, seed, planned[0].opens_at - timedelta(days=40))
    with scope(organization=stage.organization):
        plans = [team for team in AURORA.teams if chosen is None or team.name in chosen]
        for plan in planned:
            with at(plan.opens_at - timedelta(days=12)):
                _bring_in(stage, plans, plan)
                if plan.number == OPEN_ROUND:
                    _hand_over(stage)
            round = _run(stage, plan, {team.name: share(team.name, plan.number) for team in plans})
            if plan.number == OPEN_ROUND - 1:
                with at(plan.closes_at + timedelta(days=45)):
                    tell_outcome(round, OUTCOME, by=stage.runner)
        with at(planned[-1].opens_at):
            come_again(planned[-1], read.version.model, by=stage.runner)
    return stage.organization


def _play_boreal(read: Catalog, seed: str) -> Organization:
    zone = ZoneInfo(BOREAL.time_zone)
    before_the_open_one = rounds(now().astimezone(zone).date(), count=2, zone=zone)[0]
    stage = _found(BOREAL, trajectories.BOREAL, read, seed, before_the_open_one.opens_at - timedelta(days=60))
    with scope(organization=stage.organization):
        with at(before_the_open_one.opens_at - timedelta(days=30)):
            _bring_in(stage, BOREAL.teams, before_the_open_one)
        _run(stage, before_the_open_one, {})
    return stage.organization


def _found(
    plan: OrganizationPlan, curves: dict[str, Curve], read: Catalog, seed: str, moment: datetime
) -> Stage:
    """The organization with its owner, its staff and its units."""
    with at(moment):
        users = {person: _account(person, plan) for person in plan.people()}
        share_password(users.values(), PASSWORD)
        owner = found_organization(
            name=plan.name,
            language=plan.language,
            time_zone=plan.time_zone,
            owner=users[plan.owner],
            slug=plan.slug,
        )
        stage = Stage(plan, curves, seed, owner.organization, owner, read, users)
        stage.members[plan.owner] = owner
        with scope(organization=owner.organization):
            for person, role in plan.staff:
                _give(stage, person, role)
            for unit in plan.units:
                stage.teams[unit.name] = add_team(
                    stage.organization,
                    name=unit.name,
                    kind=Team.Kind.UNIT,
                    parent=stage.teams.get(unit.parent),
                    by=owner,
                )
                for manager in unit.managers:
                    _give(stage, manager, Role.MANAGER, stage.teams[unit.name])
    return stage


def _account(person: Person, plan: OrganizationPlan) -> User:
    language = "" if person.short_address else person.language
    return add_person(email=person.address(plan.slug), name=person.name, language=language)


def _give(stage: Stage, person: Person, role: Role, team: Team | None = None) -> None:
    """A role, and with the first one the membership."""
    if person in stage.members:
        grant_role(stage.members[person], role, team=team, by=stage.owner)
    else:
        stage.members[person] = join(
            stage.organization, user=stage.users[person], role=role, team=team, by=stage.owner
        )


def _bring_in(stage: Stage, plans: Collection[TeamPlan], round_plan: RoundPlan) -> None:
    """Add the teams that take part from now on with their people; archive those whose time is over."""
    for plan in plans:
        takes_part = stage.curves[plan.name][_place(stage, round_plan)] is not None
        if takes_part and plan.name not in stage.teams:
            _add_team(stage, plan)
        elif not takes_part and plan.name in stage.teams:
            team = stage.teams[plan.name]
            if team.archived_at is None:
                archive_team(team, by=stage.owner)


def _hand_over(stage: Stage) -> None:
    """Some leads pass their teams on and stay as members; who is to follow is invited, and has not joined."""
    for plan in stage.plan.teams:
        if plan.name in HANDED_OVER and plan.name in stage.teams:
            lead, team, follower = stage.members[plan.lead], stage.teams[plan.name], HANDED_OVER[plan.name]
            revoke_role(lead.grants.get(role=Role.LEAD, team=team), by=stage.owner)
            grant_role(lead, Role.MEMBER, team=team, by=stage.owner)
            address = follower.address(stage.plan.slug)
            offer = NewOffer(address, Role.LEAD, team, follower.name, follower.language)
            make_offers(stage.organization, [offer], by=stage.owner, invite=False)  # the round's mail asks


def _place(stage: Stage, round_plan: RoundPlan) -> int:
    """Which value of a team's curve this round has; an organization of one round has but one."""
    return min(round_plan.number, len(next(iter(stage.curves.values()))) - 1)


def _add_team(stage: Stage, plan: TeamPlan) -> None:
    team = add_team(stage.organization, name=plan.name, parent=stage.teams[plan.unit], by=stage.owner)
    stage.teams[plan.name] = team
    label_team(team, labels_of(plan.traits, stage.plan.language), by=stage.owner)
    _give(stage, plan.lead, Role.LEAD, team)
    for person in plan.members:
        _give(stage, person, Role.MEMBER, team)


def _run(stage: Stage, plan: RoundPlan, shares: dict[str, Share]) -> Round:
    """One round from its draft to its end, or to the present moment if that comes first."""
    present = now()
    is_over = plan.closes_at <= present
    taking_part = [
        team
        for team in stage.plan.teams
        if team.name in stage.teams and not stage.teams[team.name].archived_at
    ]
    with at(plan.opens_at - timedelta(days=5)):
        round = plan_round(
            stage.organization,
            name=plan.name,
            version=stage.catalog.version,
            teams=[stage.teams[team.name] for team in taking_part],
            opens_at=plan.opens_at,
            closes_at=plan.closes_at,
            reminder_days=() if is_over else USUAL,
            by=stage.runner,
        )
    with at(plan.opens_at):
        open_round(round, by=stage.runner)
        _carry_out_what_is_due()
    visits = _visits(stage, plan, taking_part, until=min(present, plan.closes_at))
    if not is_over:
        reminded = plan.opens_at + REMINDED
        early = [visit for visit in visits if visit[0] < reminded]
        _play(stage, round, plan, shares, early)
        _chase(stage, round, reminded)
        visits = visits[len(early) :]
    _play(stage, round, plan, shares, visits)
    if is_over:
        with at(plan.closes_at):
            close_round(round, by=None)
            _carry_out_what_is_due()
    return round


def _play(
    stage: Stage, round: Round, plan: RoundPlan, shares: dict[str, Share], visits: Collection[Visit]
) -> None:
    """The leads answer, one after the other."""
    for moment, team in visits:
        _answer(stage, round, plan, team, shares.get(team.name, trajectories.ALL), moment)


def _chase(stage: Stage, round: Round, moment: datetime) -> None:
    """Some mails have come back since the opening; who else has not finished is reminded."""
    asked = Invitation.objects.filter(participation__round=round)
    with at(moment):
        mark_bounced(asked.filter(participation__team_name__in=OUT_OF_REACH))
        remind(round, by=stage.runner)
        _carry_out_what_is_due()


def _visits(stage: Stage, plan: RoundPlan, teams: Collection[TeamPlan], *, until: datetime) -> list[Visit]:
    """When each team's lead sits down to answer: in office hours, in the order in which it happened."""
    opened, visits = plan.opens_at, []
    for team in teams:
        luck = chance(stage.seed, stage.plan.slug, plan.number, team.name, "visit")
        day = (opened + (until - opened) * luck.uniform(0.05, 0.9)).astimezone(opened.tzinfo).date()
        day -= timedelta(days=max(0, day.weekday() - 4))  # of a weekend its Friday
        moment = datetime.combine(day, time(9 + luck.randrange(8), luck.randrange(60)), opened.tzinfo)
        visits.append((max(opened + timedelta(minutes=20), min(moment, until - timedelta(hours=2))), team))
    return sorted(visits, key=lambda visit: (visit[0], visit[1].name))


def _answer(
    stage: Stage, round: Round, plan: RoundPlan, team: TeamPlan, part: Share, moment: datetime
) -> None:
    """A lead answers in one sitting, and sends it all unless the share says otherwise."""
    who = Respondent(
        stage.seed,
        stage.plan.slug,
        team,
        stage.curves[team.name],
        _place(stage, plan),
        stage.given.get(team.name, {}),
    )
    given = answers(who, stage.catalog, part)
    if not given:
        return
    lead = stage.members[team.lead]
    luck = who.draw(plan.number, "pace")
    with at(moment):
        participation = round.participations.get(team=stage.teams[team.name])
        response = answering.start(invitation_of(lead, participation))
        keyed = {stage.catalog.criterion(key): one for key, one in given.items()}
        answering.save_answers(response, keyed, by=lead)
    if part.sent:
        with at(moment + timedelta(minutes=luck.randint(12, 40))):
            answering.submit(response, key=f"{luck.getrandbits(128):032x}", by=lead)
            _carry_out_what_is_due()
    stage.given[team.name] = given


def _carry_out_what_is_due() -> None:
    """Handle messages under the clock of the deed that sent them: after the commit it would be today's."""
    while due := outbox.due_messages():
        for message in due:
            if not outbox.carry_out(message):
                told = OutboxMessage.objects.get(pk=message)
                raise RuntimeError(f"{told.topic} could not be carried out: {told.last_error}")


@contextmanager
def _no_mail() -> Iterator[None]:
    """Everybody in the demo was written to long ago; today nothing leaves."""
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = backend
