"""The demo as `manage.py build_demo` makes it: built once for all tests here, then rolled back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count
from pytest_django import DjangoDbBlocker

from core import clock
from core.models import OutboxMessage
from maturity.models import ModelVersion
from maturity.scoring import State
from organizations.access import Role
from organizations.importing.checking import check
from organizations.importing.reading import read_file
from organizations.models import Label, Organization, RoleGrant, Team, User
from organizations.requests import membership_in
from organizations.scoping import scope, scopes_disabled
from reports.demo.accounts import ACCOUNTS, PASSWORD
from reports.demo.aurora import AURORA, CAIO, DAVI, MARTA, OLGA
from reports.demo.boreal import BOREAL, OTTO
from reports.demo.comments import library
from reports.demo.organization import EN, PT
from surveys import answering, results
from surveys.chasing import TeamLine, Wanted, Wish, all_lines
from surveys.last_time import last_time_of
from surveys.models import Answer, Invitation, Participation, Response, Round, TeamResult
from tests.importing import HR_LIST

pytestmark = pytest.mark.django_db  # each test in a savepoint of the transaction that `demo` holds

TODAY = datetime(2026, 11, 25, 15, tzinfo=UTC)


@dataclass
class Demo:
    aurora: Organization
    boreal: Organization
    printed: str


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demo]:
    """Everything in one transaction that never commits; each test begins in Aurora's scope."""
    with django_db_blocker.unblock(), transaction.atomic():
        mail.outbox = []
        printed = StringIO()
        with clock.at(TODAY):
            call_command("build_demo", stdout=printed)
        aurora, boreal = (Organization.objects.get(slug=plan.slug) for plan in (AURORA, BOREAL))
        with clock.at(TODAY), scope(organization=aurora):
            yield Demo(aurora, boreal, printed.getvalue())
        transaction.set_rollback(True)


def test_the_models_of_the_demo_came_with_the_product(demo: Demo) -> None:
    """At no moment that could lie after a round by which somebody was asked."""
    assert set(ModelVersion.objects.values_list("model__owner", "published_at")) == {(None, None)}


def test_the_fixture_loads_into_the_demo_and_once_more(demo: Demo) -> None:
    before = list(ModelVersion.objects.order_by("pk").values())

    call_command("loaddata", "mlops", verbosity=0)
    call_command("loaddata", "mlops", verbosity=0)

    assert list(ModelVersion.objects.order_by("pk").values()) == before


def levels(demo: Demo, name: str) -> dict[str, int]:
    """The level of each team whose result counts, in the round of that name."""
    counted = TeamResult.objects.filter(round__name=name, state__in=[State.COMPLETE, State.DECIDED])
    return {name: level or 0 for name, level in counted.values_list("participation__team_name", "level")}


def test_the_command_prints_davi_first_and_the_password(demo: Demo) -> None:
    accounts = [line.strip() for line in demo.printed.splitlines() if line.startswith("  ")]

    assert accounts[0].startswith("davi@aurora.example")
    assert len(accounts) == 10
    assert PASSWORD in demo.printed


def test_a_second_run_changes_nothing(demo: Demo) -> None:
    before = Answer.objects.count()
    said = StringIO()

    call_command("build_demo", stdout=said)

    assert "there already" in said.getvalue()
    assert Answer.objects.count() == before


def test_everybody_signs_in_with_the_one_password(demo: Demo) -> None:
    for person, plan, _seen in ACCOUNTS:
        user = User.objects.get(email=person.address(plan.slug))
        assert user.check_password(PASSWORD)
    assert not [user for user in User.objects.all() if not user.has_usable_password()]


def test_six_rounds_over_three_years_end_with_one_that_is_open(demo: Demo) -> None:
    rounds = list(Round.objects.order_by("opens_at").values_list("name", "state"))

    names = ["2024 S1", "2024 S2", "2025 S1", "2025 S2", "2026 S1", "2026 S2"]
    assert rounds == [(name, "closed") for name in names[:5]] + [("2026 S2", "open")]


