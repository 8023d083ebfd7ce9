"""Every job, declared: what its arguments name, and how it comes to have something to do for Aurora.

A handler of the outbox gets an organization and ids of objects; `test_jobs.py` gives it the objects of one
organization under the name of the other. A task of the clock takes no organization; it is started while
something is due in Aurora alone. A new job without a row here fails.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction

from core.clock import now
from core.models import OutboxMessage
from core.outbox import emit
from organizations.access import Role
from organizations.models import MembershipOffer, OfferMail, Organization
from organizations.offers import offering
from organizations.scoping import scope, scopes_disabled
from reports.exports import asking
from reports.models import Export
from surveys import asking as asking_people
from surveys.models import Invitation, Occurrence, Recurrence, Round
from tests.rules.world import World

Pair = Callable[[World], tuple[Any, Any]]  # an object of Aurora, and its like of Boreal


@dataclass(frozen=True)
class Handler:
    """A handler of the outbox.

    Attributes:
        objects: what its payload names beside the organization.
        words: what else stands in the payload.
        of_tenant: whether it names an organization; what is about one account alone names none.
    """

    objects: dict[str, Pair] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    of_tenant: bool = True
    prepare: Callable[[World], None] = lambda world: None


@dataclass(frozen=True)
class Task:
    """A task: its arguments, made when something is due in Aurora; None where no tenant has part in it."""

    prepare: Callable[[World], tuple[Any, ...]] | None


def offer(organization: Organization, email: str) -> OfferMail:
    """An offer to join, with its mail planned."""
    with scope(organization=organization):
        offering.make_offers(organization, [offering.NewOffer(email, Role.AUDITOR)], by=None)
        return OfferMail.objects.get(email=email)


def _mails(world: World) -> tuple[int, int]:
    return offer(world.cast.aurora, "nina@new.example").pk, offer(world.cast.boreal, "nils@new.example").pk


def _plan_mails(world: World) -> None:
    _mails(world)


def _members(world: World) -> tuple[int, int]:
    return world.cast.mauro.pk, world.cast.otto.pk


def _asked(world: World) -> tuple[int, int]:
    return world.cast.leads["churn"].pk, world.cast.leads["logistics"].pk


def _offer_leads(world: World) -> None:
    """The role of lead of a team that each side is asking just now, offered to somebody new."""
    for organization, team, email in (
        (world.cast.aurora, world.cast.pricing, "nina@new.example"),
        (world.cast.boreal, world.cast.logistics, "nils@new.example"),
    ):
        with scope(organization=organization):
            offering.make_offers(organization, [offering.NewOffer(email, Role.LEAD, team)], by=None)
    OutboxMessage.objects.all().delete()


def _addresses(world: World) -> tuple[int, int]:
    """Invitations of somebody new on each side."""
    _offer_leads(world)
    with scopes_disabled():
        asked = [asking_people.ask(round) and round.pk for round in (world.opened, world.foreign)]
        OutboxMessage.objects.all().delete()
        first, second = (
            Invitation.objects.get(participation__round=round, membership=None) for round in asked
        )
        return first.pk, second.pk


def _late(world: World) -> tuple[Any, ...]:
    """Somebody is to lead a team of Aurora that an open round asks."""
    with scope(organization=world.cast.aurora):
        new = offering.NewOffer("nina@new.example", Role.LEAD, world.cast.pricing)
        offering.make_offers(world.cast.aurora, [new], by=None)
    OutboxMessage.objects.all().delete()
    return ()


def _come_again(world: World) -> tuple[Any, ...]:
    """The draft of Aurora's recurring round is due, as after a clock that stood still."""
    with scopes_disabled():
        day = (now() + timedelta(days=3)).date()
        Recurrence.objects.filter(pk=world.recurring.pk).update(first_on=day, due_at=now())
    return ()


def _occurrences(world: World) -> tuple[int, int]:
    """What came of a recurring round of each: no team was there to ask."""
    found = []
    for one in (world.recurring, world.foreign_recurring):
        with scope(organization=one.organization):
            planned = one.schedule.planned(0)
            made = Occurrence.objects.create(
                recurrence=one,
                day=planned.day,
                name=planned.name,
                opens_at=planned.opens_at,
                outcome=Occurrence.Outcome.NO_TEAMS,
                decided_at=now(),
            )
            found.append(made.pk)
    return found[0], found[1]


