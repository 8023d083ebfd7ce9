"""The page of the audit trail: what owners and auditors read there, filter, turn over and take along."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from core.origin import COMMAND, Origin, coming_from
from organizations.access import Role
from organizations.audit import reading, recording
from organizations.models import AuditEvent
from organizations.scoping import scope, scopes_disabled
from tests.cast import Cast
from tests.kinds import Enter

PAGE = "/o/aurora/settings/audit/"
DOWNLOAD = "/o/aurora/settings/audit/download/"
WEB = Origin("web", "203.0.113.9")
NOON = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # 12:00 in São Paulo


@pytest.fixture
def story(cast: Cast) -> Cast:
    """Three days of Aurora, told by hand."""
    with scope(organization=cast.aurora):
        with clock.at(NOON), coming_from(WEB):
            recording.record("role.granted", cast.lia, by=cast.olga, role=Role.LEAD, team="Pricing")
        with clock.at(NOON + timedelta(days=1)):
            recording.record("team.renamed", cast.pricing, by=cast.ada, before="Prices")
        with clock.at(NOON + timedelta(days=2)), coming_from(COMMAND):
            recording.record("organization.logo_set", cast.aurora, by=None, organization=cast.aurora)
    with scope(organization=cast.boreal):
        recording.record("team.renamed", cast.logistics, by=cast.otto, before="Goods")
    return cast


def told(client: Client, **query: str) -> list[str]:
    """The sentences on the page, from top to bottom, without those of the test's own sign-in."""
    lines = client.get(PAGE, query).context["page"].lines
    return [str(line.phrase) for line in lines if line.action != "person.signed_in"]


def test_an_auditor_reads_who_did_what(story: Cast, enter: Enter) -> None:
    body = enter(story.vera).get(PAGE).content.decode()

    assert "Olga Prado" in body
    assert "203.0.113.9" in body
    assert "An operator, by a command" in body
    assert "Logistics" not in body
    assert told(enter(story.vera)) == [
        "The logo was changed.",
        "Prices was renamed Pricing.",
        "Lia Souza was made lead of Pricing.",
    ]


def test_in_portuguese_and_in_the_readers_time_zone(story: Cast, enter: Enter) -> None:
    story.vera.user.language = "pt-br"
    story.vera.user.save()

    answer = enter(story.vera).get(PAGE, {"kind": "people"})

    (line,) = answer.context["page"].lines
    assert str(line.phrase) == "Lia Souza recebeu o papel líder em Pricing."
    assert line.at.isoformat() == "2026-11-20T12:00:00-03:00"


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        pytest.param({"kind": "people"}, ["Lia Souza was made lead of Pricing."], id="a kind"),
        pytest.param({"who": "olga"}, ["Lia Souza was made lead of Pricing."], id="who did it"),
        pytest.param({"who": "LIA@"}, ["Lia Souza was made lead of Pricing."], id="about whom, by address"),
        pytest.param({"who": "otto"}, [], id="somebody of another organization"),
        pytest.param({"text": "pric"}, ["Prices was renamed Pricing."], id="the name of the thing"),
        pytest.param({"text": "203.0.113."}, ["Lia Souza was made lead of Pricing."], id="from where"),
        pytest.param({"since": "2026-11-22"}, ["The logo was changed."], id="from a day on"),
        pytest.param({"until": "2026-11-20"}, ["Lia Souza was made lead of Pricing."], id="up to a day"),
        pytest.param(
            {"since": "2026-11-21", "until": "2026-11-21"}, ["Prices was renamed Pricing."], id="one day"
        ),
        pytest.param({"kind": "people", "who": "ada"}, [], id="both must hold"),
    ],
)
def test_the_trail_is_filtered(query: dict[str, str], lines: list[str], story: Cast, enter: Enter) -> None:
    assert told(enter(story.vera), **query) == lines


def test_all_about_one_thing(story: Cast, enter: Enter) -> None:
    client = enter(story.vera)

    assert told(client, thing=f"team:{story.pricing.pk}") == ["Prices was renamed Pricing."]
    assert f"?thing=team%3A{story.pricing.pk}" in client.get(PAGE).content.decode()
    assert told(client, thing=f"team:{story.logistics.pk}") == []


@pytest.mark.parametrize(
    "query", [{"since": "yesterday"}, {"kind": "nothing"}, {"who": "x" * 81}, {"until": "2026-13-45"}]
)
def test_a_filter_that_cannot_be_read_is_told(query: dict[str, str], story: Cast, enter: Enter) -> None:
    answer = enter(story.vera).get(PAGE, query)

    assert answer.status_code == 422
    assert answer.context["form"].errors


@pytest.mark.parametrize(
    "query", [{"thing": "team:1 OR 1=1"}, {"before": "x_1"}, {"after": "2026_9"}, {"before": "_"}]
)
def test_what_only_links_carry_is_ignored_where_it_is_none(
    query: dict[str, str], story: Cast, enter: Enter
) -> None:
    assert len(told(enter(story.vera), **query)) == 3


def test_who_may_not_read_the_trail_learns_of_the_right(story: Cast, enter: Enter) -> None:
    assert enter(story.ada).get(PAGE).status_code == 403
    assert enter(story.otto).get(PAGE).status_code == 404


def test_what_people_wrote_is_no_markup(cast: Cast, enter: Enter) -> None:
    cast.pricing.name = "<img src=x onerror=alert(1)>%(team)s"
    with scope(organization=cast.aurora):
        recording.record("team.archived", cast.pricing, by=cast.olga)

    body = enter(cast.vera).get(PAGE).content.decode()

    assert "&lt;img src=x onerror=alert(1)&gt;%(team)s" in body
    assert "<img src=x" not in body