def test_twenty_four_teams_stand_in_three_divisions(demo: Demo) -> None:
    units = Team.objects.active().filter(kind=Team.Kind.UNIT)

    assert Team.objects.active().teams().count() == 24
    assert {unit.name for unit in units.filter(parent=None)} == {
        "Varejo",
        "Sinistros e Saúde",
        "Risco e Dados",
    }
    assert units.exclude(parent=None).count() == 2  # a nested one in two divisions


def test_labels_tell_in_the_language_of_the_organization_what_teams_build(demo: Demo) -> None:
    with scopes_disabled():
        carried = {
            slug: set(Label.objects.filter(organization__slug=slug).values_list("name", flat=True))
            for slug in ("aurora", "boreal")
        }

    assert carried == {
        "aurora": {"Em lote", "Relatórios", "De fornecedor", "Pessoa decide"},
        "boreal": {"Batch"},
    }


def test_every_team_has_somebody_and_all_but_one_a_lead(demo: Demo) -> None:
    with scopes_disabled():
        held = {
            team.name: Counter(RoleGrant.objects.filter(team=team).values_list("role", flat=True))
            for team in Team.objects.teams()
        }
    assert [name for name, roles in held.items() if roles[Role.LEAD] != 1] == ["Marketing Mix"]
    assert [name for name, roles in held.items() if not roles[Role.MEMBER]] == []


# The open round


def chased(demo: Demo, state: str = "") -> dict[str, TeamLine]:
    """The teams of the open round as Davi sees them, by name."""
    davi = membership_in("aurora", user=User.objects.get(email=DAVI.address("aurora")))
    assert davi is not None
    round = Round.objects.select_related("organization", "version").get(state=Round.State.OPEN)
    return {line.name: line for line in all_lines(davi, round, Wish(state=state))}


def test_there_are_people_to_chase_in_every_way(demo: Demo) -> None:
    of = {state: set(chased(demo, state)) for state in Wanted}

    assert {state: len(teams) for state, teams in of.items()} == {
        Wanted.NOT_SENT: 9,
        Wanted.NOT_STARTED: 4,
        Wanted.IN_PROGRESS: 5,
        Wanted.SENT: 15,
        Wanted.BOUNCED: 1,
        Wanted.NOBODY: 1,
    }
    assert of[Wanted.BOUNCED] == of[Wanted.NOBODY] == {"Telemedicina"}


def test_the_lead_who_is_invited_and_has_not_joined_was_mailed_and_reminded(demo: Demo) -> None:
    [clarice] = chased(demo)["Marketing Mix"].people

    assert (clarice.address, clarice.joined) == ("clarice.antunes@aurora.example", False)
    assert (clarice.mailed, clarice.reminded) == ("Mon 16 Nov, 09:00", "Fri 20 Nov, 10:00")


def test_who_had_sent_by_friday_was_not_reminded(demo: Demo) -> None:
    friday = datetime(2026, 11, 20, 13, tzinfo=UTC)
    lines = chased(demo).values()

    early = {line.name for line in lines if line.sent_at and line.sent_at < friday}
    reminded = {line.name for line in lines if any(one.reminded for one in line.people)}
    assert reminded | early | {"Telemedicina"} == {line.name for line in lines}
    assert reminded & early == set()


def test_the_round_will_remind_by_itself(demo: Demo) -> None:
    round = Round.objects.get(state=Round.State.OPEN)

    assert round.reminder_days == "7,2"
    assert not Round.objects.exclude(pk=round.pk).exclude(reminder_days=None).exists()