def _reminded(world: World) -> tuple[int, int]:
    """Invitations of both, whose reminders are queued."""
    found = []
    for round in (world.opened, world.foreign):
        with scope(organization=round.organization):
            waiting = Invitation.objects.filter(participation__round=round)
            waiting.update(sent_at=now(), reminder_key=f"{round.pk:032x}", reminder_sent_at=None)
            found.append(waiting.earliest("pk").pk)
    return found[0], found[1]


def _spoil(world: World) -> None:
    """A result of each side that computing it again would change."""
    with scopes_disabled():
        for round in (world.opened, world.foreign, world.closed, world.foreign_closed):
            round.team_results.update(score_exact="0", level=0)


def _asked_for(world: World) -> tuple[int, int]:
    """Archives that were asked for and not made yet."""
    made = []
    for organization, owner in ((world.cast.aurora, world.cast.olga), (world.cast.boreal, world.cast.otto)):
        with scope(organization=organization):
            Export.objects.all().delete()
            made.append(asking.ask_for_archive(organization, by=owner).pk)
    return made[0], made[1]


def _made(world: World) -> tuple[int, int]:
    return world.archive.pk, world.foreign_archive.pk


def _owners(world: World) -> tuple[int, int]:
    return world.cast.olga.pk, world.cast.otto.pk


def _of_account(*words: str) -> Handler:
    return Handler(words=dict.fromkeys(words), of_tenant=False)


HANDLERS: dict[str, Handler] = {
    "maturity.handlers.load_built_in_model": Handler({}, {"organization": None}, of_tenant=False),
    "organizations.handlers.answer_forgotten_password": _of_account("address", "language"),
    "organizations.handlers.ask_for_confirmation": _of_account("address", "language"),
    "organizations.handlers.note_failed_sign_in": _of_account("person", "address"),
    "organizations.handlers.tell_the_holder": _of_account(
        "user", "what", "to", "address", "browser", "at", "language"
    ),
    "organizations.handlers.tell_new_owner": Handler({"membership": _members, "by": _owners}),
    "organizations.handlers.tell_owner_of_end": Handler(
        {"membership": _members, "by": _owners}, words={"stays": True}
    ),
    "organizations.handlers.tell_owners_of_end": Handler({"by": _owners}),
    "organizations.handlers.tell_owners_that_it_stays": Handler({"by": _owners}),
    "organizations.handlers.hand_out_mails": Handler(prepare=_plan_mails),
    "organizations.handlers.send_offer": Handler({"mail": _mails}),
    "reports.handlers.make_archive": Handler({"export": _asked_for}, words={"language": "en"}),
    "reports.handlers.tell_that_it_is_made": Handler(
        {"export": lambda w: (w.archive.pk, w.foreign_archive.pk)}
    ),
    "surveys.handlers.hand_out_invitations": Handler(
        {"round": lambda w: (w.opened.pk, w.foreign.pk)}, prepare=_offer_leads
    ),
    "surveys.handlers.invite": Handler(
        {"round": lambda w: (w.opened.pk, w.foreign.pk), "membership": _asked},
    ),
    "surveys.handlers.invite_address": Handler(
        {"round": lambda w: (w.opened.pk, w.foreign.pk), "invitation": _addresses},
    ),
    "surveys.handlers.tell_maker": Handler(
        {"occurrence": _occurrences, "membership": lambda w: (w.cast.davi.pk, w.cast.otto.pk)}
    ),
    "surveys.handlers.remind": Handler(
        {"round": lambda w: (w.opened.pk, w.foreign.pk), "invitation": _reminded}
    ),
    "surveys.handlers.recompute": Handler(
        {"round": lambda w: (w.closed.pk, w.foreign_closed.pk)}, prepare=_spoil
    ),
}


def _message(world: World) -> tuple[Any, ...]:
    """The one message that waits."""
    payload = {"organization": world.cast.aurora.pk, "mail": offer(world.cast.aurora, "nina@new.example").pk}
    OutboxMessage.objects.all().delete()
    with transaction.atomic():
        emit("offer.send", payload)
    return (OutboxMessage.objects.get().pk,)


