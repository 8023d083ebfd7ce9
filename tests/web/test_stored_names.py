"""What is stored by dotted name is found by it after an upgrade: in sessions, in the outbox, in the broker.

The names below were stored by version 0.1.0. A module may move; its name here stays, and goes on to lead to
what it led to. Add the names that a release stores; take one out once nothing can hold it any more.
"""

import pytest
from celery import current_app
from django.conf import settings
from django.core import mail
from django.test import Client

from config.celery import app
from core import outbox
from core.models import OutboxMessage
from organizations.accounts.backends import PersonBackend
from organizations.scoping import scope
from organizations.sign_in import backends as former
from tests.cast import PASSWORD, Cast
from tests.offering import carried_out, offered

FORMER_BACKEND = "organizations.sign_in.backends.PersonBackend"
HANDLERS = {
    "account.changed": "organizations.handlers.tell_the_holder",
    "address.given": "organizations.handlers.ask_for_confirmation",
    "archive.asked": "reports.handlers.make_archive",
    "archive.made": "reports.handlers.tell_that_it_is_made",
    "built_in_model.wanted": "maturity.handlers.load_built_in_model",
    "offer.send": "organizations.handlers.send_offer",
    "offers.planned": "organizations.handlers.hand_out_mails",
    "organization.end_asked": "organizations.handlers.tell_owners_of_end",
    "organization.end_taken_back": "organizations.handlers.tell_owners_that_it_stays",
    "owner.told_of_end": "organizations.handlers.tell_owner_of_end",
    "ownership.handed_on": "organizations.handlers.tell_new_owner",
    "password.forgotten": "organizations.handlers.answer_forgotten_password",
    "person.not_let_in": "organizations.handlers.note_failed_sign_in",
    "round.invite": "surveys.handlers.invite",
    "round.invite_address": "surveys.handlers.invite_address",
    "round.opened": "surveys.handlers.hand_out_invitations",
    "round.recompute": "surveys.handlers.recompute",
}
TASKS = [
    "core.tasks.deliver",
    "core.tasks.forget_done_messages",
    "core.tasks.forget_forms",
    "core.tasks.sweep",
    "organizations.tasks.delete_due_organizations",
    "organizations.tasks.delete_organization",
    "organizations.tasks.end_offers",
    "organizations.tasks.forget_imports",
    "organizations.tasks.forget_sessions",
    "organizations.tasks.send_due_offers",
    "reports.tasks.expire_archives",
    "surveys.tasks.forget_old_rounds",
    "surveys.tasks.forget_rounds_of",
    "surveys.tasks.turn_round",
    "surveys.tasks.turn_rounds",
]


@pytest.mark.django_db
def test_who_signed_in_before_the_upgrade_still_is_after_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.lia.user, backend=FORMER_BACKEND)
    assert client.session["_auth_user_backend"] == FORMER_BACKEND

    page = client.get("/account/")

    assert page.status_code == 200
    assert "lia@aurora.example" in page.content.decode()


@pytest.mark.django_db
def test_who_signs_in_after_it_gets_the_name_of_today(cast: Cast, client: Client) -> None:
    client.post("/accounts/login/", {"login": "lia@aurora.example", "password": PASSWORD})

    assert client.session["_auth_user_backend"] == settings.AUTHENTICATION_BACKENDS[0]


@pytest.mark.django_db
def test_under_the_former_name_nobody_is_let_in_anew(cast: Cast) -> None:
    given = {"email": "lia@aurora.example", "password": PASSWORD}

    assert PersonBackend().authenticate(None, **given) == cast.lia.user
    assert former.PersonBackend().authenticate(None, **given) is None


@pytest.mark.django_db
def test_a_message_that_waited_during_the_upgrade_is_carried_out(cast: Cast) -> None:
    with scope(organization=cast.aurora):
        offered(cast)
    waiting = OutboxMessage.objects.get()
    assert (waiting.topic, waiting.handler) == ("offers.planned", "organizations.handlers.hand_out_mails")

    carried_out()

    assert [message.to for message in mail.outbox] == [["nina@example.com"]]
    assert {message.handler for message in OutboxMessage.objects.filter(state=OutboxMessage.State.DONE)} == {
        "organizations.handlers.hand_out_mails",
        "organizations.handlers.send_offer",
    }


@pytest.mark.parametrize(("topic", "handler"), HANDLERS.items())
def test_a_stored_handler_is_found(topic: str, handler: str) -> None:
    assert handler in outbox._handlers.get(topic, {})


@pytest.mark.parametrize("task", TASKS)
def test_a_stored_task_is_found(task: str) -> None:
    app.loader.import_default_modules()

    assert task in current_app.tasks