def test_the_settings_lead_there_for_those_who_may(cast: Cast, enter: Enter) -> None:
    assert PAGE in enter(cast.vera).get("/o/aurora/settings/").content.decode()
    assert PAGE not in enter(cast.ada).get("/o/aurora/settings/").content.decode()


def many(cast: Cast, number: int) -> None:
    """So many lines, two of them always at the same moment."""
    with scopes_disabled():
        AuditEvent.objects.bulk_create(
            AuditEvent(
                organization=cast.aurora,
                actor=cast.olga.user,
                action="team.archived",
                kind="teams",
                object_type="team",
                object_id=str(number),
                label=f"Team {number:04d}",
                at=NOON + timedelta(minutes=number // 2),
            )
            for number in range(number)
        )


def labels(answer: Any) -> list[str]:
    return [line.label for line in answer.context["page"].lines]


def test_pages_are_turned_over_to_the_last_line_and_back(cast: Cast, enter: Enter) -> None:
    many(cast, 120)
    client = enter(cast.vera)
    everything = [f"Team {number:04d}" for number in reversed(range(120))]

    first = client.get(PAGE, {"kind": "teams"})
    second = client.get(f"{PAGE}?{first.context['older']}")
    third = client.get(f"{PAGE}?{second.context['older']}")
    back = client.get(f"{PAGE}?{third.context['newer']}")

    assert [labels(page) for page in (first, second, third)] == [
        everything[:50],
        everything[50:100],
        everything[100:],
    ]
    assert labels(back) == everything[50:100]
    assert (first.context["newer"], third.context["older"]) == ("", "")
    assert "kind=teams" in first.context["older"]
    assert "120 lines" in first.content.decode()


def test_beyond_a_thousand_nobody_counts(cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "COUNTED", 100)
    many(cast, 120)

    assert "More than 1,000 lines" in enter(cast.vera).get(PAGE).content.decode()


def test_a_long_trail_costs_no_more_queries_than_a_short_one(cast: Cast, enter: Enter) -> None:
    client = enter(cast.vera)
    counts = []
    for number in (1, 300):
        many(cast, number)
        client.get(PAGE)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(PAGE)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 6


def rows(answer: Any, delimiter: str = ",") -> list[dict[str, str]]:
    content = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=delimiter))


def test_the_file_holds_what_was_filtered_and_says_so_in_the_trail(story: Cast, enter: Enter) -> None:
    answer = enter(story.vera).post(DOWNLOAD, {"kind": "people", "who": "olga"})

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="aurora-audit-')
    (row,) = rows(answer)
    assert row == {
        "at": "2026-11-20T12:00:00.000-03:00",
        "who": "Olga Prado",
        "email": "olga@aurora.example",
        "action": "role.granted",
        "kind": "People and roles",
        "what": "Lia Souza was made lead of Pricing.",
        "thing": f"membership:{story.lia.pk}",
        "thing_name": "Lia Souza",
        "origin": "web",
        "address": "203.0.113.9",
        "more_followed": "0",
    }
    with scopes_disabled():
        line = AuditEvent.objects.get(action="audit.exported")
    assert (line.organization, line.actor) == (story.aurora, story.vera.user)
    assert line.detail == {"filters": "who, kind people"}


def test_the_file_is_in_the_readers_language_and_runs_no_formula(cast: Cast, enter: Enter) -> None:
    cast.vera.user.language = "pt-br"
    cast.vera.user.save()
    cast.pricing.name = '=HYPERLINK("https://evil.example")'
    with scope(organization=cast.aurora):
        recording.record("team.archived", cast.pricing, by=cast.olga)

    (row,) = rows(enter(cast.vera).post(DOWNLOAD, {"kind": "teams"}), delimiter=";")

    assert row["thing_name"] == '\'=HYPERLINK("https://evil.example")'
    assert row["what"] == '\'=HYPERLINK("https://evil.example") foi para o arquivo.'
    assert row["kind"] == "Equipes"


def test_a_file_of_thousands_of_lines_is_whole_and_in_order(cast: Cast, enter: Enter) -> None:
    many(cast, 2345)

    found = rows(enter(cast.vera).post(DOWNLOAD, {"kind": "teams"}))

    assert [row["thing_name"] for row in found] == [f"Team {number:04d}" for number in reversed(range(2345))]


def test_a_file_does_not_hold_the_lines_of_others(story: Cast, enter: Enter) -> None:
    assert "Logistics" not in enter(story.vera).post(DOWNLOAD).getvalue().decode()


def test_a_link_fetches_no_file(story: Cast, enter: Enter) -> None:
    assert enter(story.vera).get(DOWNLOAD).status_code == 405


@pytest.mark.parametrize("zone", ["America/Sao_Paulo", "Asia/Tokyo"])
@pytest.mark.parametrize(
    "query",
    [
        {"until": "9999-12-31"},
        {"since": "0001-01-01"},
        {"before": "9999-12-31T23:59:59-12:00_5"},
        {"after": "0001-01-01T00:00:00+14:00_5"},
    ],
)
def test_the_ends_of_the_calendar_break_no_page(
    story: Cast, enter: Enter, zone: str, query: dict[str, str]
) -> None:
    story.vera.user.time_zone = zone
    story.vera.user.save()
    client = enter(story.vera)

    assert client.get(PAGE, query).status_code == 200
    assert "team.renamed" in b"".join(client.post(DOWNLOAD, query).streaming_content).decode()