def _over(world: World) -> tuple[Any, ...]:
    """An open round of Aurora is over."""
    with scopes_disabled():
        Round.objects.filter(pk=world.opened.pk).update(
            opens_at=now() - timedelta(days=1), closes_at=now() - timedelta(minutes=1)
        )
    return ()


def _to_be_reminded(world: World) -> tuple[Any, ...]:
    """An open round of Aurora has come to its reminder, by day."""
    noon = now().replace(hour=15, minute=0)
    _reminded(world)
    with scopes_disabled():
        Invitation.objects.update(reminder_key=None, reminded_at=None)
        Round.objects.filter(pk=world.opened.pk).update(
            opens_at=noon - timedelta(days=9), opened_at=noon - timedelta(days=9), reminder_days="1"
        )
        Round.objects.filter(pk=world.opened.pk).update(closes_at=now() + timedelta(hours=23))
    return ()


def _old(world: World) -> tuple[Any, ...]:
    """Aurora keeps what people wrote for a month."""
    Organization.objects.filter(pk=world.cast.aurora.pk).update(retention_months=1)
    return ()


def _joined_never(world: World) -> tuple[Any, ...]:
    """A round of Aurora is over that asked somebody who never joined."""
    with scopes_disabled():
        part = world.closed.participations.first()
        Invitation.objects.create(participation=part, email="nina@new.example", purpose="team")
    return ()


def _ended(world: World) -> tuple[Any, ...]:
    """The waiting time of Aurora is over."""
    Organization.objects.filter(pk=world.cast.aurora.pk).update(deletion_due_at=now() - timedelta(minutes=1))
    return ()


def _kept_long_enough(world: World) -> tuple[Any, ...]:
    """The archive of Aurora has been there for its days."""
    with scopes_disabled():
        Export.objects.filter(pk=world.archive.pk).update(expires_at=now() - timedelta(minutes=1))
    return ()


def _lapsed(world: World) -> tuple[Any, ...]:
    mail = offer(world.cast.aurora, "nina@new.example")
    with scopes_disabled():
        MembershipOffer.objects.filter(email=mail.email).update(expires_at=now())
    return ()


TASKS: dict[str, Task] = {
    "core.tasks.beat_once": Task(None),
    "core.tasks.clear_traces": Task(None),
    "core.tasks.deliver": Task(_message),
    "core.tasks.forget_done_messages": Task(None),
    "core.tasks.forget_forms": Task(None),
    "core.tasks.sweep": Task(lambda w: _message(w) and ()),
    "organizations.tasks.delete_due_organizations": Task(_ended),
    "organizations.tasks.delete_organization": Task(lambda w: (*_ended(w), w.cast.aurora.pk)),
    "organizations.tasks.end_offers": Task(_lapsed),
    "organizations.tasks.forget_sessions": Task(None),
    "organizations.tasks.send_due_offers": Task(lambda w: offer(w.cast.aurora, "nina@new.example") and ()),
    "organizations.tasks.forget_imports": Task(None),  # files that nobody came back for
    "reports.tasks.expire_archives": Task(_kept_long_enough),
    "surveys.tasks.ask_in_round": Task(lambda w: (*_late(w), w.opened.pk)),
    "surveys.tasks.ask_late_comers": Task(_late),
    "surveys.tasks.draft_in_recurrence": Task(lambda w: (*_come_again(w), w.recurring.pk)),
    "surveys.tasks.draft_recurring_rounds": Task(_come_again),
    "surveys.tasks.forget_addresses": Task(_joined_never),
    "surveys.tasks.forget_addresses_in": Task(lambda w: (*_joined_never(w), w.closed.pk)),
    "surveys.tasks.forget_old_rounds": Task(_old),
    "surveys.tasks.forget_rounds_of": Task(lambda w: (*_old(w), w.cast.aurora.pk)),
    "surveys.tasks.remind_by_plan": Task(_to_be_reminded),
    "surveys.tasks.remind_in_round": Task(lambda w: (*_to_be_reminded(w), w.opened.pk)),
    "surveys.tasks.turn_round": Task(lambda w: (*_over(w), w.opened.pk)),
    "surveys.tasks.turn_rounds": Task(_over),
}
