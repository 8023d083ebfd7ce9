"""The pages of operators: who gets in, what they show, and what can be done there."""

import time
from typing import Any

import pytest
from allauth.account.internal.flows import login as flow
from django.test import Client
from django.utils import timezone

from core.models import OutboxMessage
from organizations.access import Role
from organizations.accounts.addresses import note_address
from organizations.models import AuditEvent, MembershipOffer, User
from organizations.operators import operators
from organizations.operators.site import site
from organizations.scoping import scopes_disabled
from tests.cast import PASSWORD, Cast, join
from tests.kinds import Enter

SITE = "/operator/"


def run(client: Client, person: User, *, with_factor: bool = True) -> Client:
    """Sign an operator in, with the second step taken or not."""
    User.objects.filter(pk=person.pk).update(is_superuser=True)
    person.refresh_from_db()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    if with_factor:
        session = client.session
        session[flow.AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "at": time.time(), "type": "totp"}
        ]
        session[flow._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
        session.save()
    return client


@pytest.fixture
def operator(cast: Cast, client: Client) -> Client:
    return run(client, User.objects.create_user("root@example.com", "x", name="Rute Prado"))


def lines(**asked: Any) -> list[AuditEvent]:
    with scopes_disabled():
        return list(AuditEvent.objects.filter(**asked).order_by("pk"))


def test_a_visitor_signs_in_where_everybody_does(cast: Cast, client: Client) -> None:
    answer = client.get(SITE)

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/operator/")
    assert client.get(f"{SITE}login/").status_code == 404


def test_who_is_no_operator_finds_nothing_and_is_told_of(cast: Cast, enter: Enter) -> None:
    assert enter(cast.olga).get(SITE).status_code == 404

    (line,) = lines(kind="refused")
    assert (line.action, line.actor, line.organization) == ("access.hidden", cast.olga.user, None)


def test_an_operator_takes_the_second_step_first(cast: Cast, client: Client) -> None:
    answer = run(client, cast.olga.user, with_factor=False).get(f"{SITE}organizations/user/")

    assert answer.status_code == 302
    assert answer["Location"] == "/account/second-step/?next=/operator/organizations/user/"


def test_every_page_opens_and_none_holds_what_nobody_should_see(operator: Client, cast: Cast) -> None:
    with scopes_disabled():
        offer = MembershipOffer.objects.create(
            organization=cast.aurora,
            email="nina@aurora.example",
            role=Role.ADMIN,
            made_at=timezone.now(),
            expires_at=timezone.now(),
        )
    message = OutboxMessage.objects.create(topic="t", handler="h", payload={}, due_at=timezone.now())
    pages = [f"{SITE}", f"{SITE}organizations/", f"{SITE}core/"]
    for model, row in (
        ("organizations/user", cast.lia.user),
        ("organizations/organization", cast.aurora),
        ("organizations/membershipoffer", offer),
        ("core/outboxmessage", message),
        ("organizations/auditevent", lines(organization=None)[0]),
    ):
        pages += [f"{SITE}{model}/", f"{SITE}{model}/?q=a", f"{SITE}{model}/{row.pk}/change/"]

    for page in pages:
        answer = operator.get(page)
        body = answer.content.decode()
        assert answer.status_code == 200, page
        assert cast.lia.user.password not in body
        assert "token_hash" not in body
        assert 'name="_save"' not in body


def test_no_answer_can_be_looked_at() -> None:
    shown = {model.__name__ for model in site._registry}

    assert shown == {"User", "Organization", "MembershipOffer", "OutboxMessage", "AuditEvent"}


@pytest.mark.parametrize("page", ["add/", "1/delete/", "1/history/"])
def test_nothing_is_written_by_hand(page: str, operator: Client) -> None:
    assert operator.get(f"{SITE}organizations/user/{page}").status_code == 404


def test_what_is_posted_to_a_thing_changes_nothing(operator: Client, cast: Cast) -> None:
    address = f"{SITE}organizations/user/{cast.lia.user.pk}/change/"

    assert operator.post(address, {"email": "x@y.example", "is_superuser": "on"}).status_code == 403

    cast.lia.user.refresh_from_db()
    assert (cast.lia.user.email, cast.lia.user.is_superuser) == ("lia@aurora.example", False)


def act(operator: Client, action: str, *people: User) -> Any:
    chosen = {"action": action, "_selected_action": [person.pk for person in people]}
    return operator.post(f"{SITE}organizations/user/", chosen, follow=True)


def test_an_account_is_closed_with_all_its_sessions_and_opened_again(operator: Client, cast: Cast) -> None:
    elsewhere = Client()
    elsewhere.force_login(cast.lia.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert elsewhere.get("/o/aurora/teams/").status_code == 200

    assert "Done for 1." in act(operator, "close", cast.lia.user).content.decode()

    assert elsewhere.get("/o/aurora/teams/").status_code == 302
    told = lines(action="account.closed")
    assert [(line.organization, str(line.actor)) for line in told] == [
        (None, "Rute Prado"),
        (cast.aurora, "Rute Prado"),
    ]
    act(operator, "open", cast.lia.user)
    cast.lia.user.refresh_from_db()
    assert cast.lia.user.is_active


def test_an_organization_is_not_left_without_an_owner(operator: Client, cast: Cast) -> None:
    answer = act(operator, "close", cast.lia.user, cast.olga.user)

    assert answer.status_code == 409
    assert "only owner of Aurora Seguros" in answer.content.decode()
    assert User.objects.filter(is_active=False).count() == 0, "all or none"


def test_with_a_second_owner_the_first_can_go(operator: Client, cast: Cast) -> None:
    with scopes_disabled():
        join(cast.aurora, "Paula Reis", Role.OWNER)

    assert act(operator, "close", cast.olga.user).status_code == 200


def test_the_last_operator_stays(operator: Client, cast: Cast) -> None:
    root = User.objects.get(email="root@example.com")

    assert act(operator, "close", root).status_code == 409
    assert act(operator, "unmake_operator", root).status_code == 409
    act(operator, "make_operator", cast.ada.user)
    act(operator, "unmake_operator", cast.ada.user)
    root.refresh_from_db()
    assert (root.is_active, root.is_superuser) == (True, True)
    assert {line.action for line in lines(person=cast.ada.user, organization=cast.aurora)} == {
        "operator.made",
        "operator.unmade",
    }


def test_somebody_is_signed_out_everywhere(operator: Client, cast: Cast) -> None:
    note_address(cast.lia.user, confirmed=True)
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": "lia@aurora.example", "password": PASSWORD})
    assert elsewhere.get("/o/aurora/teams/").status_code == 200

    act(operator, "sign_out", cast.lia.user)

    assert elsewhere.get("/o/aurora/teams/").status_code == 302


def test_a_dead_message_is_tried_again(operator: Client) -> None:
    dead = OutboxMessage.objects.create(
        topic="t", handler="h", payload={}, due_at=timezone.now(), state="dead", attempts=8
    )
    done = OutboxMessage.objects.create(
        topic="t", handler="h", payload={}, due_at=timezone.now(), state="done"
    )

    operator.post(f"{SITE}core/outboxmessage/", {"action": "retry", "_selected_action": [dead.pk, done.pk]})

    dead.refresh_from_db()
    done.refresh_from_db()
    assert (dead.state, dead.attempts, done.state) == ("queued", 0, "done")
    assert lines(action="outbox.retried")[0].detail == {"number": 1}


def test_an_operator_has_no_way_into_an_organization(operator: Client, cast: Cast) -> None:
    assert operator.get("/o/aurora/teams/").status_code == 404


def test_an_organization_is_sent_on_its_way_and_kept_after_all(operator: Client, cast: Cast) -> None:
    chosen = {"_selected_action": [cast.aurora.pk]}
    address = f"{SITE}organizations/organization/"

    assert operator.post(address, chosen | {"action": "end"}).status_code == 302
    cast.aurora.refresh_from_db()
    assert cast.aurora.deletion_due_at is not None
    assert operator.post(address, chosen | {"action": "end"}).status_code == 409
    assert operator.post(address, chosen | {"action": "keep"}).status_code == 302
    cast.aurora.refresh_from_db()
    assert cast.aurora.deletion_due_at is None

    told = [(line.action, line.organization) for line in lines(action__startswith="organization.end")]
    assert told == [
        ("organization.end_asked", cast.aurora),
        ("organization.end_asked", None),
        ("organization.end_taken_back", cast.aurora),
        ("organization.end_taken_back", None),
    ]


def test_in_portuguese(operator: Client, cast: Cast) -> None:
    User.objects.filter(email="root@example.com").update(language="pt-br")

    assert "Operação do Patamar" in operator.get(SITE).content.decode()


def test_nobody_is_an_operator_by_a_role(cast: Cast) -> None:
    assert not any(member.user.is_staff or member.user.has_perm("x") for member in cast.people.values())
    operators.make_operator(cast.ada.user, by=None)
    assert cast.ada.user.has_perm("x")
    assert cast.ada.user.has_module_perms("core")


def test_a_way_on_that_is_no_address_breaks_no_page(operator: Client) -> None:
    answer = operator.get("/account/second-step/", {"next": "nowhere"})

    assert (answer.status_code, answer["Location"]) == (302, "nowhere")


def test_no_address_asks_for_a_password_letter_by_letter(cast: Cast, operator: Client) -> None:
    for lookup in ("password__startswith", "user__password__startswith", "memberships__user__password__lt"):
        for table in ("organizations/user", "organizations/organization", "organizations/membershipoffer"):
            answer = operator.get(f"{SITE}{table}/", {lookup: "argon2"})
            assert answer.status_code in (302, 400), (lookup, table)

    assert operator.get(f"{SITE}organizations/user/", {"is_active__exact": "1"}).status_code == 200
