"""The answering pages, as a browser without scripts uses them."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import mail
from django.test import Client
from django.urls import reverse

from core import clock
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.joining import revoke_role
from organizations.models import Membership
from organizations.scoping import scope, scopes_disabled
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.handlers import hand_out_invitations
from surveys.models import Answer, Invitation, Response, Round
from tests.cast import Cast, join
from tests.survey_steps import CLOSES, MONDAY, SECOND, answer_all, begun, opened

START, CHECK, DONE = "/a/", "/a/check/", "/a/done/"
VALUE, TRUST = "/a/dimension/value/", "/a/dimension/trust/"


@pytest.fixture(autouse=True)
def monday():
    """The round is open."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    with scope(organization=cast.aurora):
        return opened(cast, health)


@pytest.fixture
def response(cast: Cast, round: Round) -> Response:
    with scope(organization=cast.aurora):
        return begun(cast, round)


@pytest.fixture
def link(cast: Cast, round: Round, django_capture_on_commit_callbacks) -> str:
    """Lia's personal link, from her mail."""
    with django_capture_on_commit_callbacks(execute=True):
        hand_out_invitations({"organization": cast.aurora.pk, "round": round.pk})
    return address_in(mail.outbox[0].body)


def address_in(text: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/a/\S+)", text)
    assert found
    return found[1]


@pytest.fixture
def lia(cast: Cast, round: Round, enter) -> Client:
    """Lia, signed in, with the pass of her invitation."""
    client = enter(cast.lia)
    client.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")
    return client


def fields(response: Response, users: str = "", benefit: str = "", **others: str) -> dict[str, str]:
    sent = {"response": response.public_id, "then": "next"}
    sent |= {"c:value.known-users": users, "c:value.proven-benefit": benefit}
    return sent | others


def stored() -> dict[str, str]:
    with scopes_disabled():
        return dict(Answer.objects.values_list("criterion__key", "rating"))


# Arriving by the link


def test_the_mail_leads_to_a_page_that_says_who_asks(client: Client, link: str) -> None:
    page = client.get(link)

    assert page.status_code == 200
    assert "Aurora Seguros" in page.text
    assert "Pricing" in page.text
    assert "Friday 4 December, 18:00" in page.text
    assert page.headers["Referrer-Policy"] == "strict-origin"


def test_opening_the_link_changes_nothing_however_often(client: Client, link: str) -> None:
    for method in (client.get, client.head, client.get):
        assert method(link).status_code == 200

    with scopes_disabled():
        assert Invitation.objects.get().state == Invitation.State.ISSUED
        assert not Response.objects.exists()
    assert settings.ANSWER_COOKIE_NAME not in client.cookies


def test_the_button_exchanges_the_link_for_a_pass_and_a_clean_address(client: Client, link: str) -> None:
    answer = client.post(link)

    cookie = client.cookies[settings.ANSWER_COOKIE_NAME]
    assert answer.headers["Location"] == VALUE
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/a/", True, "Lax")
    assert link.strip("/").split("/")[-1] not in cookie.value
    assert client.get(VALUE).status_code == 200


def test_the_link_works_again_on_another_device(link: str, cast: Cast, health: ModelVersion) -> None:
    phone, laptop = Client(), Client()
    phone.post(link)
    with scope(organization=cast.aurora):
        answering.save_answer(Response.objects.get(), health.criteria.first(), Given("largely"), revision=1)

    laptop.post(link)

    assert 'value="largely" checked' in laptop.get(VALUE).text
    with scopes_disabled():
        assert Response.objects.count() == 1


def test_an_unknown_link_says_so_and_shows_a_way_on(client: Client, round: Round) -> None:
    page = client.get("/a/" + "x" * 43 + "/")

    assert page.status_code == 404
    assert "This link is not known here" in page.text
    assert reverse("account_login") in page.text


