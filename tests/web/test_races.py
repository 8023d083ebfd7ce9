"""Twenty requests at the same moment, each over HTTP: none ends as a defect, and the data stay right."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import time_machine
from django.core import mail
from django.core.servers.basehttp import WSGIServer
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from core import clock
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.accounts.people import add_person
from organizations.models import Membership, MembershipOffer, OfferMail, Organization, RoleGrant, Team, User
from organizations.offers import accepting
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope, scopes_disabled
from surveys import answering
from surveys.answering import Given
from surveys.models import Response, Round
from tests.at_once import alone
from tests.cast import Cast
from tests.confirmed import confirm
from tests.offering import NINA, carried_out, token_in
from tests.survey_steps import MONDAY, begun, opened

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "organizations.accounts.backends.PersonBackend"
MANY = 20  # each holds a connection to the database
CSRF = "c" * 32

Post = Callable[..., list[int]]


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """For the server's threads too, which know no clock of a test's own."""
    with time_machine.travel(MONDAY):
        yield


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """One that lets all of them wait at its door; the usual one turns away whoever comes after ten."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIServer, "request_queue_size", 2 * MANY)
        server = LiveServer("localhost")
        yield server
        server.stop()


@pytest.fixture
def post_at_once(transactional_db: None, server: LiveServer, settings: Any) -> Post:
    """Send forms by turns from a device, all at once; how each was answered."""
    settings.ALLOWED_HOSTS = ["*"]

    start = Barrier(MANY, timeout=60)

    def send(device: Client, address: str, data: dict[str, str]) -> int:
        place = urlsplit(server.url)
        cookies = {name: one.value for name, one in device.cookies.items()} | {
            settings.CSRF_COOKIE_NAME: CSRF
        }
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = HTTPConnection(str(place.hostname), place.port, timeout=60)
        try:
            line.connect()
            start.wait()
            line.request("POST", address, urlencode({**data, "csrfmiddlewaretoken": CSRF}), headers)
            return line.getresponse().status
        finally:
            line.close()

    def post(device: Client, *forms: tuple[str, dict[str, str]]) -> list[int]:
        all_forms = (forms * MANY)[:MANY]
        with alone(), ThreadPoolExecutor(MANY) as threads:
            return list(threads.map(lambda form: send(device, *form), all_forms))

    return post


def device_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    confirm(client)
    return client


def counted(answers: list[int], *, deed: int, refused: set[int]) -> None:
    """One request did the deed, the others were told why not."""
    told = Counter(answers)
    assert told.pop(deed, 0) >= 1
    assert set(told) <= refused, told


def offered(cast: Cast) -> str:
    """The token in Nina's mail."""
    with scope(organization=cast.aurora):
        make_offers(cast.aurora, [NewOffer(NINA, Role.MEMBER, team=cast.pricing)], by=cast.ada)
    carried_out()
    return token_in(mail.outbox[-1])


def arrived(device: Client, token: str) -> Client:
    assert device.post(f"/offer/{token}/").status_code == 302
    return device


def test_who_accepts_many_times_at_once_is_one_member(cast: Cast, post_at_once: Post) -> None:
    person = add_person(email=NINA, name="Nina", confirmed=True)
    device = arrived(device_of(person), offered(cast))

    answers = post_at_once(device, ("/offer/", {}))

    counted(answers, deed=302, refused={409})
    with scopes_disabled():
        assert Membership.objects.filter(user=person).count() == 1
        assert RoleGrant.objects.filter(membership__user=person).count() == 1


def test_who_opens_an_account_many_times_at_once_is_one_person(cast: Cast, post_at_once: Post) -> None:
    device = arrived(Client(), offered(cast))

    answers = post_at_once(device, ("/offer/", {"name": "Nina", "password": "rivers run to the sea"}))

    # 200: the account was there already when the page was drawn, which then asks to sign in
    counted(answers, deed=302, refused={200, 409})
    assert User.objects.filter(email=NINA).count() == 1
    with scopes_disabled():
        assert Membership.objects.filter(user__email=NINA).count() == 1


def test_accepting_and_declining_at_once_have_one_end(cast: Cast, post_at_once: Post) -> None:
    person = add_person(email=NINA, name="Nina", confirmed=True)
    device = arrived(device_of(person), offered(cast))

    answers = post_at_once(device, ("/offer/", {}), ("/offer/decline/", {}))

    assert set(answers) <= {200, 302, 409}
    with scopes_disabled():
        state = MembershipOffer.objects.get().state
        assert Membership.objects.filter(user=person).exists() is (state == "accepted")


