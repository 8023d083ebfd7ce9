"""Who comes, who is not let through, and from where: each leaves a line, and no line holds a secret."""

import logging
from typing import Any

import pytest
from allauth.account import signals as account
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.test import Client, RequestFactory
from django.utils.http import int_to_base36
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core.models import OutboxMessage
from organizations.models import AuditEvent
from organizations.scoping import scopes_disabled
from tests.cast import PASSWORD, Cast
from tests.kinds import Enter

LOGIN = "/accounts/login/"


def lines(**asked: Any) -> list[AuditEvent]:
    with scopes_disabled():
        return list(AuditEvent.objects.filter(**asked).select_related("actor", "person").order_by("pk"))


def test_signing_in_and_out_is_told_to_the_organization_and_the_operators(cast: Cast, client: Client) -> None:
    client.post(LOGIN, {"login": "lia@aurora.example", "password": PASSWORD}, REMOTE_ADDR="203.0.113.9")
    client.post("/accounts/logout/")

    for where in (None, cast.aurora):
        came, went = lines(organization=where, kind="sign_in")
        assert (came.action, came.actor, came.person) == ("person.signed_in", cast.lia.user, cast.lia.user)
        assert (came.origin, came.address, came.detail) == ("web", "203.0.113.9", {"way": "password"})
        assert (went.action, went.actor) == ("person.signed_out", cast.lia.user)
    assert not lines(organization=cast.boreal)


def test_a_wrong_password_is_told_without_the_password(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            LOGIN,
            {"login": "LIA@aurora.example", "password": "canary-password"},
            REMOTE_ADDR="203.0.113.9",
        )

    told = lines(action="person.sign_in_failed")
    assert [line.organization for line in told] == [None, cast.aurora]
    assert all((line.actor, line.person) == (None, cast.lia.user) for line in told)
    assert {(line.origin, line.address) for line in told} == {("web", "203.0.113.9")}


def test_what_was_typed_as_an_unknown_address_is_not_kept(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client.post(LOGIN, {"login": "my-secret@passphrase.example", "password": PASSWORD})

    (line,) = lines(action="person.sign_in_failed")
    assert (line.person, line.label, line.organization) == (None, "", None)


def test_a_changed_password_is_told(cast: Cast, enter: Enter) -> None:
    enter(cast.lia).post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "another long phrase", "password2": "another long phrase"},
    )

    assert [line.organization for line in lines(action="password.changed")] == [None, cast.aurora]


