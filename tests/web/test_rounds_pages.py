"""The pages of rounds: plan, look over, open, watch, extend, close, and who may do it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from core import clock
from maturity.models import ModelVersion
from organizations.models import Team
from organizations.scoping import scope, scopes_disabled
from surveys import rounds
from surveys.models import Response, Round
from tests.cast import Cast, place
from tests.kinds import Enter
from tests.markup import markup
from tests.survey_steps import CLOSES, MONDAY, OPENS, answer_all, begun, opened, planned

NEW = "/o/aurora/rounds/new/"


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def inside(cast: Cast) -> Any:
    """Arrange in Aurora's scope; the requests of a test open their own."""
    return lambda: scope(organization=cast.aurora)


@pytest.fixture
def draft(cast: Cast, health: ModelVersion, inside: Any) -> Round:
    with inside():
        return planned(cast, health, teams=[cast.pricing, cast.fraud])


@pytest.fixture
def open_round(cast: Cast, health: ModelVersion, inside: Any) -> Round:
    with inside():
        return opened(cast, health, teams=[cast.pricing, cast.fraud])


def sent_form(cast: Cast, health: ModelVersion, **changed: object) -> dict[str, object]:
    usual = {
        "name": "2026 Q4",
        "version": health.pk,
        "teams": [cast.pricing.pk, cast.fraud.pk],
        "begin": "by_hand",
        "opens_at": "",
        "closes_at": "2026-12-04T18:00",
    }
    return usual | changed


def state_of(round: Round) -> str:
    with scopes_disabled():
        return Round.objects.get(pk=round.pk).state


def address(round: Round, deed: str = "") -> str:
    return f"/o/aurora/rounds/{round.pk}/{deed}"


def test_a_manager_plans_a_round_that_asks_nobody_yet(
    cast: Cast, health: ModelVersion, enter: Enter, mailoutbox: list[Any]
) -> None:
    answer = enter(cast.davi).post(NEW, sent_form(cast, health))

    with scopes_disabled():
        round = Round.objects.get()
        teams = set(round.participations.values_list("team_name", flat=True))
    assert answer.status_code == 302
    assert answer.url == address(round)
    assert (round.state, round.name, teams) == ("draft", "2026 Q4", {"Pricing", "Fraud"})
    assert mailoutbox == []


