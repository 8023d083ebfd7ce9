"""The download of the dashboard: the teams of the page, no more, in a form that programs can trust."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from maturity.models import ModelVersion
from maturity.scoring import State
from organizations.models import AuditEvent
from organizations.scoping import scope, scopes_disabled
from surveys.models import Round
from tests.cast import Cast, place
from tests.kinds import Enter
from tests.standings import HIDDEN, NOBODY, At, hold

EXPORT = "/o/aurora/results/export/"


@pytest.fixture
def round(cast: Cast, mlops: ModelVersion) -> Round:
    with scope(organization=cast.aurora):
        hold(cast.aurora, mlops, "2026 Q2", "2026-04-01", {cast.pricing: At(0)})
        stands = {
            cast.pricing: At(1, score="15/8", dimensions={"data": 3}, missing=0, unknown=2),
            cast.churn: At(0, State.PROVISIONAL, highest=2, missing=7),
            cast.fraud: HIDDEN,
        }
        return hold(cast.aurora, mlops, "2026 Q4", "2026-10-01", stands, mode=Round.Mode.ANONYMOUS)


def rows(answer: Any, delimiter: str = ",") -> list[dict[str, str]]:
    text = io.StringIO(answer.content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=delimiter))


def test_the_file_says_what_the_page_says(cast: Cast, round: Round, enter: Enter) -> None:
    answer = enter(cast.davi).post(f"{EXPORT}?round={round.pk}")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="aurora-2026-q4-results.csv"'
    churn, pricing, fraud = rows(answer)
    assert [row["team"] for row in (churn, pricing, fraud)] == ["Churn", "Pricing", "Fraud"]
    assert (pricing["state"], pricing["level"], pricing["level_name"]) == (
        "complete",
        "1",
        "DevOps but no MLOps",
    )
    assert (pricing["score"], pricing["score_exact"]) == ("1.87", "15 / 8")
    assert (pricing["data.level"], pricing["people.level"]) == ("3", "1")
    assert (pricing["previous_round"], pricing["previous_level"], pricing["level_change"]) == (
        "2026 Q2",
        "0",
        "1",
    )
    assert (churn["state"], churn["level"], churn["highest_possible_level"]) == ("provisional", "0", "2")
    assert churn["level_change"] == ""


def test_a_hidden_team_gives_nothing_away(cast: Cast, round: Round, enter: Enter) -> None:
    *_, fraud = rows(enter(cast.davi).post(EXPORT))

    named = {"round", "closed_on", "model", "version", "unit", "team", "team_key", "criteria"}
    told = {name for name, value in fraud.items() if value} - named
    assert told == {"state", "state_in_words"}


def test_the_file_holds_what_the_member_sees_and_chose(cast: Cast, round: Round, enter: Enter) -> None:
    assert [row["team"] for row in rows(enter(cast.marta).post(EXPORT))] == ["Churn", "Pricing"]
    assert [row["team"] for row in rows(enter(cast.davi).post(f"{EXPORT}?unit=risk"))] == ["Fraud"]
    assert [row["team"] for row in rows(enter(cast.lia).post(EXPORT))] == ["Pricing"]
    assert [row["team"] for row in rows(enter(cast.davi).post(f"{EXPORT}?sort=name"))] == [
        "Churn",
        "Fraud",
        "Pricing",
    ]


def test_words_are_in_the_readers_language_and_column_names_are_not(
    cast: Cast, round: Round, enter: Enter
) -> None:
    cast.davi.user.language = "pt-br"
    cast.davi.user.save()

    _, pricing, _ = rows(enter(cast.davi).post(EXPORT), delimiter=";")

    assert pricing["level_name"] == "Com DevOps, mas sem MLOps"
    assert pricing["score"] == "1,87"


def test_where_each_team_stands_now_says_from_which_round(cast: Cast, round: Round, enter: Enter) -> None:
    """Churn's newer result is not certain and there is no older one; Pricing's counts."""
    churn, pricing, _fraud = rows(enter(cast.davi).post(EXPORT))

    assert (pricing["round"], pricing["previous_round"], pricing["level_change"]) == (
        "2026 Q4",
        "2026 Q2",
        "1",
    )
    assert (churn["state"], churn["highest_possible_level"], churn["newer_round"]) == ("provisional", "2", "")


def test_a_newer_round_without_a_level_is_named_beside_the_older_one(
    cast: Cast, round: Round, mlops: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        hold(cast.aurora, mlops, "2027 Q1", "2027-01-04", {cast.pricing: NOBODY})

    _, pricing, _ = rows(enter(cast.davi).post(EXPORT))

    assert (pricing["round"], pricing["level"]) == ("2026 Q4", "1")
    assert (pricing["newer_round"], pricing["newer_state"]) == ("2027 Q1", "no_data")


@pytest.mark.parametrize(("language", "delimiter", "mark"), [("en", ",", "."), ("pt-br", ";", ",")])
def test_no_cell_is_taken_for_a_date_or_for_thousands(
    cast: Cast, round: Round, enter: Enter, language: str, delimiter: str, mark: str
) -> None:
    """15/8 would become the 15th of August, and 1.875 nearly two thousand in Brazil."""
    cast.davi.user.language = language
    cast.davi.user.save()

    for row in rows(enter(cast.davi).post(EXPORT), delimiter=delimiter):
        cells = [cell for name, cell in row.items() if name != "closed_on" and cell[:1].isdigit()]
        assert not [cell for cell in cells if re.fullmatch(r"\d+[/-]\d+.*", cell)]
        assert not [cell for cell in cells if re.fullmatch(r"\d+[.,]\d{3}", cell)]
        assert not [cell for cell in cells if "." in cell and mark != "."]


def test_a_name_cannot_become_a_date(cast: Cast, mlops: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        hold(cast.aurora, mlops, "03/2026", "2026-04-01", {place(cast.aurora, "1-2", cast.retail): At(1)})

    [row] = rows(enter(cast.davi).post(EXPORT))

    assert (row["round"], row["team"], row["team_key"]) == ("'03/2026", "'1-2", "'1-2")


def test_a_name_cannot_become_a_formula(cast: Cast, mlops: ModelVersion, enter: Enter) -> None:
    with scopes_disabled():
        evil = place(cast.aurora, "x", cast.retail)
        evil.name = '=HYPERLINK("https://evil.example")'
        evil.save()
    with scope(organization=cast.aurora):
        hold(cast.aurora, mlops, "@R", "2026-04-01", {evil: At(1)})

    answer = enter(cast.davi).post(EXPORT)

    assert rows(answer)[0]["team"] == '\'=HYPERLINK("https://evil.example")'
    assert rows(answer)[0]["round"] == "'@R"


def test_a_download_is_recorded(cast: Cast, round: Round, enter: Enter) -> None:
    enter(cast.davi).post(EXPORT)

    with scope(organization=cast.aurora):
        event = AuditEvent.objects.get(action="results.exported")
    assert (event.actor, event.label) == (cast.davi.user, "Aurora Seguros")
    assert event.detail == {"teams": 3, "model": "mlops"}


def test_a_download_of_one_round_names_the_round(cast: Cast, round: Round, enter: Enter) -> None:
    enter(cast.davi).post(f"{EXPORT}?round={round.pk}")

    with scope(organization=cast.aurora):
        event = AuditEvent.objects.get(action="results.exported")
    assert (event.label, event.detail) == ("2026 Q4", {"teams": 3})


def test_before_the_first_round_there_is_no_file(cast: Cast, enter: Enter) -> None:
    assert enter(cast.davi).post(EXPORT).status_code == 404


def test_a_file_is_asked_for_by_a_form_and_never_by_a_link(cast: Cast, round: Round, enter: Enter) -> None:
    """Another site can make somebody follow a link, and a browser may fetch it in advance."""
    answer = enter(cast.davi).get(EXPORT)

    assert answer.status_code == 405
    with scope(organization=cast.aurora):
        assert not AuditEvent.objects.filter(action="results.exported").exists()


def test_the_form_of_another_site_gets_no_file(cast: Cast, round: Round) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.davi.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.post(EXPORT).status_code == 403