def test_an_offer_that_is_taken_while_its_page_is_read_says_so(
    transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = add_person(email=NINA, name="Nina", confirmed=True)
    device = arrived(device_of(person), offered(cast))
    look = accepting.link_with

    def taken_meanwhile(pk: int) -> Any:
        link = look(pk)
        accepting.accept_as(link, person=person)
        return link

    monkeypatch.setattr(accepting, "link_with", taken_meanwhile)

    assert device.get("/offer/").status_code == 409


def test_sending_again_and_withdrawing_at_once_end_well(cast: Cast, post_at_once: Post) -> None:
    offered(cast)
    with scopes_disabled():
        pk = MembershipOffer.objects.get().pk
    line = f"/o/aurora/people/offers/{pk}"

    answers = post_at_once(device_of(cast.ada.user), (f"{line}/send/", {}), (f"{line}/revoke/", {}))

    assert set(answers) <= {302, 404, 409}
    with scopes_disabled():
        assert MembershipOffer.objects.get().state == "revoked"
        assert OfferMail.objects.count() <= 2


def test_a_team_is_merged_once(cast: Cast, post_at_once: Post) -> None:
    address = "/o/aurora/settings/team/churn/merge/"

    answers = post_at_once(device_of(cast.ada.user), (address, {"into": str(cast.pricing.pk)}))

    # 404: it is in use no more when the page looks for it
    counted(answers, deed=302, refused={404, 409, 422})
    with scopes_disabled():
        assert Team.objects.get(pk=cast.churn.pk).merged_into == cast.pricing


def test_a_round_is_closed_once(cast: Cast, health: ModelVersion, post_at_once: Post) -> None:
    with scope(organization=cast.aurora):
        round = opened(cast, health)

    answers = post_at_once(device_of(cast.davi.user), (f"/o/aurora/rounds/{round.pk}/close/", {}))

    counted(answers, deed=302, refused={409})
    with scopes_disabled():
        assert Round.objects.get().state == Round.State.CLOSED


def test_answers_are_sent_once(cast: Cast, health: ModelVersion, post_at_once: Post) -> None:
    with scope(organization=cast.aurora):
        round = opened(cast, health)
        response = begun(cast, round)
        with clock.at(MONDAY):
            answering.save_answers(response, {health.criteria.all()[0]: Given("fully")}, by=cast.lia)
    device = device_of(cast.lia.user)
    device.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")
    sent = {"response": response.public_id}

    answers = post_at_once(
        device, ("/a/submit/", {**sent, "key": "one"}), ("/a/submit/", {**sent, "key": "other"})
    )

    counted(answers, deed=302, refused={409})
    with scopes_disabled():
        assert Response.objects.get().state == Response.State.SUBMITTED


def test_who_founds_many_times_at_once_founds_no_more_than_the_limit(
    cast: Cast, post_at_once: Post, settings: Any
) -> None:
    settings.FOUNDING = "everyone"
    before = Organization.objects.count()

    answers = post_at_once(
        device_of(cast.lia.user), ("/found/", {"name": "Cumulus", "language": "en", "time_zone": "UTC"})
    )

    counted(answers, deed=302, refused={409, 429})
    assert Organization.objects.count() - before == 5


def test_an_organization_is_handed_on_once(cast: Cast, post_at_once: Post) -> None:
    form = {"to": str(cast.ada.pk), "afterwards": "steps_down", "sure": "on"}

    answers = post_at_once(device_of(cast.olga.user), ("/o/aurora/settings/owner/", form))

    counted(answers, deed=302, refused={403, 409, 422})
    with scopes_disabled():
        owners = RoleGrant.objects.filter(role=Role.OWNER, membership__organization=cast.aurora)
        assert list(owners.values_list("membership", flat=True)) == [cast.ada.pk]


def test_a_team_that_is_added_many_times_with_one_name_has_addresses_of_its_own(
    cast: Cast, post_at_once: Post
) -> None:
    answers = post_at_once(
        device_of(cast.ada.user), ("/o/aurora/settings/teams/add-team/", {"name": "Claims"})
    )

    assert set(answers) == {302}
    with scopes_disabled():
        slugs = list(Team.objects.filter(name="Claims").values_list("slug", flat=True))
    assert len(set(slugs)) == len(slugs)


def test_a_role_is_given_once(cast: Cast, post_at_once: Post) -> None:
    address = f"/o/aurora/people/{cast.mauro.pk}/roles/"

    answers = post_at_once(device_of(cast.ada.user), (address, {"role": "lead", "team": str(cast.churn.pk)}))

    assert set(answers) <= {302, 409, 422}
    with scopes_disabled():
        assert RoleGrant.objects.filter(membership=cast.mauro, role=Role.LEAD, team=cast.churn).count() == 1
