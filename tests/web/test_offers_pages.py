"""The pages on which offers to join are made, followed, sent again, corrected and withdrawn."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from core.clock import now
from organizations.access import Role
from organizations.models import MembershipOffer, OfferMail
from organizations.offers import offering
from organizations.offers.offering import NewOffer
from organizations.scoping import scope, scopes_disabled
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup

OFFERS = "/o/aurora/people/offers/"
NEW, MANY = f"{OFFERS}new/", f"{OFFERS}many/"
ENGLISH = {"Accept-Language": "en"}
PORTUGUESE = {"Accept-Language": "pt-BR"}


def nina(cast: Cast, **more: Any) -> dict[str, object]:
    given = {"name": "Nina Faro", "email": "Nina@Example.com", "role": "member", "team": cast.pricing.pk}
    return given | {"language": "pt-br"} | more


def offer(cast: Cast, email: str = "nina@example.com", **more: Any) -> MembershipOffer:
    with scope(organization=cast.aurora):
        given = {"role": Role.MEMBER, "team": cast.pricing} | more
        [made] = offering.make_offers(cast.aurora, [NewOffer(email, **given)], by=cast.ada)
        an_hour_ago = now() - timedelta(hours=1)
        OfferMail.objects.update(due_at=an_hour_ago, handed_out_at=an_hour_ago, sent_at=an_hour_ago)
        return made


def emails() -> list[str]:
    with scopes_disabled():
        return sorted(MembershipOffer.objects.values_list("email", flat=True))


def text_of(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_offer_is_made_and_mailed_in_its_language(
    cast: Cast, enter: Enter, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = enter(cast.ada).post(NEW, nina(cast), headers=ENGLISH, follow=True)

    assert "An invitation to join goes to nina@example.com." in answer.content.decode()
    [message] = mail.outbox
    assert message.to == ["nina@example.com"]
    assert message.subject == "Aurora Seguros convida você a participar do Patamar"
    assert "Ada Nunes convida você a participar de Aurora Seguros" in message.body
    assert "Membro" in message.body
    assert "Nina" not in message.body  # what the inviter typed stays out
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert '<html lang="pt-BR">' in html


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param({"email": "nina@"}, "Write the full address", id="half an address"),
        pytest.param({"team": ""}, "Choose the team in which the person has this role.", id="no team"),
        pytest.param({"role": "auditor"}, "not in one team", id="a role that has no team"),
        pytest.param({"role": "owner", "team": ""}, "Select a valid choice", id="a role above one's own"),
        pytest.param({"language": "tlh"}, "Select a valid choice", id="a language that there is not"),
    ],
)
def test_what_is_wrong_is_said_and_kept_and_nothing_is_stored(
    cast: Cast, enter: Enter, sent: Any, words: Any
) -> None:
    answer = enter(cast.ada).post(NEW, nina(cast, **sent), headers=ENGLISH)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="Nina Faro"' in answer.content.decode()
    assert emails() == []


def test_an_account_elsewhere_is_not_told_from_none(cast: Cast, enter: Enter) -> None:
    """The owner of Boreal has an account, under her own name; an admin of Aurora sees no trace of it."""
    client = enter(cast.ada)

    for email in ("otto@boreal.example", "nobody@boreal.example"):
        page = client.post(
            NEW, nina(cast, email=email, name=""), headers=ENGLISH, follow=True
        ).content.decode()
        assert f"An invitation to join goes to {email}." in page
        assert "Otto Berg" not in page
    assert "Otto Berg" not in text_of(client, OFFERS)


def test_a_member_gains_the_role_without_a_mail(
    cast: Cast, enter: Enter, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = enter(cast.ada).post(
            NEW, nina(cast, email="mauro@aurora.example", role="lead"), headers=ENGLISH, follow=True
        )

    assert "mauro@aurora.example is a member already, and has the role now." in answer.content.decode()
    assert mail.outbox == []


def test_the_team_from_which_one_comes_is_chosen_already(cast: Cast, enter: Enter) -> None:
    page = text_of(enter(cast.ada), NEW, team="churn")

    assert f'<option value="{cast.churn.pk}" selected>Retail / Churn</option>' in page


# The list


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_takes_the_same_queries_however_many_offers(
    cast: Cast, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    for number in range(many):
        offer(cast, f"p{number}@example.com")
    client = enter(cast.ada)
    client.get(OFFERS)

    # the person, the membership, its roles; the counts, the offers with all they show, the mails that wait;
    # the teams to filter by and their paths
    with django_assert_num_queries(8):
        client.get(OFFERS)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param({"q": "BEA"}, {"bea@example.com"}, id="by address"),
        pytest.param({"state": "open"}, {"ana@example.com"}, id="open"),
        pytest.param({"state": "expired"}, {"bea@example.com"}, id="run out, though not marked yet"),
        pytest.param({"state": "revoked"}, {"caio@example.com"}, id="withdrawn"),
        pytest.param({"state": "lost"}, {"ana", "bea", "caio"}, id="a state that there is not is no filter"),
        pytest.param({"role": "lead"}, {"bea@example.com"}, id="by role"),
        pytest.param({"team": "churn"}, {"caio@example.com"}, id="by team"),
        pytest.param({"team": "pricing", "role": "member"}, {"ana@example.com"}, id="by both"),
    ],
)
def test_offers_are_found(cast: Cast, enter: Enter, query: Any, found: Any) -> None:
    offer(cast, "ana@example.com")
    over, gone = (
        offer(cast, "bea@example.com", role=Role.LEAD),
        offer(cast, "caio@example.com", team=cast.churn),
    )
    with scopes_disabled():
        MembershipOffer.objects.filter(pk=over.pk).update(expires_at=now())
    enter(cast.ada).post(f"{OFFERS}{gone.pk}/revoke/")

    page = text_of(enter(cast.ada), OFFERS, **query)

    listed = page[page.index('<ul class="list offers">') :]
    assert [name in listed for name in sorted(found)] == [True] * len(found)
    assert listed.count('<li class="offers__row">') == len(found)


def test_an_offer_is_sent_again_corrected_and_withdrawn(
    cast: Cast, enter: Enter, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    made = offer(cast, "mina@example.com")
    client = enter(cast.ada)

    with django_capture_on_commit_callbacks(execute=True):
        again = client.post(f"{OFFERS}{made.pk}/send/", headers=ENGLISH, follow=True).content.decode()
    soon = client.post(f"{OFFERS}{made.pk}/send/", headers=ENGLISH)
    with django_capture_on_commit_callbacks(execute=True):
        right = client.post(
            f"{OFFERS}{made.pk}/correct/", {"email": "nina@example.com"}, headers=ENGLISH, follow=True
        )
    gone = client.post(f"{OFFERS}{made.pk}/revoke/", headers=ENGLISH, follow=True).content.decode()
    late = client.post(f"{OFFERS}{made.pk}/revoke/", headers=ENGLISH)

    assert "A mail with a new link goes to mina@example.com. The old link is dead." in again
    assert soon.status_code == 409
    assert "within the last ten minutes" in soon.content.decode()
    assert "The invitation goes to nina@example.com now." in right.content.decode()
    assert [message.to for message in mail.outbox] == [["mina@example.com"], ["nina@example.com"]]
    assert "The invitation to nina@example.com is withdrawn." in gone
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("lia@aurora.example", "lia@aurora.example is a member already."),
        ("nina@example.com", "nina@example.com has the same invitation already."),
        ("mina@example.com", "A mail to mina@example.com went out within the last ten minutes."),
    ],
)
def test_an_address_that_can_not_be_right_is_told_beside_its_field(
    cast: Cast, enter: Enter, email: str, told: str
) -> None:
    offer(cast)
    made = offer(cast, "mina@example.com")
    client = enter(cast.ada)
    with scope(organization=cast.aurora):
        offering.send_again(made, by=cast.ada)

    page = client.post(f"{OFFERS}{made.pk}/correct/", {"email": email}, headers=ENGLISH)

    assert page.status_code == 422
    assert told in markup(page)
    assert f'value="{email}"' in markup(page)
    assert 'The invitation to <span translate="no">mina@example.com</span>' in markup(page)
    assert emails() == ["mina@example.com", "nina@example.com"]


def test_choosing_a_filter_asks_for_the_list_alone(
    cast: Cast, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    offer(cast, "ana@example.com")
    client = enter(cast.ada)
    client.get(OFFERS)

    with django_assert_num_queries(6):  # nobody asks for the teams to filter by
        answer = client.get(OFFERS, {"role": "member"}, headers=ENGLISH | {"HX-Request": "true"})

    part = answer.content.decode()
    assert part.lstrip().startswith('<div class="stack" id="offers">')
    assert '<p class="visually-hidden" id="found" role="status" hx-swap-oob="true">' in part
    assert '<form class="filters' not in part


def test_all_open_ones_are_sent_again_but_to_nobody_twice(
    cast: Cast, enter: Enter, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    for email, team in (("ana@example.com", cast.pricing), ("bea@example.com", cast.churn)):
        offer(cast, email, team=team)
    offer(cast, "ana@example.com", role=Role.LEAD)  # two roles, one mail
    gone = offer(cast, "caio@example.com")
    client = enter(cast.marta)
    client.post(f"{OFFERS}{gone.pk}/revoke/")

    page = text_of(client, OFFERS)
    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(f"{OFFERS}send/", headers=ENGLISH, follow=True).content.decode()
    second = client.post(f"{OFFERS}send/", headers=ENGLISH, follow=True).content.decode()

    assert "Send again to all 3 that are open" in page
    assert "Mails with new links go to 2 people." in first
    assert "Nobody was written to" in second
    assert sorted(message.to[0] for message in mail.outbox) == ["ana@example.com", "bea@example.com"]
    with scopes_disabled():
        by = MembershipOffer.objects.filter(state="open").values_list("made_by", flat=True)
        assert set(by) == {cast.marta.pk}


def test_only_what_the_list_shows_and_the_reader_may_offer_is_sent_again(cast: Cast, enter: Enter) -> None:
    offer(cast, "ana@example.com")
    offer(cast, "bea@example.com", team=cast.churn)
    offer(cast, "fred@example.com", team=cast.fraud)

    told = enter(cast.marta).post(f"{OFFERS}send/", {"team": "churn"}, headers=ENGLISH, follow=True)
    beyond = enter(cast.marta).post(f"{OFFERS}send/", {"team": "fraud"}, headers=ENGLISH)
    read_only = enter(cast.vera).post(f"{OFFERS}send/")

    assert "A mail with a new link goes to 1 person." in told.content.decode()
    assert (beyond.status_code, read_only.status_code) == (422, 403)


@pytest.mark.parametrize("many", [3, 60])
def test_sending_all_again_takes_the_same_queries(
    cast: Cast, enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    for number in range(many):
        offer(cast, f"p{number}@example.com")
    client = enter(cast.ada)
    client.get(OFFERS)

    with django_assert_max_num_queries(24):
        client.post(f"{OFFERS}send/")


def test_an_offer_above_the_own_rank_can_be_read_and_not_touched(cast: Cast, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        [made] = offering.make_offers(cast.aurora, [NewOffer("x@example.com", Role.OWNER)], by=cast.olga)
    client = enter(cast.ada)

    assert "/revoke/" not in text_of(client, OFFERS)
    assert client.post(f"{OFFERS}{made.pk}/revoke/").status_code == 403


def test_mails_beyond_the_days_limit_are_announced(cast: Cast, enter: Enter, settings: Settings) -> None:
    settings.OFFER_MAILS_PER_DAY = 1
    with scope(organization=cast.aurora):
        new = [NewOffer(f"p{number}@example.com", Role.AUDITOR) for number in range(3)]
        offering.make_offers(cast.aurora, new, by=cast.ada)

    assert "2 mails wait: the limit of the day is reached." in text_of(enter(cast.ada), OFFERS)


@pytest.mark.parametrize("name", ['"><img src=x onerror=alert(1)>', "{{ 7*7 }}"])
def test_a_name_is_shown_and_never_run(cast: Cast, enter: Enter, name: str) -> None:
    offer(cast, name=name)

    assert "<img src=x" not in text_of(enter(cast.ada), OFFERS)
