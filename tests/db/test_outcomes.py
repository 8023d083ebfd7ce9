"""You said, we did: what came of a round is told to the teams that it asked, before they are asked again."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from organizations.access import RightLacking
from organizations.models import AuditEvent
from organizations.scoping import scope
from surveys import rounds
from surveys.models import Round
from surveys.outcomes import outcomes_before, told_to
from surveys.refusals import OutcomeTooLong, RoundNotYetOpen, RoundStillOpen
from tests.cast import Cast
from tests.offering import carried_out
from tests.standings import At, hold
from tests.survey_steps import opened, planned

TOLD = "One build for all teams.\nA day a month for tests."
SPRING, AUTUMN = "2026-04-06", "2025-10-06"


@pytest.fixture
def spring(cast: Cast, health: ModelVersion) -> Round:
    """Pricing and Churn were asked, half a year before."""
    return hold(cast.aurora, health, "2026 S1", SPRING, {cast.pricing: At(2), cast.churn: At(1)})


def read_by(cast: Cast, round: Round) -> dict[str, tuple[str, str]]:
    """By team what stands before its first question, with the name of the round that it is of."""
    teams = {team.pk: team.name for team in (cast.pricing, cast.churn, cast.fraud)}
    found = outcomes_before(round, teams)
    return {teams[pk]: (one.round, one.text) for pk, one in found.items()}


# Writing it


def test_who_runs_rounds_says_what_came_of_one_that_is_over(cast: Cast, spring: Round) -> None:
    rounds.tell_outcome(spring, TOLD, by=cast.davi)

    assert Round.objects.get(pk=spring.pk).outcome == TOLD
    line = AuditEvent.objects.get(action="round.outcome_told")
    assert (line.label, line.detail) == ("2026 S1", {"letters": 49})


def test_it_is_changed_and_taken_back_and_the_same_again_is_no_change(cast: Cast, spring: Round) -> None:
    for text in (TOLD, TOLD, "Nothing yet.", ""):
        rounds.tell_outcome(spring, text, by=cast.davi)

    assert Round.objects.get(pk=spring.pk).outcome == ""
    lines = AuditEvent.objects.filter(action="round.outcome_told").order_by("pk")
    assert [line.detail["letters"] for line in lines] == [49, 12, ""]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("  One.\r\nTwo.  \r\n\r\n\r\n\r\nThree.\n", "One.\nTwo.\n\nThree."),
        ("a\x07b\x0bc\u2028d", "ab\nc\nd"),
        ("safe\u202egpj.exe\u200b", "safegpj.exe"),
        ("\u200b \n ", ""),
        ("👩‍🔬 é", "👩‍🔬 é"),
    ],
)
def test_it_is_stored_as_plain_lines(cast: Cast, spring: Round, written: str, stored: str) -> None:
    rounds.tell_outcome(spring, "before", by=None)

    rounds.tell_outcome(spring, written, by=None)

    assert Round.objects.get(pk=spring.pk).outcome == stored


def test_it_has_2000_characters_at_most(cast: Cast, spring: Round) -> None:
    rounds.tell_outcome(spring, "é" * 2000 + "\n\n", by=None)

    with pytest.raises(OutcomeTooLong) as refused:
        rounds.tell_outcome(spring, "é" * 2001, by=None)

    assert "The text has 2001 characters; up to 2000 are possible." in str(refused.value)


def test_nothing_came_of_a_round_that_is_not_over(cast: Cast, health: ModelVersion) -> None:
    with pytest.raises(RoundNotYetOpen):
        rounds.tell_outcome(planned(cast, health, name="Draft"), TOLD, by=cast.davi)
    with pytest.raises(RoundStillOpen):
        rounds.tell_outcome(opened(cast, health), TOLD, by=cast.davi)


@pytest.mark.parametrize("who", ["marta", "lia", "vera", "clara"])
def test_who_runs_no_rounds_writes_nothing(cast: Cast, spring: Round, who: str) -> None:
    with pytest.raises(RightLacking):
        rounds.tell_outcome(spring, TOLD, by=getattr(cast, who))


def test_the_manager_of_another_organization_writes_nothing(cast: Cast, spring: Round) -> None:
    with scope(organization=cast.aurora), pytest.raises(RightLacking):
        rounds.tell_outcome(spring, TOLD, by=cast.otto)


# Who reads it


def test_the_teams_that_it_asked_read_it_and_others_do_not(
    cast: Cast, health: ModelVersion, spring: Round
) -> None:
    rounds.tell_outcome(spring, TOLD, by=None)

    now = opened(cast, health, teams=[cast.pricing, cast.churn, cast.fraud])

    assert read_by(cast, now) == {"Pricing": ("2026 S1", TOLD), "Churn": ("2026 S1", TOLD)}
    assert [one.text for one in told_to(now, [cast.pricing.pk, cast.churn.pk, cast.fraud.pk])] == [TOLD]


def test_the_latest_round_of_a_team_speaks_and_no_older_one(
    cast: Cast, health: ModelVersion, spring: Round
) -> None:
    autumn = hold(cast.aurora, health, "2025 S2", AUTUMN, {cast.pricing: At(2), cast.fraud: At(2)})
    rounds.tell_outcome(autumn, "Of autumn.", by=None)

    now = opened(cast, health, teams=[cast.pricing, cast.fraud])

    assert read_by(cast, now) == {
        "Pricing": ("2026 S1", ""),
        "Churn": ("2026 S1", ""),
        "Fraud": ("2025 S2", "Of autumn."),
    }
    assert [one.round for one in told_to(now, [cast.pricing.pk, cast.fraud.pk])] == ["2025 S2"]


def test_a_void_round_and_one_of_another_subject_say_nothing(
    cast: Cast, health: ModelVersion, mlops: ModelVersion, spring: Round
) -> None:
    pilot = hold(
        cast.aurora, health, "Pilot", "2026-08-03", {cast.pricing: At(2)}, void_reason="The wrong teams."
    )
    other = hold(cast.aurora, mlops, "MLOps", "2026-08-03", {cast.pricing: At(2)})
    for one in (pilot, other):
        rounds.tell_outcome(one, "Of no interest.", by=None)

    assert read_by(cast, opened(cast, health))["Pricing"] == ("2026 S1", "")


def test_what_is_written_after_the_next_round_opened_is_read_as_well(
    cast: Cast, health: ModelVersion, spring: Round
) -> None:
    now = opened(cast, health)

    rounds.tell_outcome(spring, TOLD, by=None)

    assert read_by(cast, now)["Pricing"] == ("2026 S1", TOLD)


def test_finding_it_costs_two_queries_for_one_team_and_for_three(
    cast: Cast, health: ModelVersion, spring: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = Round.objects.select_related("organization").get(pk=opened(cast, health).pk)

    for teams in ([cast.pricing.pk], [cast.pricing.pk, cast.churn.pk, cast.fraud.pk]):
        with django_assert_num_queries(2):
            outcomes_before(now, teams)


# In the mail that asks


def mailed(cast: Cast, health: ModelVersion, text: str, round: Round) -> tuple[str, str]:
    """Lia's mail of the next round, as text and as HTML."""
    rounds.tell_outcome(round, text, by=None)
    opened(cast, health)
    with clock.at(datetime(2026, 11, 23, 13, tzinfo=UTC)):
        carried_out()
    [letter] = [one for one in mail.outbox if one.to == ["lia@aurora.example"]]
    [(html, _kind)] = letter.alternatives
    return letter.body, html


def test_the_mail_quotes_it_as_text_and_as_html(cast: Cast, health: ModelVersion, spring: Round) -> None:
    text, html = mailed(cast, health, TOLD, spring)

    assert "You said in 2026 S1, we did:\n> One build for all teams.\n> A day a month for tests.\n" in text
    assert "You said in 2026 S1, we did:" in html
    assert "One build for all teams." in html
    assert html.index("A day a month") < html.index("/a/")  # before the button


def test_markup_and_addresses_in_it_do_nothing(cast: Cast, health: ModelVersion, spring: Round) -> None:
    evil = "<script>alert(1)</script> {{ site }}\nSee https://evil.example/a or www.evil.example now"

    text, html = mailed(cast, health, evil, spring)

    assert "evil.example" not in text + html
    assert "> See … or … now" in text
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ site }}" in html


def test_without_a_text_the_mail_is_as_it_was(cast: Cast, health: ModelVersion, spring: Round) -> None:
    text, html = mailed(cast, health, "", spring)

    assert "You said" not in text + html