def test_a_withdrawn_link_says_so(client: Client, link: str, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        invitations.revoke(Invitation.objects.get(), by=cast.davi)

    for method in (client.get, client.post):
        page = method(link)
        assert page.status_code == 410
        assert "This link has been withdrawn" in page.text


def test_a_link_to_a_closed_round_says_so(client: Client, link: str) -> None:
    with clock.at(CLOSES):
        page = client.get(link)

    assert page.status_code == 409
    assert "This round is closed" in page.text


def test_a_withdrawn_invitation_ends_what_was_begun_with_it(client: Client, link: str, cast: Cast) -> None:
    client.post(link)
    with scope(organization=cast.aurora):
        invitations.revoke(Invitation.objects.get(), by=cast.davi)

    assert client.get(VALUE).status_code == 410
    assert client.post(VALUE, fields(Response(public_id="x"), users="not")).status_code == 410


@pytest.mark.parametrize("cookie", ["", "nonsense", "eyJpIjoxfQ:1abc:def"])
def test_without_a_pass_the_pages_say_how_to_get_one(client: Client, round: Round, cookie: str) -> None:
    client.cookies[settings.ANSWER_COOKIE_NAME] = cookie

    for address in (START, VALUE, CHECK, DONE):
        page = client.get(address)
        assert page.status_code == 401
        assert "Open your personal link again" in page.text


def test_the_link_speaks_the_language_of_the_person(client: Client, link: str, cast: Cast) -> None:
    cast.lia.user.prefer(language="pt-br")

    assert '<html lang="pt-BR"' in client.get(link).text


# Starting when signed in


def test_a_lead_starts_from_the_round(client: Client, cast: Cast, round: Round, enter) -> None:
    answer = enter(cast.lia).post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")

    assert answer.headers["Location"] == START
    page = client.get(START)
    assert "Start answering" in page.text
    assert "About 3 minutes" in page.text
    with scopes_disabled():
        assert not Response.objects.exists()


def test_somebody_who_came_to_lead_the_team_later_starts_too(cast: Cast, round: Round, enter) -> None:
    with scopes_disabled():
        late = join(cast.aurora, "Luca Pires", Role.LEAD, cast.pricing)

    answer = enter(late).post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")

    assert answer.headers["Location"] == START


@pytest.mark.parametrize(
    ("person", "status"),
    [("otto", 404), ("mauro", 403), ("marta", 403), ("davi", 403), ("vera", 403), ("clara", 403)],
)
def test_who_does_not_answer_for_the_team_does_not_start(
    cast: Cast, round: Round, enter, person: str, status: int
) -> None:
    client = enter(getattr(cast, person))

    assert client.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/").status_code == status
    assert settings.ANSWER_COOKIE_NAME not in client.cookies


def test_a_lead_does_not_start_for_another_team(cast: Cast, health: ModelVersion, enter) -> None:
    with scope(organization=cast.aurora):
        round = opened(cast, health, teams=[cast.pricing, cast.churn])

    answer = enter(cast.lia).post(f"/o/aurora/rounds/{round.pk}/teams/churn/answer/")

    assert answer.status_code == 404


# A dimension


def test_a_dimension_shows_its_criteria_with_anchors_and_what_was_saved(
    lia: Client, response: Response, health: ModelVersion, cast: Cast
) -> None:
    with scope(organization=cast.aurora):
        criterion = health.criteria.get(key="value.known-users")
        answering.save_answer(response, criterion, Given("largely", comment="<b>bold</b>"), revision=1)

    page = lia.get(VALUE)

    assert "We know who uses the results of our work." in page.text
    assert "Shown, for example, by: a user&#x27;s name for each of the last three results." in page.text
    assert 'name="c:value.known-users" id="c-value-known-users-largely" value="largely" checked' in page.text
    assert "&lt;b&gt;bold&lt;/b&gt;" in page.text
    assert page.text.count('value="na"') == 1  # only where the criterion need not apply
    assert "Level" not in re.sub(r"<[^>]+>", "", page.text)


def test_saving_a_page_goes_on_to_the_next(lia: Client, response: Response) -> None:
    answer = lia.post(VALUE, fields(response, users="largely", benefit="dk"))

    assert answer.headers["Location"] == "/a/dimension/flow/"
    assert stored() == {"value.known-users": "largely", "value.proven-benefit": "dk"}


@pytest.mark.parametrize(
    ("page", "then", "to"),
    [
        (TRUST, "next", CHECK),
        (TRUST, "previous", "/a/dimension/learning/"),
        (VALUE, "later", START),
        (VALUE, "elsewhere", "/a/dimension/flow/"),
    ],
)
def test_each_button_saves_and_goes_its_way(
    lia: Client, response: Response, page: str, then: str, to: str
) -> None:
    answer = lia.post(page, {"response": response.public_id, "then": then})

    assert answer.headers["Location"] == to


def test_a_page_with_something_wrong_keeps_all_that_was_typed(lia: Client, response: Response) -> None:
    sent = fields(response, users="fully", benefit="na")
    sent |= {"note:value.known-users": "Ç" * 2001, "link:value.proven-benefit": "http://wiki.example/"}

    page = lia.post(VALUE, sent)

    assert page.status_code == 422
    assert "2 answers need another look." in page.text
    assert "The comment has 2001 characters; up to 2000 are possible." in page.text
    assert "Choose why it does not apply." in page.text
    assert "Write the full address, starting with https://" in page.text
    assert "Ç" * 2001 in page.text
    assert 'value="fully" checked' in page.text
    assert 'value="http://wiki.example/"' in page.text
    assert stored() == {}


def test_na_needs_a_reason_on_the_page(lia: Client, response: Response) -> None:
    reasoned = fields(response, users="fully", benefit="na") | {"why:value.proven-benefit": "outside"}

    page = lia.post(VALUE, fields(response, users="fully", benefit="na"))
    again = lia.post(VALUE, reasoned)

    assert page.status_code == 422
    assert "Choose why it does not apply." in page.text
    assert again.status_code == 302
    assert stored()["value.proven-benefit"] == "na"


def test_that_another_team_does_it_is_offered_to_nobody(lia: Client, response: Response) -> None:
    page = lia.get(VALUE).content.decode()

    assert 'value="outside"' in page
    assert "another_team" not in page


def test_who_once_said_that_another_team_does_it_keeps_that_reason(lia: Client, response: Response) -> None:
    with scopes_disabled():
        answer = response.answers.create(
            criterion=response.participation.round.version.criteria.get(key="value.proven-benefit"),
            rating="na",
            na_reason="another_team",
        )
    page = lia.get(VALUE).content.decode()

    again = fields(response, benefit="na") | {
        "why:value.proven-benefit": "another_team",
        "note:value.proven-benefit": "The platform team.",
        "seen:value.proven-benefit": "1",
    }

    saved = lia.post(VALUE, again)

    assert page.count('value="another_team" selected') == page.count("another_team") == 1
    assert saved.status_code == 302
    answer.refresh_from_db()
    assert (answer.rating, answer.na_reason, answer.comment) == ("na", "another_team", "The platform team.")


def test_a_page_that_another_tab_has_overtaken_shows_both_answers(
    lia: Client, response: Response, cast: Cast, health: ModelVersion
) -> None:
    with scope(organization=cast.aurora):
        criterion = health.criteria.get(key="value.known-users")
        answering.save_answer(response, criterion, Given("fully", comment="Seen."), revision=1)

    page = lia.post(VALUE, fields(response, users="not", **{"seen:value.known-users": "0"}))

    assert page.status_code == 409
    assert "Meanwhile <strong>Fully achieved</strong> was saved" in page.text
    assert 'value="not" checked' in page.text
    assert stored() == {"value.known-users": "fully"}
    # the page now knows of the other answer: saving again is a choice
    seen = re.search(r'name="seen:value.known-users" value="(\d+)"', page.text)
    lia.post(VALUE, fields(response, users="not", **{"seen:value.known-users": seen[1]}))
    assert stored()["value.known-users"] == "not"


def test_a_page_sent_after_the_close_is_refused_and_shown_as_it_was(lia: Client, response: Response) -> None:
    with clock.at(CLOSES):
        page = lia.post(VALUE, fields(response, users="largely", **{"note:value.known-users": "Too late?"}))

    assert page.status_code == 409
    assert "This round is closed." in page.text
    assert "Too late?" in page.text
    assert 'value="largely" checked' in page.text
    assert stored() == {}


def test_the_last_second_before_the_close_counts(lia: Client, response: Response) -> None:
    with clock.at(CLOSES - SECOND):
        assert lia.post(VALUE, fields(response, users="largely")).status_code == 302

    assert stored()["value.known-users"] == "largely"


def test_a_lead_who_lost_the_role_sees_and_saves_nothing_more(
    lia: Client, response: Response, cast: Cast
) -> None:
    with scopes_disabled():
        cast.lia.grants.all().delete()

    assert lia.get(VALUE).status_code == 403
    page = lia.post(VALUE, fields(response, users="largely"))
    assert page.status_code == 403
    assert stored() == {}


@pytest.mark.parametrize("state", [Membership.State.SUSPENDED, Membership.State.ENDED])
def test_who_has_left_the_organization_sees_and_saves_nothing_more(
    client: Client, link: str, cast: Cast, state: str
) -> None:
    client.post(link)
    with scopes_disabled():
        Membership.objects.filter(pk=cast.lia.pk).update(state=state)

    assert client.get(VALUE).status_code == 403


def test_an_unknown_dimension_does_not_exist(lia: Client, response: Response) -> None:
    assert lia.get("/a/dimension/nothing/").status_code == 404


def test_signing_out_takes_the_pass_along(lia: Client, response: Response) -> None:
    lia.get("/accounts/logout/")
    asked_only = lia.get(VALUE)

    lia.post("/accounts/logout/")

    assert asked_only.status_code == 200
    assert lia.get(VALUE).status_code == 401


FROM_OUR_PAGE = {"sec-fetch-site": "same-origin"}


def test_what_was_typed_is_given_back_where_the_page_is_refused_whole(
    lia: Client, response: Response, cast: Cast
) -> None:
    with scope(organization=cast.aurora):
        revoke_role(cast.lia.grants.get(), by=None)
    typed = fields(response, **{"note:value.known-users": "We ask <them> each month."})

    answer = lia.post(VALUE, typed, headers=FROM_OUR_PAGE)

    assert answer.status_code == 403
    assert ">We ask &lt;them&gt; each month.</textarea>" in answer.content.decode()


def test_what_was_typed_is_given_back_without_a_token(response: Response) -> None:
    careful = Client(enforce_csrf_checks=True)
    typed = fields(response, **{"note:value.known-users": "We ask them.", "password": "four secret words"})

    ours = careful.post(VALUE, typed, headers=FROM_OUR_PAGE).content.decode()
    theirs = careful.post(VALUE, typed, headers={"sec-fetch-site": "cross-site"}).content.decode()

    assert "We ask them." in ours
    assert "four secret words" not in ours
    assert "We ask them." not in theirs


def test_an_answer_to_a_criterion_of_another_page_is_refused_and_the_page_shown_as_it_was(
    lia: Client, response: Response
) -> None:
    typed = fields(response, users="largely", **{"note:value.known-users": "We ask them.", "c:other": "not"})

    answer = lia.post(VALUE, typed)

    assert answer.status_code == 422
    assert "no such criterion" in answer.content.decode()
    assert "We ask them." in answer.content.decode()
    with scopes_disabled():
        assert not Answer.objects.exists()


def test_a_page_made_for_another_response_is_refused(lia: Client, response: Response) -> None:
    page = lia.post(VALUE, fields(Response(public_id="of-another-team"), users="largely"))

    assert page.status_code == 409
    assert "begun to answer for another team" in page.text
    assert stored() == {}


def test_answering_goes_on_when_the_session_has_ended(lia: Client, response: Response) -> None:
    del lia.cookies[settings.SESSION_COOKIE_NAME]

    assert lia.post(VALUE, fields(response, users="largely")).status_code == 302
    assert stored()["value.known-users"] == "largely"


# Checking and sending


def test_the_check_page_keeps_no_answer_not_dont_know_and_na_apart(
    lia: Client, response: Response, cast: Cast
) -> None:
    with scope(organization=cast.aurora):
        answer_all(
            response,
            "fully",
            {"value.known-users": "not", "flow.finished-work": "dk", "trust.open-speech": ""},
        )

    page = lia.get(CHECK)

    assert "1 criterion has no answer yet" in page.text
    assert "1 answer is “don’t know”" in page.text
    rows = re.findall(r'<th scope="row"><a[^>]*>(\w+)</a></th>((?:<td[^>]*>\d+</td>)+)', page.text)
    # not, partially, largely, fully, don't know, N/A, no answer
    assert {name: re.findall(r">(\d+)<", cells) for name, cells in rows} == {
        "Value": ["1", "0", "0", "1", "0", "0", "0"],
        "Flow": ["0", "0", "0", "1", "1", "0", "0"],
        "Learning": ["0", "0", "0", "2", "0", "0", "0"],
        "Trust": ["0", "0", "0", "1", "0", "0", "1"],
    }


def test_nothing_answered_can_not_be_sent(lia: Client, response: Response) -> None:
    page = lia.get(CHECK)
    answer = lia.post("/a/submit/", {"response": response.public_id, "key": "k1"})

    assert "disabled" in page.text
    assert answer.status_code == 409
    assert "Answer at least one criterion before you send." in answer.text


def send(client: Client, response: Response) -> str:
    """Send by the form of the check page; its key."""
    key = re.search(r'name="key" value="([^"]+)"', client.get(CHECK).text)[1]
    answer = client.post("/a/submit/", {"response": response.public_id, "key": key})
    assert answer.headers["Location"] == DONE
    return key


def test_sending_leads_to_a_receipt(lia: Client, response: Response, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully", {"trust.open-speech": "", "flow.finished-work": "dk"})

    send(lia, response)

    page = lia.get(DONE)
    assert "Thank you. Your answers are in." in page.text
    assert "Mon 23 Nov 2026, 14:32" in page.text
    assert "Lia Souza" in page.text
    assert "7 of 8 criteria answered." in page.text
    assert "/o/aurora/teams/pricing/?round=" in page.text


def test_sending_twice_is_sending_once(lia: Client, response: Response, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
    key = send(lia, response)

    again = lia.post("/a/submit/", {"response": response.public_id, "key": key})

    assert again.headers["Location"] == DONE


def test_a_second_tab_that_sends_is_led_to_the_receipt(lia: Client, response: Response, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
    send(lia, response)

    again = lia.post("/a/submit/", {"response": response.public_id, "key": "of the other tab"})

    assert again.status_code == 409
    assert DONE in again.text


def test_what_was_sent_leads_to_its_receipt_from_everywhere(
    lia: Client, response: Response, cast: Cast
) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
    send(lia, response)

    for address in (START, VALUE, CHECK):
        assert lia.get(address, follow=True).redirect_chain[-1][0] == DONE


def test_sent_answers_can_be_opened_again_until_the_close(
    lia: Client, response: Response, cast: Cast
) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
    send(lia, response)

    answer = lia.post("/a/reopen/", {"response": response.public_id})
    with clock.at(CLOSES):
        too_late = lia.post("/a/reopen/", {"response": response.public_id})

    assert answer.headers["Location"] == CHECK
    assert too_late.status_code == 409


def test_after_the_close_the_receipt_stays(lia: Client, response: Response, cast: Cast, round: Round) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
        rounds.close_round(round, by=cast.davi)

    page = lia.get(DONE)

    assert "What was saved was sent" in page.text or "what was saved was sent" in page.text
    assert "nothing can be changed any more" in page.text


@pytest.mark.parametrize("address", ["/a/submit/", "/a/reopen/", "/a/answers/"])
def test_what_changes_something_is_no_get(lia: Client, address: str) -> None:
    assert lia.get(address).status_code == 405


def test_what_is_sent_without_the_token_of_the_page_is_refused(lia: Client, response: Response) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = lia.cookies

    for address in (VALUE, "/a/submit/", "/a/reopen/", START):
        refused = careful.post(address, fields(response, users="not"))
        assert refused.status_code == 403
        assert "This form is no longer valid" in refused.text

    assert stored() == {}


# Costs


@pytest.mark.parametrize("page", [VALUE, CHECK])
def test_a_page_costs_at_most_twelve_queries_whatever_it_shows(
    lia: Client, response: Response, cast: Cast, mlops: ModelVersion, django_assert_max_num_queries, page: str
) -> None:
    lia.get(page)

    with django_assert_max_num_queries(12) as few:
        assert lia.get(page).status_code == 200
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
    with django_assert_max_num_queries(12) as many:
        lia.get(page)

    assert len(few) == len(many)


def test_the_largest_page_stays_light(cast: Cast, mlops: ModelVersion, enter) -> None:
    with scope(organization=cast.aurora):
        round = opened(cast, mlops)
        begun(cast, round)
    client = enter(cast.lia)
    client.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")

    page = client.get("/a/dimension/release/").text

    # what a first visit loads until the page is drawn; the script's further parts and the icon come later
    loaded = set(re.findall(r'(?:src|href)="/static/([^"#]+)', page)) - {"favicon.svg"}
    later = {f"js/modules/answer_{part}.js" for part in ("keys", "progress", "status", "trouble")}
    sizes = {name: packed(Path(finders.find(name)).read_bytes()) for name in loaded | later}
    assert len(loaded) + 1 <= 8  # and the page itself
    assert sum(sizes.values()) + packed(page.encode()) <= 60_000
    assert packed(page.encode()) <= 15_000  # a second page


def packed(content: bytes) -> int:
    """Bytes over the wire; a font is packed already."""
    return min(len(content), len(brotli.compress(content)))