def test_times_are_those_of_the_organization_wherever_the_reader_lives(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    cast.davi.user.time_zone = "Asia/Tokyo"
    cast.davi.user.save()

    enter(cast.davi).post(NEW, sent_form(cast, health))

    with scopes_disabled():
        round = Round.objects.get()
    assert round.closes_at == datetime(2026, 12, 4, 21, tzinfo=UTC)  # 18:00 in São Paulo, three hours behind
    assert "2026-12-04T18:00" in markup(enter(cast.davi).get(address(round, "edit/")))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({"name": " "}, "This field is required", id="a round without a name"),
        pytest.param({"name": "x" * 81}, "at most 80 characters", id="a name that is too long"),
        pytest.param(
            {"name": "a\x00b"}, "Null characters are not allowed", id="a name with a null character"
        ),
        pytest.param({"teams": []}, "Choose at least one team", id="a round without teams"),
        pytest.param({"teams": ["one"]}, "not among those that can be asked", id="a team that is no number"),
        pytest.param(
            {"teams": ["9" * 30]}, "not among those that can be asked", id="a team of a huge number"
        ),
        pytest.param({"version": "9999"}, "Select a valid choice", id="a version that is not there"),
        pytest.param({"closes_at": "soon"}, "Enter a valid date/time", id="an end that is no moment"),
        pytest.param({"closes_at": "9999-12-31T23:59"}, "Enter a valid date/time", id="an end out of time"),
        pytest.param(
            {"begin": "at_a_time", "opens_at": "0001-01-01T00:00"},
            "Enter a valid date/time",
            id="a beginning out of time",
        ),
        pytest.param({"closes_at": "2020-01-01T10:00"}, "This moment is past", id="an end in the past"),
        pytest.param(
            {"begin": "at_a_time", "opens_at": "2026-11-23T14:31"},
            "Choose a later one, or open the round by hand",
            id="a beginning a minute ago",
        ),
        pytest.param({"begin": "at_a_time"}, "Say when the round opens", id="opening by itself, but when"),
        pytest.param(
            {"begin": "at_a_time", "opens_at": "2026-12-05T09:00"},
            "A round closes after it opens",
            id="an end before the beginning",
        ),
        pytest.param({"begin": "some day"}, "Select a valid choice", id="a beginning that is not offered"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_typed_is_lost(
    cast: Cast, health: ModelVersion, enter: Enter, changed: dict[str, object], told: str
) -> None:
    answer = enter(cast.davi).post(NEW, sent_form(cast, health, **changed))

    page = markup(answer)
    assert answer.status_code == 422
    assert told in page
    assert f'value="{cast.fraud.pk}" id="team-{cast.fraud.pk}"' in page
    assert ("checked" in page.split(f'id="team-{cast.fraud.pk}"')[1][:20]) == ("teams" not in changed)
    with scopes_disabled():
        assert not Round.objects.exists()


def test_a_round_may_open_by_itself_this_very_minute(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    now_in_sao_paulo = "2026-11-23T14:32"

    answer = enter(cast.davi).post(NEW, sent_form(cast, health, begin="at_a_time", opens_at=now_in_sao_paulo))

    assert answer.status_code == 302
    with scopes_disabled():
        assert Round.objects.get().opens_at == MONDAY


def test_a_draft_whose_hour_has_passed_gets_another_one_or_is_opened_by_hand(
    cast: Cast, health: ModelVersion, enter: Enter, inside: Any
) -> None:
    with inside():
        draft = planned(cast, health, opens_at=MONDAY + timedelta(hours=1))
    client = enter(cast.davi)
    hour = {"begin": "at_a_time", "opens_at": "2026-11-23T15:32"}

    with clock.at(MONDAY + timedelta(hours=2)):
        late = client.post(address(draft, "edit/"), sent_form(cast, health, **hour))
        by_hand = client.post(address(draft, "edit/"), sent_form(cast, health))

    assert (late.status_code, by_hand.status_code) == (422, 302)


def test_another_organizations_team_is_no_choice(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    answer = enter(cast.davi).post(NEW, sent_form(cast, health, teams=[cast.pricing.pk, cast.logistics.pk]))

    assert answer.status_code == 422
    assert "Logistics" not in markup(answer)
    with scopes_disabled():
        assert not Round.objects.exists()


def test_the_last_look_names_the_teams_without_a_lead(
    cast: Cast, health: ModelVersion, enter: Enter, inside: Any
) -> None:
    with inside():
        claims = place(cast.aurora, "Claims", cast.risk)
        round = planned(cast, health, teams=[cast.pricing, claims])

    page = markup(enter(cast.davi).get(address(round)))

    assert "1 team has nobody to answer." in page
    assert "Claims" in page
    assert "Open round and send 1 mail" in page


def test_opening_tells_the_leads(
    cast: Cast,
    draft: Round,
    enter: Enter,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = enter(cast.davi).post(address(draft, "open/"), follow=True)

    assert state_of(draft) == "open"
    assert "Round 2026 Q4 is open. 2 mails with a personal link go out." in markup(answer)
    assert sorted(mail.to[0] for mail in mailoutbox) == ["fabio@aurora.example", "lia@aurora.example"]


def test_opening_twice_is_refused_with_the_reason(cast: Cast, open_round: Round, enter: Enter) -> None:
    answer = enter(cast.davi).post(address(open_round, "open/"))

    assert answer.status_code == 409
    assert "has been opened already" in markup(answer)


@pytest.mark.parametrize("deed", ["edit/", "discard/"])
def test_an_open_round_is_no_draft_any_more(cast: Cast, open_round: Round, enter: Enter, deed: str) -> None:
    answer = enter(cast.davi).post(address(open_round, deed))

    assert answer.status_code == 409
    assert state_of(open_round) == "open"


def test_a_draft_can_be_changed_and_discarded(
    cast: Cast, health: ModelVersion, draft: Round, enter: Enter
) -> None:
    client = enter(cast.davi)

    changed = client.post(
        address(draft, "edit/"), sent_form(cast, health, name="Spring", teams=[cast.churn.pk])
    )
    asked = client.get(address(draft, "discard/"))
    page = markup(client.get(address(draft)))
    gone = client.post(address(draft, "discard/"))

    assert (changed.status_code, asked.status_code, gone.status_code) == (302, 200, 302)
    assert "Spring" in page
    assert ">Churn</span>" in page
    with scopes_disabled():
        assert not Round.objects.exists()


def test_a_draft_whose_version_was_retired_asks_for_a_model_and_takes_no_other_by_itself(
    cast: Cast, health: ModelVersion, mlops: ModelVersion, draft: Round, enter: Enter
) -> None:
    with scopes_disabled():
        ModelVersion.objects.filter(pk=health.pk).update(state=ModelVersion.State.RETIRED)

    page = markup(enter(cast.davi).get(address(draft, "edit/")))

    [select] = re.findall(r'<select name="version".*?</select>', page, re.DOTALL)
    assert re.findall(r"<option[^>]*>([^<]*)<", select) == [
        "Choose a model",
        "MLOps maturity model, version 1",
    ]


def test_the_end_of_an_open_round_can_be_moved(cast: Cast, open_round: Round, enter: Enter) -> None:
    client = enter(cast.davi)

    refused = client.post(address(open_round, "extend/"), {"closes_at": "2026-11-01T10:00"})
    moved = client.post(address(open_round, "extend/"), {"closes_at": "2026-12-11T18:00"})

    with scopes_disabled():
        round = Round.objects.get(pk=open_round.pk)
    assert refused.status_code == 422
    assert moved.status_code == 302
    assert round.closes_at == datetime(2026, 12, 11, 21, tzinfo=UTC)


def test_closing_asks_first_and_sends_what_is_saved(
    cast: Cast, open_round: Round, enter: Enter, inside: Any
) -> None:
    with inside():
        answer_all(begun(cast, open_round), "fully")
    client = enter(cast.davi)

    asked = markup(client.get(address(open_round, "close/")))
    after_asking = state_of(open_round)
    with clock.at(datetime(2026, 11, 25, 12, tzinfo=UTC)):
        client.post(address(open_round, "close/"))
    closed = markup(client.get(address(open_round)))
    listed = markup(client.get("/o/aurora/rounds/"))

    assert "1 team is still answering" in asked
    assert "1 team has not started" in asked
    assert after_asking == "open"
    assert "Wed 25 Nov 2026, 09:00 (São Paulo)" in closed
    assert "25 Nov 2026" in listed
    assert state_of(open_round) == "closed"
    with scopes_disabled():
        assert Response.objects.get().state == "submitted"


def test_the_monitor_tells_the_three_stages_apart(
    cast: Cast, health: ModelVersion, enter: Enter, inside: Any
) -> None:
    with inside():
        round = opened(cast, health, teams=[cast.pricing, cast.fraud, cast.churn])
        answer_all(begun(cast, round), "fully")

    page = markup(enter(cast.davi).get(address(round)))

    assert page.count("Not started</span>") == 2
    assert "In progress</span>" in page
    assert "8 of 8" in page
    assert "0 of 8" in page


def test_a_closed_round_says_who_sent_nothing(
    cast: Cast, open_round: Round, enter: Enter, inside: Any
) -> None:
    with inside():
        rounds.close_round(open_round, by=cast.davi)

    page = markup(enter(cast.davi).get(address(open_round)))

    assert page.count("No answers</span>") == 2
    assert "Close round" not in page


@pytest.mark.parametrize(
    ("person", "seen"), [("davi", 2), ("vera", 2), ("marta", 1), ("lia", 1), ("mauro", 1)]
)
def test_everyone_sees_the_teams_of_their_part(
    cast: Cast, open_round: Round, enter: Enter, person: str, seen: int
) -> None:
    page = markup(enter(cast.people[person]).get(address(open_round)))

    assert ("Pricing" in page) + ("Fraud" in page) == seen


def test_a_lead_reads_how_long_answering_takes(cast: Cast, open_round: Round, enter: Enter) -> None:
    page = markup(enter(cast.lia).get(f"/o/aurora/rounds/{open_round.pk}/"))

    assert "You answer for this team: 8 statements, about 3 minutes." in page


def test_only_a_lead_is_offered_to_answer_for_her_team(cast: Cast, open_round: Round, enter: Enter) -> None:
    start = f"{address(open_round)}teams/pricing/answer/"

    assert start in markup(enter(cast.lia).get(address(open_round)))
    assert start not in markup(enter(cast.mauro).get(address(open_round)))
    assert start not in markup(enter(cast.davi).get(address(open_round)))


@pytest.mark.parametrize("person", ["marta", "lia", "mauro", "vera", "clara"])
@pytest.mark.parametrize("deed", ["open/", "edit/", "discard/"])
def test_who_runs_no_rounds_changes_none(
    cast: Cast, draft: Round, enter: Enter, person: str, deed: str
) -> None:
    answer = enter(cast.people[person]).post(address(draft, deed))

    assert answer.status_code == 403
    assert state_of(draft) == "draft"


def test_a_draft_is_seen_by_those_who_run_rounds_only(cast: Cast, draft: Round, enter: Enter) -> None:
    assert enter(cast.davi).get(address(draft)).status_code == 200
    assert enter(cast.vera).get(address(draft)).status_code == 404
    assert enter(cast.lia).get(address(draft)).status_code == 404


def test_to_an_owner_elsewhere_the_round_does_not_exist(cast: Cast, open_round: Round, enter: Enter) -> None:
    client: Client = enter(cast.otto)

    assert client.get(address(open_round)).status_code == 404
    assert client.post(f"/o/boreal/rounds/{open_round.pk}/close/").status_code == 404
    assert state_of(open_round) == "open"


@pytest.mark.parametrize("number", ["0", "999999", "9" * 25])
def test_a_round_that_is_not_there_is_not_found(cast: Cast, enter: Enter, number: str) -> None:
    assert enter(cast.davi).get(f"/o/aurora/rounds/{number}/").status_code == 404


def test_the_monitor_asks_as_much_for_30_teams_as_for_3(
    cast: Cast,
    health: ModelVersion,
    enter: Enter,
    inside: Any,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with inside():
        few = opened(cast, health, teams=[cast.pricing, cast.fraud, cast.churn])
        more = [place(cast.aurora, f"Team {number}", cast.risk) for number in range(30)]
        many = opened(cast, health, name="Many", teams=more)
    client = enter(cast.davi)
    client.get(address(few))

    with django_assert_num_queries(12):
        client.get(address(few))
    with django_assert_num_queries(12):
        client.get(address(many))


def test_the_list_asks_as_much_for_30_rounds_as_for_3(
    cast: Cast,
    health: ModelVersion,
    enter: Enter,
    inside: Any,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = enter(cast.davi)
    with inside():
        for number in range(3):
            planned(cast, health, name=f"Round {number}")
    client.get("/o/aurora/rounds/")

    with django_assert_num_queries(7):
        client.get("/o/aurora/rounds/")
    with inside():
        for number in range(3, 30):
            planned(cast, health, name=f"Round {number}")
    with django_assert_num_queries(7):
        client.get("/o/aurora/rounds/")


def test_without_teams_the_page_says_what_to_do_first(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scopes_disabled():
        Team.objects.filter(organization=cast.aurora).update(archived_at=OPENS)

    page = markup(enter(cast.davi).get(NEW))

    assert "No team to ask yet" in page


def test_the_usual_round_is_filled_in(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    page = markup(enter(cast.davi).get(NEW))

    assert 'value="2026 Q4"' in page  # the clock stands in November
    assert (MONDAY + timedelta(days=14)).strftime("%Y-%m-%dT18:00") in page
    assert page.count("checked") == 6  # three teams, opening by hand, and reminders of two days
    assert CLOSES > MONDAY