def test_caio_finds_what_his_team_said_last_time(demo: Demo) -> None:
    caio = membership_in("aurora", user=User.objects.get(email=CAIO.address("aurora")))
    invitation = Invitation.objects.get(membership=caio, participation__round__state=Round.State.OPEN)
    response = answering.start(invitation)
    round = invitation.participation.round

    last = last_time_of(response, round)

    assert last is not None
    assert last.round == "2026 S1"
    told = list(last.answers.values())
    assert len(told) == 70
    assert any(one.given.rating == "dk" for one in told)
    assert 0 < sum(one.confirmable and not one.in_block for one in told) <= 10  # on the shortest way up
    assert sum(one.in_block for one in told) > 50


def test_leads_have_confirmed_much_of_what_stayed_as_it_was(demo: Demo) -> None:
    answers = Answer.objects.filter(response__participation__round__state=Round.State.OPEN)
    first = Answer.objects.filter(response__participation__round__name="2024 S1")

    assert 0.3 < answers.filter(confirmed=True).count() / answers.count() < 0.7
    assert not first.filter(confirmed=True).exists()


def test_the_list_of_the_docs_can_be_imported_here(demo: Demo) -> None:
    olga = membership_in("aurora", user=User.objects.get(email=OLGA.address("aurora")))

    plan = check(demo.aurora, read_file(HR_LIST.name, HR_LIST.read_bytes()), by=olga)

    assert plan.problems == []
    assert "Varejo / Canais Digitais / Recomendação" not in {place.path for place in plan.changing}
    assert len(plan.changing) == 8  # Busca, and two units or a unit and its team for each of the others
    assert plan.invited == 10


# All rounds


def test_marta_sees_her_division_with_the_unit_below_it(demo: Demo) -> None:
    marta = membership_in("aurora", user=User.objects.get(email=MARTA.address("aurora")))

    seen = {team.name for team in Team.objects.visible_to(marta).active().teams()}

    assert seen == {
        "Pricing Auto",
        "Pricing Residencial",
        "Pricing Vida",
        "Subscrição Digital",
        "Recomendação",
        "Churn e CRM",
        "Marketing Mix",
        "Cotação Online",
    }


def test_one_team_joined_late_and_one_was_archived(demo: Demo) -> None:
    took_part = dict(Participation.objects.values_list("team_name").annotate(number=Count("pk")))

    fewer = {name: number for name, number in took_part.items() if number < 6}
    assert fewer == {"Assistente Virtual": 3, "Telemática": 3}
    assert Team.objects.get(name="Telemática").archived_at is not None


def test_teams_began_low_and_spread_over_the_levels(demo: Demo) -> None:
    first, last = levels(demo, "2024 S1"), levels(demo, "2026 S1")

    low = [level for level in first.values() if level <= 1]
    assert len(low) >= 0.9 * len(first)
    spread = Counter(last.values())
    assert {0, 1, 2, 3} <= set(spread)
    assert spread[4] <= 1
    assert spread.most_common(1)[0][1] <= len(last) / 2  # no level holds more than half of the teams


def test_dimensions_are_uneven_as_in_an_insurer(demo: Demo) -> None:
    sums: Counter[str] = Counter()
    for result in TeamResult.objects.filter(round__name="2026 S1", state=State.COMPLETE):
        for row in result.dimension_results.select_related("dimension"):
            sums[row.dimension.key] += row.level or 0

    assert sums["governance"] == max(sums.values())
    assert sums["monitoring"] < sums["governance"]


def test_the_fallen_team_fell_and_says_why(demo: Demo) -> None:
    before, after = levels(demo, "2025 S2"), levels(demo, "2026 S1")
    told = Answer.objects.filter(
        response__participation__team_name="Fraude em Sinistros",
        response__participation__round__name="2026 S1",
    ).values_list("comment", flat=True)

    assert before["Fraude em Sinistros"] == 2
    assert after["Fraude em Sinistros"] == 0
    assert len(set(told) & set(library(PT)["fall"].values())) >= 5


