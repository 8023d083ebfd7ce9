"""Coming in through a real OpenID Connect provider, which runs in a process of its own."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core.sign_on import Domain, Service, domains_from, oidc_services
from organizations.access import Role
from organizations.accounts.addresses import note_address
from organizations.models import Membership, User
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope, scopes_disabled
from organizations.sign_on.single_sign_on import NotVouchedFor, vouched_address
from tests.cast import Cast
from tests.oidc_provider.server import CLIENT, Provider, running

BEGIN = "/accounts/sso/main/"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running(tmp_path_factory.mktemp("provider")) as started:
        yield started


@pytest.fixture
def visitor(db: None, provider: Provider, settings: Settings) -> Client:
    """Somebody before the sign-in page of an installation that believes the provider about Aurora."""
    told = {
        "server_url": provider.server_url,
        "name": "Aurora ID",
        "domains": ["aurora.example=aurora"],
        **CLIENT,
    }
    settings.SIGN_ON_SERVICES, apps = oidc_services(told, "")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    return Client(headers={"accept-language": "en"})


def way_to_the_provider(client: Client, **sent: str) -> str:
    page = client.post(BEGIN, sent).content.decode()
    return html.unescape(re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page)[1])


def come_back(client: Client, provider: Provider, login: str, **sent: str) -> Any:
    """The whole way there and back."""
    return client.get(provider.walk(way_to_the_provider(client, **sent), login=login))


def believes(settings: Settings, **changed: Any) -> None:
    settings.SIGN_ON_SERVICES = [replace(settings.SIGN_ON_SERVICES[0], **changed)]


def signed_in_as(client: Client) -> str:
    found = re.search(r"Account of ([^<]+)<", client.get("/help/").content.decode())
    return found[1].strip() if found else ""


def test_the_sign_in_page_has_the_button(cast: Cast, visitor: Client) -> None:
    page = visitor.get("/accounts/login/").content.decode()

    assert "Sign in with Aurora ID" in page
    assert 'action="/accounts/sso/main/"' in page


def test_lia_comes_in_with_the_account_that_she_has(
    cast: Cast,
    visitor: Client,
    provider: Provider,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = come_back(visitor, provider, "lia", next="/help/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/")
    assert signed_in_as(visitor) == "Lia Souza"
    assert SocialAccount.objects.get().user == cast.lia.user
    assert [message.subject for message in mail.outbox] == ["Patamar: Your account can be opened another way"]


def test_the_second_time_the_same_account_opens_and_nobody_is_written_to(
    cast: Cast, visitor: Client, provider: Provider
) -> None:
    come_back(visitor, provider, "lia")
    again = Client()

    come_back(again, provider, "lia")

    assert signed_in_as(again) == "Lia Souza"
    assert SocialAccount.objects.count() == 1


def test_what_is_asked_of_the_provider_is_bound_to_this_browser(cast: Cast, visitor: Client) -> None:
    asked = parse_qs(urlsplit(way_to_the_provider(visitor)).query)

    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16


def test_a_way_back_that_was_begun_elsewhere_leads_nowhere(
    cast: Cast, visitor: Client, provider: Provider
) -> None:
    """Login CSRF: somebody's own way back, laid under another person's browser."""
    back = provider.walk(way_to_the_provider(visitor), login="lia")
    stranger = Client(headers={"accept-language": "en"})

    answer = stranger.get(back)

    assert answer.status_code == 401
    assert "This attempt was begun elsewhere, or long ago." in answer.content.decode()
    assert signed_in_as(stranger) == ""


def test_a_way_back_works_once(cast: Cast, visitor: Client, provider: Provider) -> None:
    back = provider.walk(way_to_the_provider(visitor), login="lia")
    visitor.get(back)
    visitor.post("/accounts/logout/")

    assert visitor.get(back).status_code == 401
    assert signed_in_as(visitor) == ""


def test_an_unverified_address_takes_over_no_account(
    cast: Cast, visitor: Client, provider: Provider, settings: Settings
) -> None:
    """The provider says that Mallory typed Olga's address; not even trust makes that hers."""
    believes(settings, trusts_addresses=True)

    answer = come_back(visitor, provider, "mallory")

    assert answer.status_code == 403
    assert "Aurora ID does not say which address is verified as yours." in answer.content.decode()
    assert signed_in_as(visitor) == ""
    assert not SocialAccount.objects.exists()


def test_an_address_of_which_nothing_is_said_counts_only_where_the_service_is_trusted(
    cast: Cast, visitor: Client, provider: Provider, settings: Settings
) -> None:
    assert come_back(visitor, provider, "silent").status_code == 403

    believes(settings, trusts_addresses=True)
    come_back(visitor, provider, "silent")

    assert signed_in_as(visitor) == "Vera Matos"


def test_a_domain_that_the_operator_did_not_name_is_not_believed(
    cast: Cast, visitor: Client, provider: Provider
) -> None:
    answer = come_back(visitor, provider, "otto")

    assert answer.status_code == 403
    assert "Aurora ID may not sign in addresses like otto@boreal.example here." in answer.content.decode()
    assert not SocialAccount.objects.exists()


