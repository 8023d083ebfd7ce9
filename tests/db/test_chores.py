"""The chores of operators: what each does, that twice is as once, and that a refusal is one sentence."""

import json
import re
import smtplib
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.models import OutboxMessage
from core.origin import COMMAND, coming_from
from organizations.access import Role
from organizations.models import AuditEvent, Membership, Organization, RoleGrant, User
from organizations.scoping import scopes_disabled
from tests.cast import Cast


def run(name: str, *given: str, **options: Any) -> str:
    told = StringIO()
    with coming_from(COMMAND), scopes_disabled():
        call_command(name, *given, stdout=told, **options)
    return told.getvalue()


def owners_of(slug: str) -> list[str]:
    with scopes_disabled():
        owning = RoleGrant.objects.filter(role=Role.OWNER, membership__organization__slug=slug)
        return sorted(owning.values_list("membership__user__email", flat=True))


@pytest.mark.django_db
def test_an_operator_is_made_and_chooses_a_password_by_the_link() -> None:
    told = run("create_operator", "Rute@Example.com", "--name", "Rute Prado")

    person = User.objects.get(email="rute@example.com")
    assert (person.is_superuser, person.has_usable_password()) == (True, False)
    assert re.search(r"https?://\S+/accounts/password/reset/key/\S+/", told)
    assert run("create_operator", "rute@example.com").startswith("Rute Prado is an operator.")
    with scopes_disabled():
        line = AuditEvent.objects.get(action="operator.made")
    assert (line.actor, line.person, line.origin) == (None, person, "command")


@pytest.mark.django_db
def test_a_new_operator_needs_a_name() -> None:
    with pytest.raises(CommandError, match="give the person's name with --name"):
        run("create_operator", "rute@example.com")
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        (["a long enough pass phrase", "another"], "The two passwords are not the same"),
        (["short", "short"], "12"),
    ],
)
def test_a_password_that_is_asked_for_is_judged(
    typed: list[str], refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(typed)
    monkeypatch.setattr("organizations.operators.commands.getpass", lambda prompt: next(answers))

    with pytest.raises(CommandError, match=refused):
        run("create_operator", "rute@example.com", "--name", "Rute", "--password")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_password_that_is_good_lets_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "organizations.operators.commands.getpass", lambda prompt: "a long enough pass phrase"
    )

    told = run("create_operator", "rute@example.com", "--name", "Rute", "--password")

    assert User.objects.get().check_password("a long enough pass phrase")
    assert "signs in with a password" in told


def test_an_organization_is_founded_with_its_owner(cast: Cast) -> None:
    told = run(
        *("create_owner", "nina@cirrus.example", "--name", "Nina Faro"),
        *("--found", "Cirrus", "--language", "pt-br", "--time-zone", "America/Recife"),
    )

    cirrus = Organization.objects.get(slug="cirrus")
    assert (cirrus.name, cirrus.language, cirrus.time_zone) == ("Cirrus", "pt-br", "America/Recife")
    assert owners_of("cirrus") == ["nina@cirrus.example"]
    assert told.startswith("Nina Faro is an owner of Cirrus (/o/cirrus/).")
    with scopes_disabled():
        assert AuditEvent.objects.get(action="organization.founded", organization=None).origin == "command"


def test_an_owner_is_added_to_one_that_is_there_and_twice_is_as_once(cast: Cast) -> None:
    for _ in range(2):
        run("create_owner", "lia@aurora.example", "--into", "aurora")

    assert owners_of("aurora") == ["lia@aurora.example", "olga@aurora.example"]
    with scopes_disabled():
        assert Membership.objects.filter(user=cast.lia.user).count() == 1


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (["--into", "nowhere"], "There is no organization at /o/nowhere/"),
        (["--found", "Second", "--slug", "aurora"], "Another organization has the address “aurora” already."),
        (["--found", "  "], "Give the organization a name."),
    ],
)
def test_who_cannot_own_is_told_and_nothing_is_stored(given: list[str], refused: str, cast: Cast) -> None:
    before = User.objects.count()

    with pytest.raises(CommandError, match=refused):
        run("create_owner", "nina@cirrus.example", "--name", "Nina", *given)

    assert User.objects.count() == before


