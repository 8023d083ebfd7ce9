"""People of two organizations offer, accept, decline, promote, demote, move, suspend, leave, erase, hand on
and delete, in any order.

Whatever they do: each organization keeps an owner whose role has no end; nobody rises above whoever raised
them, and nobody turns others out who manages no people; nobody is a member without having said yes; and
what is done in one organization leaves the rows of the other as they were.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core import clock
from core.errors import DomainError
from organizations.access import RANK, RightLacking, Role
from organizations.members import memberships, ownership
from organizations.models import (
    AuditEvent,
    Membership,
    MembershipOffer,
    OfferLink,
    OfferMail,
    Organization,
    RoleGrant,
    Team,
    User,
)
from organizations.offers import accepting, mail_queue, offering
from organizations.scoping import scope, scopes_disabled
from organizations.teams import tree
from organizations.tenant import deleting, ending, erasing
from tests.cast import PASSWORD, join, make_cast, place

WATCHED = (Membership, RoleGrant, MembershipOffer, OfferMail, OfferLink, Team, AuditEvent)
WAYS = {RoleGrant: "membership__organization", OfferLink: "mail__organization"}
REFUSALS = (DomainError, RightLacking, Membership.DoesNotExist)
MEMBERS = ("olga", "ada", "davi", "lia", "mauro", "otto", "lena", "sofia", "sofia_abroad")
PEOPLE = ("olga", "ada", "mauro", "otto", "sofia", "nina", "nils")  # the last two belong nowhere at first

# Who may do something acts more often, or most deeds would be refused.
actors = st.sampled_from([*MEMBERS, *["olga", "ada", "otto", "sofia_abroad"] * 3])
members = st.sampled_from(MEMBERS)
people = st.sampled_from(PEOPLE)
roles = st.sampled_from(Role)
both = st.sampled_from(["aurora", "boreal"])
teams_of = st.sampled_from([None, "unit", "team", "other"])


class People(RuleBasedStateMachine):
    """Each rule is one deed by somebody; refusals are fine, what must not happen is not."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.moment = clock.now()
        self.tokens: list[tuple[str, str]] = []  # a link's token, and the address that it went to
        self.consent: set[tuple[str, int]] = set()
        self.gone: set[str] = set()  # organizations that are deleted
        cast = make_cast()
        with scopes_disabled():
            self.organizations = {"aurora": cast.aurora, "boreal": cast.boreal}
            self.members = {name: getattr(cast, name).pk for name in MEMBERS if hasattr(cast, name)}
            self.members["lena"] = cast.leads["logistics"].pk
            sofia = join(cast.aurora, "Sofia Reis", Role.LEAD, cast.churn)
            abroad = Membership.objects.create(user=sofia.user, organization=cast.boreal)
            RoleGrant.objects.create(membership=abroad, role=Role.ADMIN, starts_on=clock.now().date())
            self.members |= {"sofia": sofia.pk, "sofia_abroad": abroad.pk}
            harbour = place(cast.boreal, "Harbour", unit=True)
            self.teams = {
                "aurora": {"unit": cast.retail.pk, "team": cast.pricing.pk, "other": cast.risk.pk},
                "boreal": {"unit": harbour.pk, "team": cast.logistics.pk, "other": harbour.pk},
            }
            self.people = {name: getattr(cast, name).user for name in ("olga", "ada", "mauro", "otto")}
            self.people["sofia"] = sofia.user
            for name in ("nina", "nils"):
                self.people[name] = User.objects.create_user(f"{name}@new.example", PASSWORD, name=name)
            for member in Membership.objects.all():
                self.consent.add((member.organization.slug, member.user_id))
        self.sure = {name: self.rows(name) for name in self.organizations}
        self.offer("olga", "nina", Role.ADMIN, None)
        self.offer("otto", "mauro", Role.LEAD, "team")

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    # What people do.

    @rule(actor=actors, whom=people, role=roles, where=teams_of)
    def offer(self, actor: str, whom: str, role: Role, where: str | None) -> None:
        def deed(by: Membership) -> None:
            new = offering.NewOffer(self.people[whom].email, role, self.fitting(by, role, where))
            offering.make_offers(by.organization, [new], by=by)

        self.attempt(actor, deed)
        for where in self.organizations:
            self.mails_go_out(where)

    @rule(where=both)
    def mails_go_out(self, where: str) -> None:
        """The worker writes: each mail gets its link, which the addressee can open."""
        if where in self.gone:
            return
        organization = self.organizations[where]
        with self.moved(), scope(organization=organization):
            mail_queue.hand_out(organization)
            for mail in OfferMail.objects.filter(sent_at=None).exclude(handed_out_at=None):
                if link := mail_queue.make_link(mail):
                    self.tokens.append((link[0], mail.email))
                    mail_queue.mark_sent(mail)
        self.only(where)

    @precondition(lambda self: self.tokens)
    @rule(which=st.integers(0, 20))
    def accept_ones_own(self, which: int) -> None:
        _token, address = self.tokens[which % len(self.tokens)]
        self.accept(next(name for name, person in self.people.items() if person.email == address), which)

    @precondition(lambda self: self.tokens)
    @rule(who=people, which=st.integers(0, 20))
    def accept(self, who: str, which: int) -> None:
        self.take(who, which, lambda link, person: accepting.accept_as(link, person=person))

    @precondition(lambda self: self.tokens)
    @rule(who=people, which=st.integers(0, 20))
    def decline(self, who: str, which: int) -> None:
        self.take(who, which, lambda link, person: accepting.decline_with(link, by=person))

    @precondition(lambda self: self.tokens)
    @rule(actor=actors, which=st.integers(0, 20))
    def withdraw(self, actor: str, which: int) -> None:
        self.with_offer(actor, which, lambda one, by: offering.revoke_offer(one, by=by))

    @precondition(lambda self: self.tokens)
    @rule(actor=actors, which=st.integers(0, 20))
    def offer_again(self, actor: str, which: int) -> None:
        self.with_offer(actor, which, lambda one, by: offering.send_again(one, by=by))

    @rule(actor=actors, whom=members, role=roles, where=teams_of)
    def promote(self, actor: str, whom: str, role: Role, where: str | None) -> None:
        def deed(by: Membership) -> None:
            memberships.grant_role(self.member(whom), role, team=self.fitting(by, role, where), by=by)

        self.attempt(actor, deed)

    @rule(actor=actors, whom=members, which=st.integers(0, 5))
    def demote(self, actor: str, whom: str, which: int) -> None:
        def deed(by: Membership) -> None:
            with scopes_disabled():
                held = list(RoleGrant.objects.filter(membership=self.members[whom]).order_by("pk"))
            if held:
                memberships.revoke_role(held[which % len(held)], by=by)

        self.attempt(actor, deed)

    @rule(actor=actors, whom=members, step_down=st.booleans())
    def hand_on(self, actor: str, whom: str, step_down: bool) -> None:
        self.attempt(actor, lambda by: ownership.hand_on(self.member(whom), step_down=step_down, by=by))

    @rule(actor=actors, whom=members)
    def let_go(self, actor: str, whom: str) -> None:
        self.attempt(actor, lambda by: memberships.end_membership(self.member(whom), by=by))

    @rule(actor=actors, whom=members)
    def suspend(self, actor: str, whom: str) -> None:
        self.attempt(actor, lambda by: memberships.suspend(self.member(whom), by=by))

    @rule(actor=actors, whom=members)
    def bring_back(self, actor: str, whom: str) -> None:
        self.attempt(actor, lambda by: memberships.bring_back(self.member(whom), by=by))

    @rule(actor=actors, whom=members)
    def erase(self, actor: str, whom: str) -> None:
        self.attempt(actor, lambda by: erasing.erase_member(self.member(whom), by=by))

    @rule(actor=actors, really=st.booleans())
    def ask_for_the_end(self, actor: str, really: bool) -> None:
        def deed(by: Membership) -> None:
            name = by.organization.name if really else "another name"
            ending.ask_for_end(by.organization, name=name, by=by)

        self.attempt(actor, deed)

    @rule(actor=actors)
    def take_the_end_back(self, actor: str) -> None:
        self.attempt(actor, lambda by: ending.take_back_end(by.organization, by=by))

    @rule(where=both)
    def the_end_comes(self, where: str) -> None:
        """The clock deletes what is due, and nothing else."""
        organization = self.organizations[where]
        with self.moved():
            due = deleting.due_to_delete().filter(pk=organization.pk)
            is_due = due.exists()
        if is_due:
            due_by_the_database = clock.now() - timedelta(minutes=1)  # whose clock no test can move
            Organization.objects.filter(pk=organization.pk).update(deletion_due_at=due_by_the_database)
        with self.moved():
            deleting.delete_organization(organization)
        if is_due:
            self.gone.add(where)
            assert self.rows(where) == [[] for _model in WATCHED]
        self.only(where)

    @rule(who=members)
    def leave(self, who: str) -> None:
        self.attempt(who, memberships.leave)

    @rule(actor=actors, what=st.sampled_from(["unit", "team"]), under=teams_of)
    def move(self, actor: str, what: str, under: str | None) -> None:
        """Views ask for the right to manage teams; the deed keeps to the tree of its organization."""

        def deed(by: Membership) -> None:
            moved, parent = self.team(by, what), self.team(by, under)
            tree.move_team(moved, parent=parent, seen_below=moved.parent, by=by)

        self.attempt(actor, deed)

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.moment += timedelta(days=days)

    # What may never be.

    @invariant()
    def an_owner_is_there(self) -> None:
        if not hasattr(self, "sure"):
            return
        for organization in [one for name, one in self.organizations.items() if name not in self.gone]:
            with self.moved(), scope(organization=organization):
                assert RoleGrant.objects.lasting_owners().exists(), f"{organization} has no owner."

    @invariant()
    def everybody_said_yes(self) -> None:
        if not hasattr(self, "sure"):
            return
        with scopes_disabled():
            active = Membership.objects.filter(state=Membership.State.ACTIVE)
            here = set(active.values_list("organization__slug", "user"))
        assert here <= self.consent, "Somebody is a member who never said yes."

    # How it is done.

    def attempt(self, actor: str, deed: Callable[[Any], object]) -> None:
        """A deed by a member, as a request would find her; in her organization, and within her rank."""
        with scopes_disabled():
            if not Membership.objects.filter(pk=self.members[actor]).exists():
                return  # the organization is gone
        by = self.member(actor)
        where = by.organization.slug
        before, states = self.ranks(where), self.states(where)
        if by.active and by.user.is_active:
            with self.moved(), scope(organization=by.organization), suppress(*REFUSALS):
                deed(by)
        after = self.ranks(where)
        turned = {pk for pk, state in self.states(where).items() if states.get(pk, state) != state}
        if before.get(by.user_id, -1) < RANK[Role.ADMIN]:
            assert turned <= {by.pk}, "Somebody turned out or in who manages no people."
        for user in before | after:
            rise = (before.get(user, -1), after.get(user, -1))
            if rise[1] > rise[0]:
                assert rise[1] <= before.get(by.user_id, -1), "Somebody rose above who raised them."
        self.only(where)
        with scopes_disabled():  # who has left and is to come back has to say yes again
            gone = Membership.objects.filter(state=Membership.State.ENDED)
            self.consent -= set(gone.values_list("organization__slug", "user"))

    def take(self, who: str, which: int, deed: Callable[[Any, User], object]) -> None:
        """Somebody opens some link that was sent, her own or another's, and answers it."""
        token, address = self.tokens[which % len(self.tokens)]
        person = User.objects.get(pk=self.people[who].pk)
        with scopes_disabled():
            if not person.is_active or not OfferLink.objects.filter(token_hash=mail_queue.hash_of(token)):
                return  # erased, or the organization is gone
            where = OfferLink.objects.get(token_hash=mail_queue.hash_of(token)).mail.organization.slug
            offered = list(MembershipOffer.objects.filter(organization__slug=where, email=address))
            highest = max((RANK[Role(one.role)] for one in offered if self.is_within(one)), default=-1)
        before = self.ranks(where)
        with self.moved(), suppress(DomainError):
            taken = deed(accepting.link_of(token), person)
            assert person.email == address, "Somebody took what was offered to another address."
            if taken is not None:
                self.consent.add((where, person.pk))
        after = self.ranks(where)
        assert after.get(person.pk, -1) <= max(before.get(person.pk, -1), highest), "More than was offered."
        self.only(where)

    def is_within(self, one: MembershipOffer) -> bool:
        """Whether whoever made the offer could give the role now."""
        maker = one.made_by
        return (
            maker is not None
            and self.ranks(one.organization.slug).get(maker.user_id, -1) >= RANK[Role(one.role)]
        )

    def with_offer(
        self, actor: str, which: int, deed: Callable[[MembershipOffer, Membership], object]
    ) -> None:
        def on_some_offer(by: Membership) -> None:
            found = list(MembershipOffer.objects.select_related("organization", "team").order_by("pk"))
            if found:
                deed(found[which % len(found)], by)

        self.attempt(actor, on_some_offer)

    def moved(self) -> Any:
        return clock.at(self.moment)

    def member(self, name: str) -> Membership:
        with self.moved(), scopes_disabled():
            found = Membership.objects.with_grants().select_related("organization", "user")
            return found.get(pk=self.members[name])

    def team(self, by: Membership, which: str | None) -> Any:
        return which and Team.objects.get(pk=self.teams[by.organization.slug][which])

    def fitting(self, by: Membership, role: Role, which: str | None) -> Any:
        """A place where the role can be held; now and then one where it cannot."""
        whole = which != "other" and role not in (Role.LEAD, Role.MEMBER, Role.MANAGER)
        return None if whole else self.team(by, which)

    def ranks(self, where: str) -> dict[int, int]:
        """The highest rank of each person there."""
        found: dict[int, int] = {}
        with self.moved(), scope(organization=self.organizations[where]):
            held = RoleGrant.objects.in_force().of_active().values_list("membership__user", "role")
            for user, role in held:
                found[user] = max(found.get(user, -1), RANK[Role(role)])
        return found

    def states(self, where: str) -> dict[int, str]:
        with scopes_disabled():
            here = Membership.objects.filter(organization=self.organizations[where].pk)
            return dict(here.values_list("pk", "state"))

    def rows(self, where: str) -> list[Any]:
        with scopes_disabled():
            return [
                list(
                    model.objects.filter(**{f"{WAYS.get(model, 'organization')}__slug": where})
                    .order_by("pk")
                    .values_list()
                )
                for model in WATCHED
            ]

    def only(self, where: str) -> None:
        """Nothing has changed in the other organization."""
        other = "boreal" if where == "aurora" else "aurora"
        assert self.rows(other) == self.sure[other], "The other organization is not as it was."
        self.sure[where] = self.rows(where)


@pytest.mark.django_db
def test_no_order_of_deeds_breaks_an_organization() -> None:
    run_state_machine_as_test(
        People,
        settings=settings(
            max_examples=8,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