def test_any_domain_opens_accounts_and_makes_none(
    cast: Cast, visitor: Client, provider: Provider, settings: Settings
) -> None:
    believes(settings, domains=domains_from(["*"]))

    come_back(visitor, provider, "otto")
    assert signed_in_as(visitor) == "Otto Berg"

    stranger = Client(headers={"accept-language": "en"})
    answer = come_back(stranger, provider, "zoe")
    assert answer.status_code == 403
    assert "Nobody uses Patamar here with the address zoe@elsewhere.example." in answer.content.decode()
    assert not User.objects.filter(email="zoe@elsewhere.example").exists()


@pytest.mark.parametrize(
    ("domain", "roles"),
    [("aurora.example=aurora", []), ("aurora.example=aurora:auditor", ["auditor"])],
    ids=["no role", "the role of newcomers"],
)
def test_a_newcomer_is_a_member_where_the_domain_leads(
    cast: Cast, visitor: Client, provider: Provider, settings: Settings, domain: str, roles: Any
) -> None:
    believes(settings, domains=domains_from([domain]))

    come_back(visitor, provider, "nina")

    nina = User.objects.get(email="nina@aurora.example")
    with scope(organization=cast.aurora):
        member = Membership.objects.get(user=nina)
        assert (member.state, [grant.role for grant in member.grants.all()]) == ("active", roles)
    assert (nina.name, nina.has_usable_password()) == ("Nina", False)
    assert EmailAddress.objects.get(user=nina).verified
    assert signed_in_as(visitor) == "Nina"


def test_who_was_let_go_does_not_come_back_through_the_domain(
    cast: Cast, visitor: Client, provider: Provider
) -> None:
    with scope(organization=cast.aurora):
        Membership.objects.filter(pk=cast.lia.pk).update(state=Membership.State.ENDED)

    come_back(visitor, provider, "lia")

    assert signed_in_as(visitor) == "Lia Souza"  # the account is hers, the membership is over
    assert visitor.get("/o/aurora/teams/").status_code == 404


def test_an_open_offer_to_join_is_taken_with_its_role(
    cast: Cast, visitor: Client, provider: Provider, settings: Settings
) -> None:
    believes(settings, domains=domains_from(["aurora.example"]))
    with scope(organization=cast.aurora):
        make_offers(cast.aurora, [NewOffer("nina@aurora.example", Role.LEAD, cast.pricing)], by=cast.olga)

    come_back(visitor, provider, "nina")

    with scopes_disabled():
        [grant] = Membership.objects.get(user__email="nina@aurora.example").grants.all()
    assert (grant.role, grant.team) == ("lead", cast.pricing)


def test_a_password_from_before_the_address_was_confirmed_opens_nothing_more(
    cast: Cast, visitor: Client, provider: Provider
) -> None:
    note_address(cast.lia.user, confirmed=False)

    come_back(visitor, provider, "lia")

    cast.lia.user.refresh_from_db()
    assert not cast.lia.user.has_usable_password()


def test_who_denies_is_told_and_not_signed_in(cast: Cast, visitor: Client, provider: Provider) -> None:
    back = provider.walk(way_to_the_provider(visitor), login="lia", allow=False)

    page = visitor.get(back, follow=True).content.decode()

    assert "You did not let your sign-in service tell Patamar who you are." in page
    assert signed_in_as(visitor) == ""


def test_a_closed_account_stays_closed(cast: Cast, visitor: Client, provider: Provider) -> None:
    User.objects.filter(pk=cast.lia.user.pk).update(is_active=False)

    page = come_back(visitor, provider, "lia")

    assert page.headers["Location"] == "/accounts/inactive/"
    assert signed_in_as(visitor) == ""


def test_nobody_is_led_to_another_host_afterwards(cast: Cast, visitor: Client, provider: Provider) -> None:
    answer = come_back(visitor, provider, "lia", next="https://evil.example/")

    assert answer.headers["Location"] == "/"


def test_a_service_that_is_away_is_told(cast: Cast, visitor: Client, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://127.0.0.1:1/o"
    )

    answer = visitor.post(BEGIN)

    assert answer.status_code == 502
    assert "Your sign-in service did not answer as it should." in answer.content.decode()


def test_a_link_from_elsewhere_only_asks(cast: Cast, visitor: Client) -> None:
    page = visitor.get(BEGIN + "?next=/help/").content.decode()

    assert "refresh" not in page
    assert "Sign in with Aurora ID" in page


def test_without_a_service_there_is_no_button_and_no_way(cast: Cast, client: Client) -> None:
    assert "/sso/" not in client.get("/accounts/login/").content.decode()
    assert client.post(BEGIN).status_code == 404
    assert client.get(BEGIN + "login/callback/?code=x&state=y").status_code == 404


@pytest.mark.parametrize(
    "email", ["mar\u212aa@aurora.example", "olga@bun\u212aer.example", "ｏlga@aurora.example"]
)
def test_a_letter_that_only_becomes_one_of_ours_vouches_for_nobody(email: str) -> None:
    """In lower case the Kelvin sign is a plain "k": another address than the one that was verified."""
    service = Service("main", "Aurora ID", (Domain("aurora.example"), Domain("bunker.example")), False)

    with pytest.raises(NotVouchedFor):
        vouched_address(service, {"email": email, "email_verified": True})
