"""A dimension to answer, as a browser without scripts uses it."""

import re

import pytest
from django.conf import settings
from django.test import Client

from core import clock
from maturity.models import ModelVersion
from organizations.members.memberships import revoke_role
from organizations.models import Membership
from organizations.scoping import scope, scopes_disabled
from surveys import answering
from surveys.answering import Given
from surveys.models import Answer, Response
from tests.cast import Cast
from tests.markup import markup
from tests.survey_steps import CLOSES, SECOND
from tests.web.answering.steps import CHECK, START, TRUST, VALUE, fields, stored


def test_a_dimension_shows_its_criteria_with_anchors_and_what_was_saved(
    lia: Client, response: Response, health: ModelVersion, cast: Cast
) -> None:
    with scope(organization=cast.aurora):
        criterion = health.criteria.get(key="value.known-users")
        answering.save_answer(response, criterion, Given("largely", comment="<b>bold</b>"), revision=1)

    page = lia.get(VALUE)

    assert "We know who uses the results of our work." in markup(page)
    assert "Shown, for example, by: a user&#x27;s name for each of the last three results." in markup(page)
    assert 'name="c:value.known-users" id="c-value-known-users-largely" value="largely" checked' in markup(
        page
    )
    assert "&lt;b&gt;bold&lt;/b&gt;" in markup(page)
    assert page.text.count('value="na"') == 1  # only where the criterion need not apply
    assert "Level" not in re.sub(r"<[^>]+>", "", markup(page))


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
    assert "2 answers need another look." in markup(page)
    assert "The comment has 2001 characters; up to 2000 are possible." in markup(page)
    assert "Choose why it does not apply." in markup(page)
    assert "Write the full address, starting with https://" in markup(page)
    assert "Ç" * 2001 in markup(page)
    assert 'value="fully" checked' in markup(page)
    assert 'value="http://wiki.example/"' in markup(page)
    assert stored() == {}


def test_na_needs_a_reason_on_the_page(lia: Client, response: Response) -> None:
    reasoned = fields(response, users="fully", benefit="na") | {"why:value.proven-benefit": "outside"}

    page = lia.post(VALUE, fields(response, users="fully", benefit="na"))
    again = lia.post(VALUE, reasoned)

    assert page.status_code == 422
    assert "Choose why it does not apply." in markup(page)
    assert again.status_code == 302
    assert stored()["value.proven-benefit"] == "na"


def test_that_another_team_does_it_is_offered_to_nobody(lia: Client, response: Response) -> None:
    page = markup(lia.get(VALUE))

    assert 'value="outside"' in page
    assert "another_team" not in page


def test_who_once_said_that_another_team_does_it_keeps_that_reason(lia: Client, response: Response) -> None:
    with scopes_disabled():
        answer = response.answers.create(
            criterion=response.participation.round.version.criteria.get(key="value.proven-benefit"),
            rating="na",
            na_reason="another_team",
        )
    page = markup(lia.get(VALUE))

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
    assert "Meanwhile <strong>Fully achieved</strong> was saved" in markup(page)
    assert 'value="not" checked' in markup(page)
    assert stored() == {"value.known-users": "fully"}
    # the page now knows of the other answer: saving again is a choice
    seen = re.search(r'name="seen:value.known-users" value="(\d+)"', markup(page))
    lia.post(VALUE, fields(response, users="not", **{"seen:value.known-users": seen[1]}))
    assert stored()["value.known-users"] == "not"


def test_a_page_sent_after_the_close_is_refused_and_shown_as_it_was(lia: Client, response: Response) -> None:
    with clock.at(CLOSES):
        page = lia.post(VALUE, fields(response, users="largely", **{"note:value.known-users": "Too late?"}))

    assert page.status_code == 409
    assert "This round is closed." in markup(page)
    assert "Too late?" in markup(page)
    assert 'value="largely" checked' in markup(page)
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
    assert ">We ask &lt;them&gt; each month.</textarea>" in markup(answer)


def test_what_was_typed_is_given_back_without_a_token(response: Response) -> None:
    careful = Client(enforce_csrf_checks=True)
    typed = fields(response, **{"note:value.known-users": "We ask them.", "password": "four secret words"})

    ours = markup(careful.post(VALUE, typed, headers=FROM_OUR_PAGE))
    theirs = markup(careful.post(VALUE, typed, headers={"sec-fetch-site": "cross-site"}))

    assert "We ask them." in ours
    assert "four secret words" not in ours
    assert "We ask them." not in theirs


def test_an_answer_to_a_criterion_of_another_page_is_refused_and_the_page_shown_as_it_was(
    lia: Client, response: Response
) -> None:
    typed = fields(response, users="largely", **{"note:value.known-users": "We ask them.", "c:other": "not"})

    answer = lia.post(VALUE, typed)

    assert answer.status_code == 422
    assert "no such criterion" in markup(answer)
    assert "We ask them." in markup(answer)
    with scopes_disabled():
        assert not Answer.objects.exists()


def test_a_page_made_for_another_response_is_refused(lia: Client, response: Response) -> None:
    page = lia.post(VALUE, fields(Response(public_id="of-another-team"), users="largely"))

    assert page.status_code == 409
    assert "begun to answer for another team" in markup(page)
    assert stored() == {}


def test_what_was_typed_is_not_lost_when_the_session_has_ended(lia: Client, response: Response) -> None:
    del lia.cookies[settings.SESSION_COOKIE_NAME]
    typed = fields(response, **{"note:value.known-users": "We asked all twelve of them."})

    page = lia.post(VALUE, typed, headers=FROM_OUR_PAGE | {"referer": f"http://testserver{VALUE}"})

    assert page.status_code == 401
    assert "We asked all twelve of them." in page.text
    assert "/accounts/login/?next=http%3A//testserver/a/dimension/value/" in page.text
    assert stored() == {}
