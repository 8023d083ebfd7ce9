"""A form that is sent twice does its deed once, and leads to the same place with the same words."""

import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django_htmx.middleware import HtmxMiddleware
from pytest_django import DjangoCaptureOnCommitCallbacks

from core.models import SentForm
from core.once import KEPT_FOR, OnceMiddleware
from core.tasks import forget_forms
from maturity.models import ModelVersion
from organizations.models import AuditEvent, Membership, Team
from organizations.scoping import scopes_disabled
from surveys.models import Round
from tests.at_once import at_once
from tests.cast import Cast
from tests.kinds import Enter
from tests.rules.routes.objects import a_year_on

ADD_TEAM = "/o/aurora/settings/teams/add-team/"
OFFER = "/o/aurora/people/offers/new/"
ENGLISH = {"Accept-Language": "en"}
KEY = re.compile(r'name="form_key" value="([\w-]{20,})"')


def key_on(client: Client, address: str) -> str:
    """The key of the one keyed form on a page."""
    (key,) = KEY.findall(client.get(address).content.decode())
    return key


def words_of(answer: Any) -> list[str]:
    """What the page said that an answer led to."""
    return [str(message) for message in answer.context["messages"]]


def teams_named(name: str) -> int:
    with scopes_disabled():
        return Team.objects.filter(name=name).count()