def test_a_password_chosen_by_a_link_is_told(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    user = cast.lia.user
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/password/reset/", {"email": user.email})
    link = next(word for word in mail.outbox[0].body.split() if "/accounts/password/reset/key/" in word)
    page = client.get(link.split("://", 1)[1].split("/", 1)[1].join(["/", ""]), follow=True)
    client.post(
        page.request["PATH_INFO"], {"password1": "another long phrase", "password2": "another long phrase"}
    )

    assert [line.person for line in lines(action="password.reset")] == [user, user]
    secret = link.rstrip("/").rsplit("/", 1)[-1]
    assert all(secret not in repr(vars(line)) for line in lines())


def test_a_lacking_right_is_told_to_the_organization(cast: Cast, enter: Enter) -> None:
    client = enter(cast.mauro)

    assert client.get("/o/aurora/settings/general/", REMOTE_ADDR="203.0.113.9").status_code == 403

    (line,) = lines(kind="refused")
    assert (line.action, line.organization, line.actor) == ("access.refused", cast.aurora, cast.mauro.user)
    assert (line.label, line.detail, line.address) == (
        "/o/aurora/settings/general/",
        {"right": "manage_organization"},
        "203.0.113.9",
    )


@pytest.mark.parametrize("slug", ["boreal", "nowhere"])
def test_who_asks_for_an_organization_that_is_not_theirs_is_told_to_the_operators(
    slug: str, cast: Cast, enter: Enter
) -> None:
    assert enter(cast.lia).get(f"/o/{slug}/teams/").status_code == 404

    (line,) = lines(kind="refused")
    assert (line.action, line.organization, line.actor) == ("access.hidden", None, cast.lia.user)
    assert line.label == f"/o/{slug}/teams/"


def test_what_no_row_can_hold_is_left_out_of_the_line(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.lia).get("/o/aurora/teams/pricing/criteria/%00%1b/")

    assert answer.status_code == 404
    assert [line.label for line in lines(kind="refused")] == ["/o/aurora/teams/pricing/criteria/ /"]


def test_who_asks_for_an_object_of_others_is_told(cast: Cast, enter: Enter) -> None:
    assert enter(cast.olga).get(f"/o/aurora/people/{cast.otto.pk}/").status_code == 404

    (line,) = lines(kind="refused")
    assert (line.action, line.organization) == ("access.hidden", cast.aurora)


def test_a_deed_above_ones_rank_is_told(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    with scopes_disabled():
        grant = cast.olga.grants.get()

    assert client.post(f"/o/aurora/people/{cast.olga.pk}/roles/{grant.pk}/revoke/").status_code == 403

    (line,) = lines(kind="refused")
    assert (line.action, line.detail) == ("access.refused", {"code": "above_own_rank"})


def test_a_form_from_elsewhere_is_told(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post(LOGIN, {"login": "lia@aurora.example", "password": PASSWORD}).status_code == 403

    (line,) = lines(kind="refused")
    assert (line.action, line.label, line.actor) == ("access.refused", "account_login", None)


def test_an_unknown_link_is_told_without_its_token(cast: Cast, client: Client) -> None:
    token = "canary" + "x" * 37

    assert client.get(f"/a/{token}/", REMOTE_ADDR="203.0.113.9").status_code == 404

    (line,) = lines(kind="refused")
    assert (line.action, line.detail, line.label) == (
        "link.refused",
        {"code": "link_unknown"},
        "answer:arrive",
    )
    assert line.address == "203.0.113.9"
    assert token not in repr(vars(line))


def test_a_pass_that_is_refused_tells_nobody_and_no_place(cast: Cast, enter: Enter) -> None:
    client = enter(cast.lia)
    client.cookies["answer"] = "forged"

    assert client.get("/a/").status_code == 401

    (line,) = lines(kind="refused")
    assert (line.action, line.actor, line.address, line.organization) == ("link.refused", None, "", None)


def test_who_brings_no_pass_and_who_is_not_signed_in_is_not_refused(cast: Cast, client: Client) -> None:
    client.get("/a/")
    client.get("/o/aurora/teams/")
    client.get("/nowhere/")

    assert not lines(kind="refused")


def test_too_many_attempts_are_told(
    cast: Cast,
    client: Client,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}

    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            client.post(LOGIN, {"login": "lia@aurora.example", "password": "wrong"}).status_code
            for _ in range(4)
        ]

    assert answers[-1] == 429
    assert {line.action for line in lines(kind="refused")} == {"person.sign_in_failed", "access.limited"}


def test_a_thousand_refusals_make_few_lines(cast: Cast, enter: Enter) -> None:
    client = enter(cast.mauro)
    for _ in range(40):
        client.get("/o/aurora/people/")

    assert len(lines(kind="refused")) == 5


def test_no_secret_reaches_the_trail_the_outbox_or_a_log(
    cast: Cast, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """Canaries in every place that holds a secret: passwords, links, tokens, cookies."""
    caplog.set_level(logging.DEBUG)
    reset = default_token_generator.make_token(cast.lia.user)
    client.post(LOGIN, {"login": "canary-login@x.example", "password": "canary-password"})
    client.post(LOGIN, {"login": "lia@aurora.example", "password": "canary-password"})
    client.get(f"/accounts/password/reset/key/{int_to_base36(cast.lia.user.pk)}-canary-{reset}/")
    client.get("/a/canary-token-of-an-invitation-to-answer-xxxx/")
    client.get("/offer/canary-token-of-an-offer-to-join-xxxxxxxxxx/")
    client.cookies["offer"] = "canary-offer"
    client.get("/offer/")
    client.cookies["answer"] = "canary-pass"
    client.get("/a/")
    client.post(LOGIN, {"login": "lia@aurora.example", "password": PASSWORD})
    client.get("/o/boreal/teams/?secret=canary-query")
    session = client.cookies["session"].value

    kept = "".join(repr(vars(line)) for line in lines())
    kept += "".join(repr(vars(message)) for message in OutboxMessage.objects.all())
    told = "".join(
        record.getMessage() for record in caplog.records if not record.name.startswith(("django.db", "faker"))
    )
    assert lines()
    for secret in ("canary", PASSWORD, reset, session):
        assert secret not in kept
        assert secret not in told
    assert "/a/…/" in told, "the log does tell what was refused"


def test_a_second_factor_is_told_and_a_wrong_one_as_well(cast: Cast, client: Client) -> None:

    app = Authenticator(user=cast.lia.user, type="totp", data={"secret": "canary-secret"})
    request = RequestFactory().get("/")
    for signal in (signals.authenticator_removed, signals.authentication_failed):
        signal.send(sender=Authenticator, request=request, user=cast.lia.user, authenticator=app)

    told = lines(organization=cast.aurora)
    assert [(line.action, line.detail) for line in told] == [
        ("factor.removed", {"factor": "totp"}),
        ("factor.failed", {"factor": "totp"}),
    ]


def test_a_session_that_is_ended_elsewhere_is_told(cast: Cast, client: Client) -> None:
    here, there = Client(), Client()
    for device in (here, there):
        device.post(LOGIN, {"login": "lia@aurora.example", "password": PASSWORD})

    here.post("/account/sessions/end-others/")

    (line,) = lines(action="session.others_ended", organization=cast.aurora)
    assert (line.actor, line.detail) == (cast.lia.user, {"number": 1})


def test_a_changed_address_is_told(cast: Cast) -> None:
    account.email_changed.send(
        sender=type(cast.lia.user), request=RequestFactory().get("/"), user=cast.lia.user
    )

    assert [line.organization for line in lines(action="address.changed")] == [None, cast.aurora]