def test_all_organizations_are_listed(cast: Cast) -> None:
    boreal = cast.boreal
    boreal.deletion_due_at = timezone.now().replace(year=2030, month=1, day=2)
    boreal.save()

    listed = json.loads(run("list_organizations", "--json"))
    assert listed == [
        {
            "slug": "aurora",
            "name": "Aurora Seguros",
            "people": 10,
            "teams": 3,
            "rounds": 0,
            "state": "active",
        },
        {
            "slug": "boreal",
            "name": "Boreal Logistics",
            "people": 2,
            "teams": 1,
            "rounds": 0,
            "state": "ends on 2030-01-02",
        },
    ]
    assert run("list_organizations").splitlines() == [
        "slug    name              people  teams  rounds  state",
        "aurora  Aurora Seguros    10      3      0       active",
        "boreal  Boreal Logistics  2       1      0       ends on 2030-01-02",
    ]


def test_the_list_costs_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        run("list_organizations")


def test_an_account_is_closed_and_opened_again(cast: Cast) -> None:
    assert run("close_account", "LIA@aurora.example") == "The account of Lia Souza is closed.\n"
    assert not User.objects.get(email="lia@aurora.example").is_active

    run("close_account", "lia@aurora.example", "--open")
    assert User.objects.get(email="lia@aurora.example").is_active


@pytest.mark.parametrize(
    ("address", "refused"),
    [("nobody@x.example", "Nobody has an account"), ("olga@aurora.example", "only owner of Aurora Seguros")],
)
def test_an_account_that_must_stay_stays(address: str, refused: str, cast: Cast) -> None:
    with pytest.raises(CommandError, match=refused):
        run("close_account", address)


def test_an_organization_is_sent_on_its_way_and_kept_after_all(cast: Cast) -> None:
    assert "is deleted on " in run("end_organization", "boreal")
    with pytest.raises(CommandError, match="going to be deleted already"):
        run("end_organization", "boreal")
    assert run("end_organization", "boreal", "--keep") == "Boreal Logistics stays.\n"
    with pytest.raises(CommandError, match="no organization at /o/nowhere/"):
        run("end_organization", "nowhere")


@pytest.mark.django_db
def test_what_has_run_out_is_forgotten_and_the_rest_stays() -> None:
    now, long_ago = timezone.now(), timezone.now() - timedelta(days=40)
    for state, at in (("done", long_ago), ("done", now), ("dead", long_ago), ("queued", long_ago)):
        OutboxMessage.objects.create(topic="t", handler="h", payload={}, state=state, due_at=at)
    Session.objects.create(session_key="old", session_data="", expire_date=long_ago)
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))

    told = run("purge_expired")

    assert "forget messages that are done: 1\n" in told
    left = OutboxMessage.objects.order_by("pk").values_list("state", flat=True)
    assert list(left) == ["done", "dead", "queued"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert "forget messages that are done: 0\n" in run("purge_expired")


def test_a_mail_is_sent_to_try_the_way() -> None:
    assert "Handed over for ana@x.example" in run("send_test_mail", "ana@x.example")
    assert mail.outbox[0].to == ["ana@x.example"]


@pytest.mark.parametrize("error", [ConnectionRefusedError("refused"), smtplib.SMTPServerDisconnected("gone")])
def test_a_mail_server_that_is_away_is_told_in_a_sentence(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(message: Any) -> None:
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)

    with pytest.raises(CommandError, match=r"The mail was not sent: .*PATAMAR_EMAIL_URL"):
        run("send_test_mail", "ana@x.example")


def test_a_new_key_comes_with_what_to_do(settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = ["old"]

    first, second = run("rotate_keys"), run("rotate_keys")

    assert re.match(r"PATAMAR_SECRET_KEY=[\w-]{80,}\n", first)
    assert first.splitlines()[0] != second.splitlines()[0]
    assert "PATAMAR_SECRET_KEY_FALLBACKS" in first
    assert "seal_factors" in first
    assert "Now 1 earlier key(s)" in first