def test_a_team_that_is_added_twice_from_one_form_is_one_team(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    form = {"name": "Claims", "form_key": key_on(client, ADD_TEAM)}

    first, again = [client.post(ADD_TEAM, form, headers=ENGLISH, follow=True) for _time in range(2)]

    assert teams_named("Claims") == 1
    assert first.redirect_chain == again.redirect_chain
    assert first.redirect_chain[0][0].endswith("?team=claims")
    assert words_of(first) == words_of(again) == ["Claims is added."]


def test_each_form_that_is_drawn_has_a_key_of_its_own(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)

    for _time in range(2):
        client.post(ADD_TEAM, {"name": "Claims", "form_key": key_on(client, ADD_TEAM)})

    assert teams_named("Claims") == 2


def test_who_goes_back_and_writes_another_name_adds_another_team(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    key = key_on(client, ADD_TEAM)

    client.post(ADD_TEAM, {"name": "Claims", "form_key": key})
    client.post(ADD_TEAM, {"name": "Vision", "form_key": key})

    assert (teams_named("Claims"), teams_named("Vision")) == (1, 1)


def test_a_refused_form_can_be_sent_again_under_its_key(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    form = {
        "email": "lia@aurora.example",
        "name": "Lia Prado",
        "role": "auditor",
        "language": "en",
        "form_key": key_on(client, OFFER),
    }
    with scopes_disabled():
        Membership.objects.filter(pk=cast.lia.pk).update(state=Membership.State.SUSPENDED)
    refused = client.post(OFFER, form)
    with scopes_disabled():
        Membership.objects.filter(pk=cast.lia.pk).update(state=Membership.State.ACTIVE)

    accepted = client.post(OFFER, form)

    assert refused.status_code in (409, 422)
    assert accepted.status_code == 302
    assert SentForm.objects.count() == 1


def test_a_form_with_a_mistake_leaves_no_key_behind(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.ada).post(ADD_TEAM, {"name": "", "form_key": "k" * 22})

    assert answer.status_code == 422
    assert not SentForm.objects.exists()


def test_who_may_not_do_it_leaves_no_key_behind(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.lia).post(ADD_TEAM, {"name": "Claims", "form_key": "k" * 22})

    assert answer.status_code == 403
    assert not SentForm.objects.exists()


def test_the_key_of_another_person_leads_nowhere(cast: Cast, enter: Enter) -> None:
    form = {"name": "Claims", "form_key": "k" * 22}
    enter(cast.ada).post(ADD_TEAM, form)

    enter(cast.olga).post(ADD_TEAM, form)

    assert teams_named("Claims") == 2


def test_a_form_without_a_key_works_as_before(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)

    for _time in range(2):
        assert client.post(ADD_TEAM, {"name": "Claims"}).status_code == 302

    assert teams_named("Claims") == 2
    assert not SentForm.objects.exists()


def test_a_forged_form_neither_does_nor_tells_anything(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.post(ADD_TEAM, {"name": "Claims", "form_key": "k" * 22})

    assert answer.status_code == 403
    assert not SentForm.objects.exists()


def test_a_round_planned_by_a_double_click_is_one_draft(
    cast: Cast, enter: Enter, health: ModelVersion
) -> None:
    client = enter(cast.davi)
    form = {
        "name": "2027 Q1",
        "version": health.pk,
        "teams": [cast.pricing.pk],
        "begin": "by_hand",
        "closes_at": a_year_on(),
        "form_key": key_on(client, "/o/aurora/rounds/new/"),
    }

    answers = [client.post("/o/aurora/rounds/new/", form) for _time in range(2)]

    with scopes_disabled():
        planned = Round.objects.get()
        assert AuditEvent.objects.filter(action="round.planned").count() == 1
    assert [answer.headers["Location"] for answer in answers] == [f"/o/aurora/rounds/{planned.pk}/"] * 2


def test_the_mail_that_is_asked_for_twice_goes_out_once(
    cast: Cast, enter: Enter, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    form = {"email": "nina@example.com", "role": "auditor", "language": "en", "form_key": "k" * 22}

    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            assert enter(cast.ada).post(OFFER, form).status_code == 302

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("turn", range(2))
def test_of_twenty_forms_sent_at_once_one_does_its_deed(
    transactional_db: None, cast: Cast, enter: Enter, turn: int
) -> None:
    client = enter(cast.ada)
    form = {"name": "Claims", "form_key": key_on(client, ADD_TEAM)}

    def send() -> tuple[int, str]:
        device = Client()
        device.cookies = client.cookies.copy()
        answer = device.post(ADD_TEAM, form, headers=ENGLISH)
        return answer.status_code, answer.headers["Location"]

    outcomes = at_once(*[send] * 20)

    assert teams_named("Claims") == 1
    assert set(outcomes) == {(302, "/o/aurora/teams/?team=claims")}
    assert SentForm.objects.count() == 1


def test_of_many_that_are_refused_at_once_none_stays(
    transactional_db: None, cast: Cast, enter: Enter
) -> None:
    client = enter(cast.ada)
    key = key_on(client, ADD_TEAM)

    def send(name: str) -> int:
        device = Client()
        device.cookies = client.cookies.copy()
        return device.post(ADD_TEAM, {"name": name, "form_key": key}).status_code

    assert at_once(*[partial(send, "")] * 8) == [422] * 8
    assert send("Claims") == 302
    assert teams_named("Claims") == 1


class Asker:
    """Sends forms through the middleware alone, to a view that the test gives."""

    def __init__(self, user: Any, view: Any) -> None:
        self.user = user
        self.view = view

    def send(self, content: Any = None, *, htmx: bool = False) -> HttpResponse:
        request = RequestFactory().post(
            "/some/", content or {"form_key": "k"}, headers={"HX-Request": "true"} if htmx else {}
        )
        request.user = self.user
        request._messages = CookieStorage(request)

        def handle(asked: Any) -> HttpResponse:
            return middleware.process_view(asked, None, (), {}) or self.view(asked)

        middleware = OnceMiddleware(handle)
        return HtmxMiddleware(middleware)(request)


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def asker(cast: Cast, done: list[str]) -> Asker:
    def view(_request: Any) -> HttpResponse:
        done.append("once more")
        return HttpResponse("done")

    return Asker(cast.ada.user, view)


def test_what_is_shown_in_place_and_leads_nowhere_is_not_done_twice_either(
    asker: Asker, done: list[str]
) -> None:
    assert asker.send(htmx=True).status_code == 200

    assert asker.send(htmx=True).status_code == 409
    assert len(done) == 1


def test_htmx_is_led_on_by_its_own_header(asker: Asker) -> None:
    asker.view = lambda _request: HttpResponse(headers={"HX-Redirect": "/there/"})
    asker.send(htmx=True)

    again = asker.send(htmx=True)

    assert again.headers["HX-Redirect"] == "/there/"


def test_a_deed_that_broke_is_undone_whole_and_can_be_tried_again(asker: Asker, cast: Cast) -> None:
    def breaks(_request: Any) -> HttpResponse:
        with scopes_disabled(), transaction.atomic():
            Team.objects.filter(pk=cast.pricing.pk).update(name="Half done")
        return HttpResponse(status=500)

    asker.view = breaks
    asker.send()

    assert teams_named("Half done") == 0
    assert not SentForm.objects.exists()


def test_another_file_under_the_same_name_is_another_form(asker: Asker, done: list[str]) -> None:
    for content in (b"one", b"one", b"two"):
        asker.send({"form_key": "k", "file": SimpleUploadedFile("people.csv", content)}, htmx=True)

    assert len(done) == 2


def test_keys_are_forgotten_after_a_day(cast: Cast, enter: Enter) -> None:
    enter(cast.ada).post(ADD_TEAM, {"name": "Claims", "form_key": "k" * 22})
    written = SentForm.objects.get().sent_at

    with time_machine.travel(written + KEPT_FOR, tick=False):
        assert forget_forms() == 0
    with time_machine.travel(written + KEPT_FOR + timedelta(seconds=1), tick=False):
        assert forget_forms() == 1


def test_a_key_names_nobody(cast: Cast, enter: Enter) -> None:
    enter(cast.ada).post(ADD_TEAM, {"name": "Claims", "form_key": "k" * 22})

    assert re.fullmatch("[0-9a-f]{64}", SentForm.objects.get().fingerprint)
