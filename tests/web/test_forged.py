"""What a stranger can forge: hosts, ways back, and tokens that were made for something else, used or old."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.conf import settings as product
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from maturity.models import ModelVersion
from organizations.access import Role
from organizations.mail import password_link
from organizations.models import Membership, MembershipOffer, OfferMail, User
from organizations.offers.mail_queue import make_link
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope, scopes_disabled
from surveys import rounds
from surveys.invitations import invitation_of, make_token
from surveys.models import Participation, Response
from tests.cast import PASSWORD, Cast
from tests.kinds import Enter

NINA = "nina@new.example"
EVIL = [
    pytest.param("https://evil.example/", id="another host"),
    pytest.param("//evil.example/", id="another host without a scheme"),
    pytest.param("///evil.example/", id="three slashes"),
    pytest.param("/\\evil.example/", id="a backslash"),
    pytest.param("https:evil.example", id="a scheme without slashes"),
    pytest.param("http://testserver@evil.example/", id="our name before theirs"),
    pytest.param("http://testserver.evil.example/", id="our name within theirs"),
    pytest.param("\thttps://evil.example/", id="a tab before it"),
    pytest.param("javascript:alert(1)", id="a script"),
]


@pytest.fixture
def visitor(db: None) -> Client:
    return Client(raise_request_exception=False)


def is_here(answer: Any) -> bool:
    """Whether an answer leads to this site, if anywhere."""
    location = answer.headers.get("Location") or answer.headers.get("HX-Redirect", "/")
    parts = urlsplit(location.strip().replace("\\", "/"))
    return parts.scheme in ("", "http") and parts.netloc in ("", "testserver") and location[:2] != "//"


@pytest.mark.parametrize("evil", EVIL)
def test_no_way_back_leads_away(cast: Cast, visitor: Client, enter: Enter, evil: str) -> None:
    signing_in = {"login": cast.lia.user.email, "password": PASSWORD, "next": evil}
    answers = [visitor.post(f"/accounts/login/?next={evil}", signing_in)]
    lia = enter(cast.lia)
    answers += [
        lia.get("/accounts/login/", {"next": evil}),
        lia.get("/accounts/reauthenticate/", {"next": evil}),
        lia.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": evil}),
        lia.post("/language/", {"language": "en", "next": evil}),
        lia.post("/theme/", {"theme": "dark", "next": evil}),
        lia.post("/accounts/logout/", {"next": evil}),
    ]

    assert [answer.headers.get("Location") for answer in answers if not is_here(answer)] == []
    assert all(answer.status_code < 500 for answer in answers)


FORGED = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "6666",
    "X-Original-URL": "/o/aurora/people/",
    "X-Rewrite-URL": "/o/aurora/people/",
    "Forwarded": "host=evil.example;proto=https",
}


@pytest.mark.parametrize(("name", "value"), FORGED.items())
def test_a_forged_header_neither_moves_a_link_nor_a_page(
    cast: Cast,
    visitor: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    name: str,
    value: str,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/accounts/password/reset/", {"email": cast.lia.user.email}, headers={name: value})
    away = visitor.get("/o/aurora/people/", headers={name: value})
    page = visitor.get("/accounts/login/", headers={name: value})

    [sent] = mail.outbox
    links = re.findall(r"https?://\S+", sent.body)
    assert links
    assert all(link.startswith(product.SITE_URL + "/") for link in links)
    assert away.headers["Location"] == "/accounts/login/?next=/o/aurora/people/"
    assert page.status_code == 200
    assert "evil.example" not in page.content.decode()


def test_a_forged_host_sends_no_mail(cast: Cast, visitor: Client) -> None:
    address = {"email": cast.lia.user.email}

    answer = visitor.post("/accounts/password/reset/", address, headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert mail.outbox == []


class Tokens:
    """A token of each purpose, each good for what it was made for."""

    def __init__(self, cast: Cast, health: ModelVersion) -> None:
        with scope(organization=cast.aurora):
            make_offers(cast.aurora, [NewOffer(NINA, Role.MEMBER, team=cast.pricing)], by=cast.olga)
            found = make_link(OfferMail.objects.get())
            assert found is not None
            self.offer = found[0]
            round = rounds.plan_round(
                cast.aurora,
                name="Autumn",
                version=health,
                teams=[cast.pricing],
                opens_at=None,
                closes_at=datetime.now(UTC) + timedelta(days=7),
                by=None,
            )
            rounds.open_round(round, by=None)
            token = make_token(invitation_of(cast.lia, Participation.objects.get()))
            assert token is not None
            self.invitation = token
        self.reset = password_link(cast.lia.user).rstrip("/").rsplit("/", 1)[1]
        waiting = EmailAddress.objects.create(user=cast.lia.user, email="lia@new.example", verified=False)
        self.confirmation = EmailConfirmationHMAC(waiting).key

    def all(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("offer", "invitation", "reset", "confirmation")}


def doors(token: str) -> dict[str, str]:
    """The address at which a token of each purpose is taken."""
    uid, _dash, key = token.rpartition("-")
    return {
        "offer": f"/offer/{token}/",
        "invitation": f"/a/{token}/",
        "reset": f"/accounts/password/reset/key/{uid or '1'}-{key}/",
        "confirmation": f"/accounts/confirm-email/{token}/",
    }


def rows() -> list[object]:
    """What a token could have changed."""
    with scopes_disabled():
        return [
            list(Membership.objects.order_by("pk").values_list()),
            list(MembershipOffer.objects.order_by("pk").values_list("pk", "state")),
            list(Response.objects.order_by("pk").values_list("pk", "state")),
            list(User.objects.order_by("pk").values_list("pk", "password", "email")),
            list(EmailAddress.objects.order_by("pk").values_list("pk", "email", "verified")),
        ]


@pytest.mark.parametrize("purpose", ["offer", "invitation", "reset", "confirmation"])
@pytest.mark.parametrize("door", ["offer", "invitation", "reset", "confirmation"])
def test_a_token_opens_the_door_that_it_was_made_for_and_no_other(
    cast: Cast, health: ModelVersion, visitor: Client, purpose: str, door: str
) -> None:
    token = Tokens(cast, health).all()[purpose]
    before = rows()
    address = doors(token)[door]
    phrase = "an entirely new phrase"

    got = visitor.get(address, follow=True)
    posted = visitor.post(
        got.request["PATH_INFO"], {"password1": phrase, "password2": phrase, "name": "N", "password": phrase}
    )

    if purpose == door:
        assert got.status_code == 200
        assert posted.status_code in (200, 302)
        return
    assert rows() == before
    assert posted.status_code in (200, 401, 404)  # a page that says so, or none
    assert not any(name in visitor.cookies for name in COOKIES)
    assert "_auth_user_id" not in visitor.session


COOKIES = (product.ANSWER_COOKIE_NAME, product.OFFER_COOKIE_NAME)


def test_the_cookie_of_an_offer_is_no_pass_and_a_pass_is_no_offer(
    cast: Cast, health: ModelVersion, visitor: Client
) -> None:
    tokens = Tokens(cast, health)
    visitor.post(f"/offer/{tokens.offer}/")
    visitor.post(f"/a/{tokens.invitation}/")
    offer, answer = (
        visitor.cookies[name].value for name in (product.OFFER_COOKIE_NAME, product.ANSWER_COOKIE_NAME)
    )
    assert visitor.get("/offer/").status_code == visitor.get("/a/").status_code == 200

    visitor.cookies[product.OFFER_COOKIE_NAME] = answer
    visitor.cookies[product.ANSWER_COOKIE_NAME] = offer

    assert visitor.get("/offer/").status_code == 401
    assert visitor.get("/a/").status_code == 401


def test_a_link_to_choose_a_password_ends_after_three_days(cast: Cast, visitor: Client) -> None:
    link = urlsplit(password_link(cast.lia.user)).path

    with time_machine.travel(datetime.now(UTC) + timedelta(days=3, seconds=2)):
        late = visitor.get(link, follow=True).content.decode()

    assert "This link no longer works" in late
    assert "New password, once more" not in late


def test_a_link_of_one_person_chooses_no_password_for_another(cast: Cast, visitor: Client) -> None:
    link = urlsplit(password_link(cast.lia.user)).path
    key = link.rstrip("/").rsplit("-", 1)[1]
    uid = urlsplit(password_link(cast.olga.user)).path.rstrip("/").rsplit("/", 1)[1].split("-")[0]

    answer = visitor.get(
        reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key}), follow=True
    )

    assert "This link no longer works" in answer.content.decode()
