"""The pages of recurring rounds: set up, read what comes next and what was skipped, change, pause, end."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.exchange import load_version
from maturity.models import ModelVersion
from organizations.models import Label
from organizations.scoping import scope, scopes_disabled
from organizations.teams import labels
from surveys import rounds
from surveys.models import Recurrence, Round
from surveys.recurring import making, recurrences
from tests.cast import Cast, place
from tests.kinds import Enter
from tests.markup import markup
from tests.recurring import (
    DRAFTED,
    FIRST_OPENS,
    SECOND_DRAFTED,
    SET_UP,
    newer,
    recurring,
    turn,
)
from tests.standings import At, hold
from tests.survey_steps import MONDAY, opened

LIST = "/o/aurora/rounds/recurring/"
NEW = f"{LIST}new/"


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[Any]:
    with clock.at(SET_UP):
        yield


@pytest.fixture
def recurrence(cast: Cast, health: ModelVersion) -> Recurrence:
    with scope(organization=cast.aurora):
        return recurring(cast, health)


def address(recurrence: Recurrence, deed: str = "") -> str:
    return f"{LIST}{recurrence.pk}/{deed}"


def sent_form(health: ModelVersion, **changed: object) -> dict[str, object]:
    usual = {
        "model": health.model_id,
        "reach": "all",
        "months": "6",
        "name": "2027 S1",
        "opens_at": "2027-01-04T09:00",
        "days": "11",
        "closes": "18:00",
        "time_zone": "America/Sao_Paulo",
        "reminder_days": ["7", "2"],
    }
    return usual | changed


def test_a_manager_sets_one_up_and_nobody_is_mailed(
    cast: Cast, health: ModelVersion, enter: Enter, mailoutbox: list[Any]
) -> None:
    client = enter(cast.davi)
    assert f'href="{LIST}"' in markup(client.get("/o/aurora/rounds/"))
    assert "No recurring rounds yet" in markup(client.get(LIST))

    answer = client.post(NEW, sent_form(health, opens_by_itself="on"))

    with scopes_disabled():
        made = Recurrence.objects.get()
    assert answer.url == address(made)
    assert (made.first_on, made.months, made.days) == (date(2027, 1, 4), 6, 11)
    assert (made.opens_by_itself, made.reminder_days, made.made_by) == (True, "7,2", cast.davi)
    assert made.due_at == DRAFTED
    assert mailoutbox == []


def test_what_is_set_up_late_is_drafted_within_a_minute(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    client = enter(cast.davi)
    in_three_days = SET_UP + timedelta(days=3)

    answer = client.post(NEW, sent_form(health, opens_at=f"{in_three_days:%Y-%m-%dT%H:%M}"))

    assert 'The draft of <strong translate="no">2027 S1</strong> comes within a minute.' in markup(
        client.get(answer.url)
    )
    assert "within a minute" in markup(client.get(LIST))


def test_its_page_says_in_words_what_comes_next(cast: Cast, recurrence: Recurrence, enter: Enter) -> None:
    page = markup(enter(cast.davi).get(address(recurrence)))

    for told in (
        'The draft of <strong translate="no">2027 S1</strong> comes on Mon 28 Dec 2026, 09:00 (São Paulo).',
        "Its day is Mon 4 Jan 2027, 09:00, but it waits until somebody opens it; "
        "it closes on Fri 15 Jan 2027, 18:00.",
        "Today that would be version 1.",
        "Today that would be 3 teams:",
        "Churn, Fraud, Pricing",
        "2027 S2",
        "2028 S1",
        "Built in",
    ):
        assert told in page, told


def test_the_same_in_portuguese(cast: Cast, recurrence: Recurrence, enter: Enter) -> None:
    cast.davi.user.language = "pt-br"
    cast.davi.user.save()
    client = enter(cast.davi)

    page = markup(client.get(address(recurrence)))

    assert 'O rascunho de <strong translate="no">2027 S1</strong> vem em seg., 28 de dez. de 2026, 9h' in page
    assert "Hoje seriam 3 equipes:" in page
    assert "Semestral" in page
    assert "Rodadas recorrentes" in markup(client.get(LIST))
    assert "Nome da primeira rodada" in markup(client.get(NEW))


def test_the_list_tells_the_next_draft_and_why_the_last_was_skipped(
    cast: Cast, health: ModelVersion, recurrence: Recurrence, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        turn(DRAFTED)
        turn(SECOND_DRAFTED)

    page = markup(enter(cast.davi).get(LIST))

    assert "Tue 28 Dec 2027, 09:00" in page
    assert "2027 S2 was skipped: 2027 S1 was still a draft." in page
    assert "2027 S2 was skipped: 2027 S1 was still a draft." in markup(
        enter(cast.davi).get(address(recurrence))
    )


def test_without_a_version_or_a_team_its_page_says_so(
    cast: Cast, health: ModelVersion, recurrence: Recurrence, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        labels.label_team(cast.pricing, ["Brazil"], by=None)
        by_label = recurring(cast, health, reach="label", label=Label.objects.get(), name="Round 1")
        labels.delete_label(Label.objects.get(), by=None)
    ModelVersion.objects.filter(pk=health.pk).update(state=ModelVersion.State.RETIRED)
    client = enter(cast.davi)

    assert "The model has no published version any more" in markup(client.get(address(recurrence)))
    page = markup(client.get(address(by_label)))
    assert "There is no team to ask today" in page
    assert "A label that was deleted" in page


def test_a_draft_says_where_it_comes_from_and_that_it_waits(
    cast: Cast, recurrence: Recurrence, health_document: dict, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        hold(cast.aurora, recurrence.model.versions.get(), "2026 S2", "2026-07-06", {cast.pricing: At(1)})
        newer(health_document)
        turn(DRAFTED)
        draft = Round.objects.get(name="2027 S1")

    with clock.at(FIRST_OPENS + timedelta(days=1)):
        page = markup(enter(cast.davi).get(f"/o/aurora/rounds/{draft.pk}/"))

    assert f'href="{address(recurrence)}"' in page
    assert "Its day is Mon 4 Jan 2027, 09:00 (São Paulo); nothing opens by itself" in page
    assert "It asks version 2 of the model now; the last round asked version 1." in page


def test_a_draft_that_somebody_planned_says_nothing_of_it(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        draft = rounds.plan_round(
            cast.aurora,
            name="By hand",
            version=health,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=FIRST_OPENS,
            by=cast.davi,
        )

    assert "Drafted by" not in markup(enter(cast.davi).get(f"/o/aurora/rounds/{draft.pk}/"))


def test_the_form_begins_with_what_the_last_round_was(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        hold(cast.aurora, health, "2026 Q1", "2026-06-01", {cast.pricing: At(1)})
        hold(cast.aurora, health, "2026 Q2", "2026-09-01", {cast.pricing: At(2)})

    page = markup(enter(cast.davi).get(NEW))

    assert 'name="name" value="2026 Q3"' in page
    assert re.search(r'<option value="3" selected', page)
    assert re.search(r'name="days" value="14"', page)
    assert 'value="2026-12-01T21:00"' not in page  # the first of September was at nine in the evening before


def test_models_of_their_own_are_told_apart_from_built_in_ones(
    cast: Cast, health: ModelVersion, health_document: dict, enter: Enter
) -> None:
    own = health_document["model"] | {"key": "our-health"}
    load_version(health_document | {"model": own}, owner=cast.aurora)

    page = markup(enter(cast.davi).get(NEW))

    assert "Team health check, built in, now version 1" in page
    assert "Team health check, your own, now version 1" in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "Spring"}, "The name needs a number that counts on"),
        ({"months": "3"}, "The name needs a number that counts on"),
        ({"months": "5"}, "Select a valid choice"),
        ({"days": "0"}, "greater than or equal to 1"),
        ({"days": "168"}, "lasts 1 to 167 days"),
        ({"days": "x"}, "Enter a whole number"),
        ({"closes": "late"}, "Enter a valid time"),
        ({"opens_at": "2026-11-30T09:00"}, "The first opening is past"),
        ({"opens_at": "soon"}, "Enter a valid date/time"),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"reach": "unit"}, "Choose one, or another kind of teams"),
        ({"reach": "label"}, "Choose one, or another kind of teams"),
        ({"reach": "unit", "unit": "999999"}, "Select a valid choice"),
        ({"model": ""}, "This field is required"),
        # on the night of 28 March 2027 Lisbon's clocks go from 1:00 to 2:00
        ({"time_zone": "Europe/Lisbon", "opens_at": "2027-03-28T01:30"}, "couldn’t be interpreted"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(
    cast: Cast, health: ModelVersion, enter: Enter, changed: dict[str, object], told: str
) -> None:
    answer = enter(cast.davi).post(NEW, sent_form(health, **changed))

    assert answer.status_code == 422
    assert told in markup(answer)
    with scopes_disabled():
        assert not Recurrence.objects.exists()


def test_what_is_not_chosen_counts_for_nothing(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    answer = enter(cast.davi).post(NEW, sent_form(health, unit=cast.retail.pk))

    assert answer.status_code == 302
    with scopes_disabled():
        assert Recurrence.objects.get().unit is None


def test_the_first_opening_is_on_the_clocks_of_the_chosen_place(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    enter(cast.davi).post(NEW, sent_form(health, time_zone="Pacific/Kiritimati"))

    with scopes_disabled():
        made = Recurrence.objects.get()
    assert made.schedule.planned(0).opens_at == datetime(2027, 1, 3, 19, tzinfo=UTC)
    assert 'value="2027-01-04T09:00"' in markup(enter(cast.davi).get(address(made, "edit/")))


def test_it_is_changed_after_its_first_round(
    cast: Cast, health: ModelVersion, recurrence: Recurrence, enter: Enter
) -> None:
    with clock.at(FIRST_OPENS):
        answer = enter(cast.ada).post(
            address(recurrence, "edit/"), sent_form(health, reach="unit", unit=cast.retail.pk)
        )

    assert answer.status_code == 302
    with scopes_disabled():
        recurrence.refresh_from_db()
        assert recurrence.unit == cast.retail
    assert recurrence.made_by_id == cast.davi.pk


def test_one_whose_model_is_offered_no_more_asks_for_another_and_takes_none_by_itself(
    cast: Cast, health: ModelVersion, mlops: ModelVersion, recurrence: Recurrence, enter: Enter
) -> None:
    with scopes_disabled():
        ModelVersion.objects.filter(pk=health.pk).update(state=ModelVersion.State.RETIRED)
    client = enter(cast.davi)

    [select] = re.findall(
        r'<select name="model".*?</select>', markup(client.get(address(recurrence, "edit/"))), re.DOTALL
    )
    sent = client.post(address(recurrence, "edit/"), sent_form(health, model="", name="2028 S1"))

    words = ["Choose a model", "MLOps maturity model, built in, now version 1"]
    assert re.findall(r"<option[^>]*>([^<]*)<", select) == words
    assert sent.status_code == 422
    assert 'value="2028 S1"' in markup(sent)


def test_paused_resumed_and_ended(cast: Cast, recurrence: Recurrence, enter: Enter) -> None:
    client: Client = enter(cast.davi)

    client.post(address(recurrence, "pause/"))
    page = markup(client.get(address(recurrence)))
    assert "It is paused: nothing is drafted until it goes on" in page
    client.post(address(recurrence, "resume/"))
    assert "The draft of" in markup(client.get(address(recurrence)))
    assert "No further round is drafted, for good." in markup(client.get(address(recurrence, "end/")))
    client.post(address(recurrence, "end/"))

    page = markup(client.get(address(recurrence)))
    assert "It has ended" in page
    assert "edit/" not in page
    assert client.get(address(recurrence, "edit/")).status_code == 409
    assert client.post(address(recurrence, "pause/")).status_code == 409


def test_a_draft_that_is_there_is_named_before_the_end(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        ticked = recurring(cast, health, opens_by_itself=True)
        turn(DRAFTED)

    page = markup(enter(cast.davi).get(address(ticked, "end/")))

    assert "opens by itself unless you change or discard it:" in page


def test_pages_cost_the_same_for_many(
    cast: Cast,
    health: ModelVersion,
    recurrence: Recurrence,
    enter: Enter,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = enter(cast.davi)
    client.get(LIST)
    with django_assert_max_num_queries(30) as of_one:
        client.get(LIST)
    with django_assert_max_num_queries(30) as of_few:
        client.get(address(recurrence))
    with scope(organization=cast.aurora):
        for number in range(1, 9):
            one = recurring(cast, health, reach="unit", unit=cast.retail, name=f"Round {number}")
            with clock.at(DRAFTED):
                making.draft_what_is_due(one)
        recurrences.pause(one, by=cast.davi)
        for number in range(30):
            place(cast.aurora, f"Team {number}", cast.retail)

    with django_assert_max_num_queries(len(of_one) + 1):  # the rounds that came of them
        client.get(LIST)
    with django_assert_max_num_queries(len(of_few)):
        client.get(address(recurrence))


def test_days_and_hour_are_those_that_were_planned_though_the_last_round_was_closed_early(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        round = opened(cast, health)  # from 23 November to 4 December at 18:00
        with clock.at(MONDAY):
            rounds.close_round(round, by=cast.davi)

    page = markup(enter(cast.davi).get(NEW))

    assert re.search(r'name="days" value="11"', page)
    assert re.search(r'name="closes" value="18:00"', page)
