"""When the demo may be built, and that it comes out the same each time."""

from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import transaction

from core import clock
from maturity.models import ModelVersion
from organizations.accounts.people import add_person
from organizations.models import Organization
from organizations.scoping import scope
from reports.demo import story
from surveys.models import Answer, Recurrence, TeamResult
from surveys.recurring.recurrences import teams_of

TODAY = datetime(2026, 11, 25, 15, tzinfo=UTC)
TWO_TEAMS = ("Claims Vision", "Crédito e Cobrança")


@pytest.mark.parametrize("mode", ["production", "local"])
def test_it_is_refused_outside_the_demo(settings: LazySettings, mode: str) -> None:
    settings.MODE = mode

    with pytest.raises(CommandError, match="PATAMAR_MODE"):
        call_command("build_demo")


@pytest.mark.django_db
def test_it_is_refused_beside_other_people() -> None:
    add_person(email="somebody@example.org", name="Somebody")

    with pytest.raises(CommandError, match="empty"):
        call_command("build_demo")

    assert not Organization.objects.exists()


def told_levels(seed: str, day: datetime) -> list[tuple[object, ...]]:
    """Levels, scores and comments of a short story, which is rolled back at once."""
    with transaction.atomic():
        with clock.at(day):
            aurora, _boreal = story.build(seed=seed, teams=TWO_TEAMS, first_round=4)
        with scope(organization=aurora):
            found: list[tuple[object, ...]] = list(
                TeamResult.objects.order_by("participation__round__opens_at", "participation__team_name")
                .values_list("participation__team_name", "level", "score_exact")
            )  # fmt: skip
            found += sorted(
                Answer.objects.exclude(comment="").values_list("criterion__key", "comment", "rating")
            )
        transaction.set_rollback(True)
    return found


def test_the_same_seed_tells_the_same_story_on_any_day(mlops: ModelVersion) -> None:
    first = told_levels("patamar", TODAY)

    assert told_levels("patamar", datetime(2027, 7, 1, 9, tzinfo=UTC)) == first
    assert told_levels("another", TODAY) != first


def test_the_next_round_comes_by_itself_in_half_a_year(mlops: ModelVersion) -> None:
    with clock.at(TODAY):
        aurora, _boreal = story.build(teams=TWO_TEAMS, first_round=5)

    with scope(organization=aurora):
        recurrence = Recurrence.objects.get()
        # The open round began on Monday 16 November 2026, at nine in São Paulo.
        assert str(recurrence) == "2027 S1, 2027 S2 …"
        assert recurrence.made_by.user.email == "davi@aurora.example"
        assert recurrence.schedule.planned(0).opens_at == datetime(2027, 5, 17, 12, tzinfo=UTC)
        assert recurrence.due_at == datetime(2027, 5, 10, 12, tzinfo=UTC)
        assert teams_of(recurrence).count() == 2
