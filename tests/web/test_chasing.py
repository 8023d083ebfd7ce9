"""The page of an open round as whoever runs it chases the answers: order, mails, filters, the file."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from organizations.models import AuditEvent, Membership, RoleGrant
from organizations.scoping import scope, scopes_disabled
from organizations.teams.labels import label_team
from surveys import answering, invitations, rounds
from surveys.models import Invitation, Round
from tests.cast import Cast, place
from tests.kinds import Enter
from tests.markup import markup
from tests.survey_steps import MONDAY, answer_all, begun, opened

TEN = datetime(2026, 11, 24, 13, tzinfo=UTC)  # Tuesday at 10:00 in São Paulo


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """Churn, Pricing and Fraud are asked; Pricing has begun."""
    with scope(organization=cast.aurora):
        asked = opened(cast, health, teams=[cast.pricing, cast.fraud, cast.churn])
        answer_all(begun(cast, asked), "fully")
    return asked


def address(round: Round, query: str = "") -> str:
    return f"/o/aurora/rounds/{round.pk}/{query}"


def send(cast: Cast, round: Round) -> None:
    """Pricing sends its answers."""
    with scope(organization=cast.aurora):
        answering.submit(begun(cast, round), key="sent once", by=cast.lia)


def invitation(cast: Cast, round: Round, member: Membership) -> Invitation:
    return Invitation.objects.get(participation__round=round, membership=member)


def teams_in(page: str) -> list[str]:
    """The teams of the list, in its order."""
    table = page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""
    places = {table.find(f">{name}</a>"): name for name in ("Pricing", "Churn", "Fraud")}
    return [name for place, name in sorted(places.items()) if place >= 0]


def polled(client: Client, round: Round, page: str) -> Any:
    """What a page that shows this asks for after its seconds."""
    again = page.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    return client.get(again, headers={"HX-Request": "true"})


def test_what_is_not_sent_stands_first_and_what_is_sent_last(cast: Cast, round: Round, enter: Enter) -> None:
    client = enter(cast.davi)

    before = teams_in(markup(client.get(address(round))))
    send(cast, round)
    with scope(organization=cast.aurora):
        answering.start(invitation(cast, round, cast.leads["churn"]))
    after = teams_in(markup(client.get(address(round))))

    assert before == ["Churn", "Fraud", "Pricing"]  # nothing yet, by their units; then what is begun
    assert after == ["Fraud", "Churn", "Pricing"]
    assert teams_in(markup(client.get(address(round, "?state=sent")))) == ["Pricing"]


def test_it_tells_who_was_mailed_when_and_what_bounced(cast: Cast, round: Round, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        with clock.at(TEN):
            invitations.mark_sent([invitation(cast, round, cast.lia)])
        lost = Invitation.objects.filter(pk=invitation(cast, round, cast.leads["fraud"]).pk)
        lost.update(state=Invitation.State.BOUNCED)
        invitations.revoke(invitation(cast, round, cast.leads["churn"]), by=cast.davi)

    page = markup(enter(cast.davi).get(address(round)))

    assert "mailed Tue 24 Nov, 10:00" in page
    assert "Mail bounced" in page.split("<tbody>")[1]
    assert "fabio@aurora.example" in page
    assert "Link withdrawn" in page


def test_who_only_reads_sees_no_mails_and_no_addresses(cast: Cast, round: Round, enter: Enter) -> None:
    for reader in (cast.vera, cast.marta, cast.lia):
        page = markup(enter(reader).get(address(round)))

        assert "Lia Souza" in page
        assert "@aurora.example" not in page.split("<main")[1]
        assert "not mailed yet" not in page
        assert "Download as CSV" not in page


@pytest.mark.parametrize(
    ("query", "teams"),
    [
        ("?unit=Retail", ["Churn", "Pricing"]),
        ("?unit=Risk", ["Fraud"]),
        ("?label=brazil", ["Pricing"]),
        ("?state=not_started", ["Churn", "Fraud"]),
        ("?state=in_progress", ["Pricing"]),
        ("?state=not_sent", ["Churn", "Fraud", "Pricing"]),
        ("?state=sent", []),
        ("?unit=Retail&state=not_started", ["Churn"]),
        ("?unit=Risk&label=brazil", []),
        ("?state=bounced", ["Fraud"]),
        ("?state=nobody", ["Fraud"]),
        ("?state=of+mind", ["Churn", "Fraud", "Pricing"]),
    ],
)
def test_the_list_is_narrowed(cast: Cast, round: Round, enter: Enter, query: str, teams: list[str]) -> None:
    with scope(organization=cast.aurora):
        label_team(cast.pricing, ["Brazil"], by=None)
        lost = Invitation.objects.filter(pk=invitation(cast, round, cast.leads["fraud"]).pk)
        lost.update(state=Invitation.State.BOUNCED)

    assert teams_in(markup(enter(cast.davi).get(address(round, query)))) == teams


@pytest.mark.parametrize("query", ["?unit=Nowhere", "?label=nowhere", "?unit=Retai", "?unit=Retail+/"])
def test_a_place_that_the_reader_does_not_see_is_not_found(
    cast: Cast, round: Round, enter: Enter, query: str
) -> None:
    assert enter(cast.davi).get(address(round, query)).status_code == 404


def test_a_unit_whose_name_only_begins_alike_is_another(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        online = place(cast.aurora, "Retail online", unit=True)
        shop = place(cast.aurora, "Shop", online)
        asked = opened(cast, health, teams=[cast.pricing, shop])

    page = markup(enter(cast.davi).get(address(asked, "?unit=Retail")))

    assert ">Pricing</a>" in page
    assert ">Shop</a>" not in page


def test_the_addresses_are_those_of_who_has_not_sent(cast: Cast, round: Round, enter: Enter) -> None:
    send(cast, round)
    client = enter(cast.davi)

    listed = markup(client.get(address(round))).split('id="addresses"')[1].split("</ul>")[0]
    risk = markup(client.get(address(round, "?unit=Risk"))).split('id="addresses"')[1].split("</ul>")[0]

    assert "caio@aurora.example" in listed
    assert "fabio@aurora.example" in listed
    assert "lia@aurora.example" not in listed
    assert "caio@aurora.example" not in risk


def test_a_page_asks_again_and_gets_nothing_while_nothing_has_changed(
    cast: Cast, round: Round, enter: Enter
) -> None:
    client = enter(cast.davi)
    page = markup(client.get(address(round, "?unit=Retail")))

    same = polled(client, round, page)

    assert (same.status_code, same.content) == (204, b"")


def test_an_answer_a_sending_a_mail_and_a_withdrawal_change_it(
    cast: Cast, round: Round, enter: Enter
) -> None:
    client = enter(cast.davi)
    shown = markup(client.get(address(round)))

    def step(deed: Any) -> None:
        nonlocal shown
        with scope(organization=cast.aurora):
            deed()
        changed = polled(client, round, shown)
        assert changed.status_code == 200
        shown = markup(changed)
        assert "<html" not in shown
        assert polled(client, round, shown).status_code == 204

    step(lambda: answer_all(begun(cast, round), "not"))
    step(lambda: answering.submit(begun(cast, round), key="sent once", by=cast.lia))
    step(lambda: answering.reopen(begun(cast, round), by=cast.lia))
    step(lambda: invitations.mark_sent([invitation(cast, round, cast.leads["churn"])]))
    step(lambda: invitations.revoke(invitation(cast, round, cast.leads["churn"]), by=None))
    step(lambda: rounds.extend_round(round, closes_at=MONDAY + timedelta(days=20), by=cast.davi))


def test_who_leads_a_team_no_more_leaves_the_page(cast: Cast, round: Round, enter: Enter) -> None:
    client = enter(cast.davi)
    shown = markup(client.get(address(round)))
    assert "Caio Lima" in shown

    with scopes_disabled():
        RoleGrant.objects.filter(membership=cast.leads["churn"]).delete()

    changed = polled(client, round, shown)
    assert changed.status_code == 200
    assert "Caio Lima" not in markup(changed)


def test_the_revision_costs_three_questions_and_no_page(
    cast: Cast, round: Round, enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = enter(cast.davi)
    page = markup(client.get(address(round)))
    polled(client, round, page)

    with django_assert_max_num_queries(5):  # who asks, the membership, the round, its revision
        assert polled(client, round, page).status_code == 204


def test_a_page_of_a_round_that_has_closed_asks_no_more(cast: Cast, round: Round, enter: Enter) -> None:
    client = enter(cast.davi)
    page = markup(client.get(address(round)))
    with scope(organization=cast.aurora):
        rounds.close_round(round, by=cast.davi)

    last = polled(client, round, page)

    assert last.status_code == 200
    assert "hx-trigger" not in markup(last)


def test_an_anonymous_round_says_only_whether_enough_have_answered(
    cast: Cast, round: Round, enter: Enter
) -> None:
    with scopes_disabled():
        Round.objects.filter(pk=round.pk).update(mode=Round.Mode.ANONYMOUS, min_group_size=5)

    page = markup(enter(cast.davi).get(address(round)))

    assert page.count("Fewer than 5") == 3
    assert "of 8" not in page
    assert "In progress</dt>" not in page
    assert "hx-trigger" not in page


def rows(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_the_file_has_a_line_for_each_person_asked(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        claims = place(cast.aurora, "Claims", cast.risk)
        asked = opened(cast, health, teams=[cast.pricing, claims])
        with clock.at(TEN):
            invitations.mark_sent([invitation(cast, asked, cast.lia)])
        answer_all(begun(cast, asked), "fully")

    answer = enter(cast.davi).post(address(asked, "export/"))

    assert answer["Content-Disposition"] == 'attachment; filename="aurora-2026-q4-participation.csv"'
    nobody, lia = rows(answer)
    assert (nobody["team"], nobody["state"], nobody["email"]) == ("Claims", "not_started", "")
    assert (lia["unit"], lia["team_key"], lia["state"]) == ("Retail", "pricing", "in_progress")
    assert (lia["answered"], lia["asked"], lia["person"]) == ("8", "8", "Lia Souza")
    assert (lia["email"], lia["mailed_at"], lia["mail"]) == ("lia@aurora.example", "2026-11-24 10:00", "sent")
    with scopes_disabled():
        assert AuditEvent.objects.get(action="round.exported").detail["teams"] == 2


def test_the_file_holds_no_name_that_becomes_a_date(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        asked = opened(cast, health, name="03/2026")

    [row] = rows(enter(cast.davi).post(address(asked, "export/")))

    assert row["round"] == "'03/2026"


def test_the_file_is_narrowed_as_the_page_is(cast: Cast, round: Round, enter: Enter) -> None:
    answer = enter(cast.davi).post(address(round, "export/?unit=Retail&state=not_started"))

    assert [row["team"] for row in rows(answer)] == ["Churn"]


def test_the_file_opens_in_columns_where_its_reader_is(cast: Cast, round: Round, enter: Enter) -> None:
    cast.davi.user.language = "pt-br"
    cast.davi.user.save()

    written = enter(cast.davi).post(address(round, "export/")).content.decode("utf-8-sig").splitlines()

    assert written[0].startswith("round;unit;team;team_key;state;")
    assert "2026 Q4;Retail;Churn;churn;not_started;0;8;;Caio Lima;caio@aurora.example;yes;" in written[1]


def test_of_a_draft_there_is_no_file(cast: Cast, round: Round, enter: Enter) -> None:
    with scopes_disabled():
        Round.objects.filter(pk=round.pk).update(state=Round.State.DRAFT)

    assert enter(cast.davi).post(address(round, "export/")).status_code == 404
