"""From the link in the mail to the membership: by everybody who may hold the link, and by nobody else."""

import re
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail, signing
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from organizations import requests
from organizations.access import Role
from organizations.accounts import addresses, people
from organizations.models import Membership, MembershipOffer, OfferLink, User
from organizations.offers import accepting, offering
from organizations.offers.offering import NewOffer
from organizations.scoping import scope, scopes_disabled
from tests.cast import PASSWORD, Cast
from tests.kinds import Enter

NINA = "nina@example.com"
ENGLISH = {"Accept-Language": "en"}
NEW = {"name": "Nina Faro", "password": "rivers run to the sea"}


@pytest.fixture
def link(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> str:
    """The address in the mail that offers Nina to join."""
    return link_for(cast, NINA, django_capture_on_commit_callbacks)


def link_for(cast: Cast, email: str, on_commit: Any, **more: Any) -> str:
    with on_commit(execute=True), scope(organization=cast.aurora):
        given = {"role": Role.MEMBER, "team": cast.pricing} | more
        offering.make_offers(cast.aurora, [NewOffer(email, **given)], by=cast.ada)
    return re.search(r"https?://[^/]+(/offer/[\w-]+/)", mail.outbox[-1].body)[1]


def opened(client: Client, link: str) -> str:
    """The page after the button of the first one, in English."""
    return client.post(link, headers=ENGLISH, follow=True).content.decode()


def members(email: str = NINA) -> list[Membership]:
    with scopes_disabled():
        return list(Membership.objects.filter(user__email=email))


def test_opening_the_link_changes_nothing(
    link: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _scanner in range(3):
        answer = client.get(link, headers=ENGLISH)
        assert client.head(link).status_code == 200

    text = answer.content.decode()
    for words in ("Aurora Seguros", "Member of Pricing", "Ada Nunes", NINA):
        assert words in text
    assert not client.cookies.get(settings.OFFER_COOKIE_NAME)
    with scopes_disabled():
        assert MembershipOffer.objects.get().state == "open"
    assert members() == []


def test_the_page_says_the_same_last_day_as_the_mail(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with time_machine.travel("2026-11-26T02:30Z", tick=False):  # in São Paulo the evening before
        link = link_for(cast, NINA, django_capture_on_commit_callbacks)
        page = client.get(link, headers=ENGLISH).content.decode()

    assert "9 Dec 2026" in mail.outbox[-1].body
    assert "9 December 2026" in page


def test_the_button_leads_to_an_address_without_the_token(link: str, client: Client) -> None:
    answer = client.post(link)

    assert answer.headers["Location"] == "/offer/"
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    cookie = client.cookies[settings.OFFER_COOKIE_NAME]
    assert cookie["path"] == "/offer/"
    assert cookie["httponly"]
    assert cookie["max-age"] == 3600
    assert link.split("/")[2] not in cookie.value


def test_who_is_new_chooses_a_name_and_a_password_and_is_in(link: str, client: Client, cast: Cast) -> None:
    page = opened(client, link)
    assert "From then on you sign in with nina@example.com and this password." in page

    inside = client.post("/offer/", NEW, headers=ENGLISH, follow=True)

    assert inside.redirect_chain[0][0] == "/o/aurora/"
    assert "Welcome to Aurora Seguros." in inside.content.decode()
    [member] = members()
    assert member.user.name == "Nina Faro"
    assert addresses.address_is_confirmed(member.user)
    other = Client()
    other.post("/accounts/login/", {"login": NINA, "password": NEW["password"]})
    assert other.get("/").headers["Location"] == "/o/aurora/"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param({"name": " "}, "This field is required.", id="no name"),
        pytest.param({"password": "short"}, "too short", id="a short password"),
        pytest.param({"password": "passwordpassword" * 65}, "at most 1024", id="an endless password"),
        pytest.param({"password": NINA}, "too similar", id="the address as password"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    link: str, client: Client, sent: Any, words: Any
) -> None:
    opened(client, link)

    answer = client.post("/offer/", NEW | sent, headers=ENGLISH)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not User.objects.filter(email=NINA).exists()


def test_who_has_an_account_signs_in_first_and_comes_back(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    link = link_for(cast, "otto@boreal.example", django_capture_on_commit_callbacks)
    page = opened(client, link)
    assert "This address has an account on this server." in page
    assert client.post("/offer/", NEW).status_code == 200  # no second account, and no way past the password
    assert members("otto@boreal.example") != []

    back = client.post(
        "/accounts/login/", {"login": "otto@boreal.example", "password": PASSWORD, "next": "/offer/"}
    )
    assert back.headers["Location"] == "/offer/"
    assert "Join Aurora Seguros" in client.get("/offer/", headers=ENGLISH).content.decode()
    client.post("/offer/")

    assert {str(one.organization) for one in requests.memberships_of(cast.otto.user)} == {
        "Aurora Seguros",
        "Boreal Logistics",
    }


def test_who_is_signed_in_as_somebody_else_is_told_so(link: str, cast: Cast, enter: Enter) -> None:
    client = enter(cast.otto)

    answer = client.post(link, headers=ENGLISH, follow=True)

    text = answer.content.decode()
    assert answer.status_code == 403
    assert "The invitation is for nina@example.com, but you are signed in as otto@boreal.example." in text
    assert client.post("/offer/", NEW).status_code == 403
    assert client.post("/offer/decline/", headers=ENGLISH).status_code == 403
    assert members() == []


def test_signing_out_leads_back_to_the_offer(link: str, cast: Cast, enter: Enter) -> None:
    client = enter(cast.otto)
    client.post(link)

    answer = client.post("/accounts/logout/?next=/offer/")

    assert answer.headers["Location"] == "/offer/"
    assert "Your name" in client.get("/offer/", headers=ENGLISH).content.decode()


def test_an_offer_is_declined_by_its_link_alone(link: str, client: Client) -> None:
    opened(client, link)

    answer = client.post("/offer/decline/", headers=ENGLISH)

    assert "You have declined the invitation" in answer.content.decode()
    assert members() == []
    again = client.get(link, headers=ENGLISH)
    assert again.status_code == 409
    assert "This invitation was declined" in again.content.decode()


def accepted(cast: Cast) -> None:
    accepting.accept(cast.aurora, person=people.add_person(email=NINA, name="Nina"))


def withdrawn(cast: Cast) -> None:
    offering.revoke_offer(MembershipOffer.objects.get(), by=cast.ada)


def run_out(cast: Cast) -> None:
    MembershipOffer.objects.update(expires_at=cast.ada.created_at)


@pytest.mark.parametrize(
    ("end", "words"),
    [
        pytest.param(accepted, "This invitation is accepted already", id="used"),
        pytest.param(withdrawn, "This invitation was withdrawn", id="withdrawn"),
        pytest.param(run_out, "The time of this invitation is over", id="too old"),
    ],
)
@pytest.mark.parametrize("before", [False, True], ids=["a link", "an opened link"])
def test_a_link_that_is_over_says_why_and_gives_nothing(
    link: str, cast: Cast, client: Client, end: Any, words: Any, before: bool
) -> None:
    if before:
        opened(client, link)
    with scope(organization=cast.aurora):
        end(cast)
    known = len(members())

    for answer in [
        client.get("/offer/" if before else link, headers=ENGLISH),
        client.post("/offer/" if before else link, NEW, headers=ENGLISH),
    ]:
        assert answer.status_code == 409
        assert words in answer.content.decode()
        assert "Ada Nunes" not in answer.content.decode()
    assert len(members()) == known


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"), id="changed"),
        pytest.param(lambda token: token[:-4], id="cut off"),
        pytest.param(lambda token: token.swapcase(), id="in other letters"),
        pytest.param(lambda token: token + "%00", id="with a NUL"),
    ],
)
def test_a_changed_token_is_no_token(link: str, client: Client, change: Any) -> None:
    answer = client.get(f"/offer/{change(link.split('/')[2])}/", headers=ENGLISH)

    assert answer.status_code in (400, 404)
    assert "Aurora" not in answer.content.decode()


def test_the_links_of_other_purposes_open_nothing_here(link: str, client: Client) -> None:
    token = link.split("/")[2]

    assert client.get(f"/a/{token}/").status_code == 404
    assert client.post(f"/a/{token}/").status_code == 404


@pytest.mark.parametrize("cookie", ["", "1", "eyJsaW5rIjoxfQ:1:x", None])
def test_a_forged_cookie_opens_nothing(link: str, client: Client, cookie: str | None) -> None:
    if cookie is not None:
        client.cookies[settings.OFFER_COOKIE_NAME] = cookie

    answer = client.post("/offer/", NEW, headers=ENGLISH)

    assert answer.status_code == 401
    assert "Open the link in your mail again" in answer.content.decode()
    assert members() == []


def test_the_cookie_of_an_answering_pass_is_none_here(link: str, client: Client) -> None:
    client.cookies[settings.OFFER_COOKIE_NAME] = signing.dumps({"link": 1}, salt="surveys.answering.pass")

    assert client.get("/offer/").status_code == 401


def test_the_page_speaks_the_language_of_the_mail(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    link = link_for(cast, NINA, django_capture_on_commit_callbacks, language="pt-br")

    text = client.get(link, headers=ENGLISH).content.decode()

    assert '<html lang="pt-BR"' in text
    assert "convida você a participar" in text
    assert "Membro de Pricing" in text


def test_the_link_leads_to_the_configured_site_whatever_host_is_named(
    cast: Cast,
    client: Client,
    enter: Enter,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        enter(cast.ada).post(
            "/o/aurora/people/offers/new/",
            {"email": NINA, "role": "auditor", "language": "en"},
            headers={"X-Forwarded-Host": "evil.example", "Host": "localhost"},
        )

    assert "evil.example" not in mail.outbox[0].body
    assert f"{settings.SITE_URL}/offer/" in mail.outbox[0].body


# On the start page of who is signed in


def offer_to(cast: Cast, person: User) -> None:
    with scope(organization=cast.aurora):
        offering.make_offers(cast.aurora, [NewOffer(person.email, Role.AUDITOR)], by=cast.ada)


def test_the_start_page_shows_offers_to_the_own_address(cast: Cast, enter: Enter) -> None:
    offer_to(cast, cast.otto.user)
    addresses.note_address(cast.otto.user, confirmed=False)
    client = enter(cast.otto)
    assert client.get("/").headers["Location"] == "/o/boreal/"  # the address is not known to be his yet

    addresses.confirm_address(cast.otto.user)
    text = client.get("/", headers=ENGLISH).content.decode()

    for words in ("Aurora Seguros", "Auditor", "invited by Ada Nunes", "Accept", "Decline"):
        assert words in text


def test_an_offer_is_accepted_on_the_start_page(cast: Cast, enter: Enter) -> None:
    offer_to(cast, cast.otto.user)
    addresses.confirm_address(cast.otto.user)

    answer = enter(cast.otto).post("/offer/here/aurora/accept/")

    assert answer.headers["Location"] == "/o/aurora/"
    assert len(members(cast.otto.user.email)) == 2


def test_an_offer_is_declined_on_the_start_page(cast: Cast, enter: Enter) -> None:
    offer_to(cast, cast.otto.user)
    addresses.confirm_address(cast.otto.user)

    answer = enter(cast.otto).post("/offer/here/aurora/decline/", follow=True, headers=ENGLISH)

    assert "You have declined the invitation of Aurora Seguros." in answer.content.decode()
    assert len(members(cast.otto.user.email)) == 1


@pytest.mark.parametrize("deed", ["accept", "decline"])
def test_nobody_answers_the_offer_of_another(cast: Cast, enter: Enter, deed: str) -> None:
    offer_to(cast, cast.otto.user)
    addresses.confirm_address(cast.leads["logistics"].user)

    assert enter(cast.leads["logistics"]).post(f"/offer/here/aurora/{deed}/").status_code == 404


def test_a_link_is_kept_as_a_hash(link: str) -> None:
    with scopes_disabled():
        assert link.split("/")[2] not in str(OfferLink.objects.values_list())