def test_the_last_closed_round_has_every_kind_of_result(demo: Demo) -> None:
    states = Counter(TeamResult.objects.filter(round__name="2026 S1").values_list("state", flat=True))

    assert states[State.NO_DATA] == 2
    assert states[State.PROVISIONAL] == 1
    assert states[State.COMPLETE] == 21


def test_the_open_round_has_teams_at_every_stage(demo: Demo) -> None:
    teams = Participation.objects.filter(round__state=Round.State.OPEN)
    stages = Counter(teams.values_list("responses__state", flat=True))

    assert stages == {Response.State.SUBMITTED: 15, Response.State.DRAFT: 5, None: 4}


def test_comments_are_in_the_language_of_their_writer(demo: Demo) -> None:
    with scopes_disabled():
        found = Answer.objects.exclude(comment="")
        written = list(found.values_list("response__participation__team_name", "comment"))
    plans = {plan.name: plan for organization in (AURORA, BOREAL) for plan in organization.teams}

    # The longest piece without a placeholder tells from which library a comment came.
    for name, comment in written:
        own = {piece for piece in pieces(plans[name].language) if piece in comment}
        assert own, (name, comment)
    assert len(written) > 800


def pieces(language: str) -> set[str]:
    """For each sentence of a library, its longest run of plain text."""
    found: set[str] = set()
    waiting: list[object] = [library(language)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        else:
            text = str(one)
            for name in ("{model}", "{app}", "{mate}"):
                text = text.replace(name, "\n")
            found.add(max(text.split("\n"), key=len))
    return found


def test_no_sentence_is_in_both_languages() -> None:
    assert not pieces(PT) & pieces(EN)


def test_what_does_not_apply_has_a_reason_in_words(demo: Demo) -> None:
    answers = Answer.objects.filter(rating="na")

    assert answers.count() > 50
    assert not answers.filter(na_reason="").exists()
    assert not answers.filter(comment="").exists()


def test_evidence_points_to_example_addresses_only(demo: Demo) -> None:
    links = set(Answer.objects.exclude(evidence_url="").values_list("evidence_url", flat=True))

    assert len(links) > 50
    assert all(link.startswith("https://") and ".aurora.example/" in link for link in links)


def test_results_are_what_the_answers_say(demo: Demo) -> None:
    changed = [results.recompute(round) for round in Round.objects.all()]

    assert changed == [0] * 6


def test_answers_are_sent_on_working_days_while_the_round_is_open(demo: Demo) -> None:
    sent = Response.objects.exclude(submitted_by=None).values_list(
        "participation__round__opened_at", "submitted_at", "participation__round__closes_at"
    )

    assert {moment.weekday() for _opened, moment, _closes in sent} == {0, 1, 2, 3, 4}
    assert all(opened < moment < min(closes, TODAY) for opened, moment, closes in sent)


def test_the_two_organizations_never_meet(demo: Demo) -> None:
    otto = User.objects.get(email=OTTO.address("boreal"))

    assert membership_in("aurora", user=otto) is None
    with scopes_disabled():
        mixed = Participation.objects.exclude(team__organization=demo.aurora).filter(
            round__organization=demo.aurora
        )
        assert not mixed.exists()
        assert not User.objects.filter(memberships__organization=demo.aurora).filter(
            memberships__organization=demo.boreal
        )
    with scope(organization=demo.boreal):
        assert list(Round.objects.values_list("state", flat=True)) == ["closed"]
        assert Team.objects.teams().count() == 3


def test_nothing_is_left_to_send_and_nothing_was_sent(demo: Demo) -> None:
    assert not OutboxMessage.objects.exclude(state=OutboxMessage.State.DONE).exists()
    assert mail.outbox == []
    late = [one for one in Invitation.objects.select_related("participation__round") if was_sent_late(one)]
    assert late == []


def was_sent_late(invitation: Invitation) -> bool:
    """Whether an invitation went out at another time than its round opened."""
    return invitation.sent_at != invitation.participation.round.opened_at
