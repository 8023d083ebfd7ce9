"""The dashboard in the browser's eyes: who sees which teams, filters, bad input, nothing to show."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from maturity.scoring import State
from organizations.access import Role
from organizations.members.memberships import grant_role
from organizations.models import Team
from organizations.scoping import scope, scopes_disabled
from surveys import answering
from surveys.models import Round
from tests.cast import Cast, place
from tests.kinds import Enter
from tests.markup import markup
from tests.standings import HIDDEN, NOBODY, At, hold
from tests.survey_steps import MONDAY, OPENS, answer_all, begun, opened

OVERVIEW = "/o/aurora/results/"


@pytest.fixture
def rounds(cast: Cast, mlops: ModelVersion) -> dict[str, Round]:
    """Two rounds of Aurora's three teams: Fraud's name must reach nobody of Retail."""
    first = mlops.criteria.order_by("position").first()
    assert first is not None
    with scope(organization=cast.aurora):
        before = {cast.pricing: At(0), cast.churn: At(1), cast.fraud: At(3)}
        now = {cast.pricing: At(1, plan=(first.key,)), cast.churn: At(1), cast.fraud: At(2)}
        return {
            "before": hold(cast.aurora, mlops, "2026 Q2", "2026-04-01", before),
            "now": hold(cast.aurora, mlops, "2026 Q4", "2026-10-01", now),
        }


@pytest.mark.parametrize(
    ("person", "seen", "unseen"),
    [
        ("olga", {"Pricing", "Churn", "Fraud"}, set()),
        ("ada", {"Pricing", "Churn", "Fraud"}, set()),
        ("davi", {"Pricing", "Churn", "Fraud"}, set()),
        ("vera", {"Pricing", "Churn", "Fraud"}, set()),
        ("marta", {"Pricing", "Churn"}, {"Fraud", "Risk"}),
    ],
)
def test_everybody_sees_the_teams_within_reach(
    cast: Cast, rounds: dict[str, Round], enter: Enter, person: str, seen: set[str], unseen: set[str]
) -> None:
    page = markup(enter(cast.people[person]).get(OVERVIEW))

    assert all(f">{name}</a>" in page for name in seen)
    assert not any(name in page for name in unseen)


def test_a_managers_totals_are_those_of_her_teams(cast: Cast, rounds: dict[str, Round], enter: Enter) -> None:
    answer = enter(cast.marta).get(OVERVIEW)

    facts = {fact.label: f"{fact.figure} {fact.rest}".strip() for fact in answer.context["facts"]}
    assert facts == {
        "Median team level": "1",
        "Teams on level 2 or higher": "0 of 2",
        "Climbed since 2026 Q2": "1 team",
    }


@pytest.mark.parametrize("person", ["lia", "mauro"])
def test_who_has_one_team_is_taken_to_it(
    cast: Cast, rounds: dict[str, Round], enter: Enter, person: str
) -> None:
    answer = enter(cast.people[person]).get(OVERVIEW)

    assert (answer.status_code, answer.url) == (302, "/o/aurora/teams/pricing/")


def test_results_are_no_business_of_a_catalog_editor(
    cast: Cast, rounds: dict[str, Round], enter: Enter
) -> None:
    client = enter(cast.clara)

    assert client.get(OVERVIEW).status_code == 403
    assert client.post("/o/aurora/results/export/").status_code == 403
    assert client.get("/o/aurora/teams/pricing/").status_code == 403
    assert client.get("/o/aurora/").url == "/o/aurora/catalog/"


@pytest.mark.parametrize("page", ["", "results/", "results/export/", "teams/pricing/"])
def test_for_a_stranger_aurora_does_not_exist(
    cast: Cast, rounds: dict[str, Round], enter: Enter, page: str
) -> None:
    assert enter(cast.otto).get(f"/o/aurora/{page}").status_code == 404


def test_a_visitor_is_asked_to_sign_in(cast: Cast, client: Client) -> None:
    answer = client.get(OVERVIEW)

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_the_organizations_address_leads_to_its_overview(cast: Cast, enter: Enter) -> None:
    assert enter(cast.davi).get("/o/aurora/").url == OVERVIEW


def test_a_unit_and_an_order_can_be_chosen(cast: Cast, rounds: dict[str, Round], enter: Enter) -> None:
    answer = enter(cast.davi).get(OVERVIEW, {"unit": "retail", "sort": "highest"})
    page = markup(answer)

    assert ">Fraud</a>" not in page
    assert '<option value="retail" translate="no" selected>' in page
    assert '<option value="highest" selected>' in page


def test_an_earlier_round_can_be_read(cast: Cast, rounds: dict[str, Round], enter: Enter) -> None:
    answer = enter(cast.davi).get(OVERVIEW, {"round": rounds["before"].pk})

    assert answer.context["seen"].round.name == "2026 Q2"
    assert "A trend needs two rounds" in markup(answer)


@pytest.mark.parametrize(
    "wish",
    [
        {"round": "999999"},
        {"round": "abc"},
        {"round": "9" * 40},
        {"round": "²"},
        {"unit": "nowhere"},
        {"unit": "pricing"},
    ],
)
def test_what_is_not_there_is_not_found(
    cast: Cast, rounds: dict[str, Round], enter: Enter, wish: dict[str, str]
) -> None:
    client = enter(cast.davi)

    assert client.get(OVERVIEW, wish).status_code == 404
    assert client.post(f"/o/aurora/results/export/?{urlencode(wish)}").status_code == 404


def test_an_address_with_a_nul_is_refused_before_any_query(
    cast: Cast, rounds: dict[str, Round], enter: Enter
) -> None:
    client = enter(cast.davi)

    assert client.get(OVERVIEW, {"unit": "\x00"}).status_code == 400
    assert client.post("/o/aurora/results/export/?unit=%00").status_code == 400


def test_a_round_or_unit_of_others_is_not_found(
    cast: Cast, rounds: dict[str, Round], mlops: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.boreal):
        foreign = hold(cast.boreal, mlops, "Boreal", "2026-10-01", {cast.logistics: At(4)})
    with scope(organization=cast.aurora):
        only_risk = hold(cast.aurora, mlops, "Risk alone", "2026-09-01", {cast.fraud: At(4)})

    assert enter(cast.davi).get(OVERVIEW, {"round": foreign.pk}).status_code == 404
    assert enter(cast.marta).get(OVERVIEW, {"round": only_risk.pk}).status_code == 404
    assert enter(cast.marta).get(OVERVIEW, {"unit": "risk"}).status_code == 404


def test_an_order_that_there_is_not_is_told(cast: Cast, rounds: dict[str, Round], enter: Enter) -> None:
    answer = enter(cast.davi).get(OVERVIEW, {"sort": "<shoe size>"})

    assert answer.status_code == 200
    assert "There is no order “&lt;shoe size&gt;” here" in markup(answer)


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", ""])
def test_a_page_that_there_is_not_is_the_nearest_one(
    cast: Cast, rounds: dict[str, Round], enter: Enter, page: str
) -> None:
    answer = enter(cast.davi).get(OVERVIEW, {"page": page})

    assert answer.status_code == 200
    assert answer.context["seen"].page.number == 1


def test_before_the_first_round_the_next_step_is_shown(cast: Cast, enter: Enter) -> None:
    for_davi = markup(enter(cast.davi).get(OVERVIEW))
    for_vera = markup(enter(cast.vera).get(OVERVIEW))

    assert "No results yet" in for_davi
    assert "Open a round" in for_davi
    assert "No results yet" in for_vera
    assert "Open a round" not in for_vera


def test_without_a_team_the_next_step_is_a_team(cast: Cast, enter: Enter) -> None:
    with scopes_disabled():
        Team.objects.filter(organization=cast.boreal).update(archived_at=clock.now())

    page = markup(enter(cast.otto).get("/o/boreal/results/"))

    assert "Add teams" in page
    assert "Open a round<" not in page


def test_an_open_round_says_that_levels_can_still_change(
    cast: Cast, mlops: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        stands = {cast.pricing: At(1), cast.churn: NOBODY}
        round = hold(cast.aurora, mlops, "Now", "2026-10-01", stands, state=Round.State.OPEN)

    client = enter(cast.davi)
    page = markup(client.get(OVERVIEW))
    of_round = markup(client.get(OVERVIEW, {"round": round.pk}))

    assert "1 of 2 teams answered" in page
    assert "Open until Wed 14 Oct 2026, 21:00" in page
    assert "1 of 2 teams have answered so far" in of_round
    assert "Not sent yet" in page
    assert "Not sent yet" in of_round
    assert ">0/70<" not in page
    assert f'href="/o/aurora/rounds/{round.pk}/">How far each team is' in page
    assert "1 team without answers" in page


def test_an_open_round_of_one_team_speaks_of_one(cast: Cast, mlops: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        stands = {cast.pricing: At(1)}
        round = hold(cast.aurora, mlops, "Now", "2026-10-01", stands, state=Round.State.OPEN)
    client = enter(cast.davi)

    assert "1 of 1 team answered" in markup(client.get(OVERVIEW))
    assert "1 of 1 team has answered so far" in markup(client.get(OVERVIEW, {"round": round.pk}))


def test_who_leads_besides_is_asked_to_answer_on_the_first_page(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora), clock.at(OPENS):
        grant_role(cast.marta, Role.LEAD, team=cast.pricing, by=cast.olga)
        round = opened(cast, health, teams=[cast.pricing, cast.churn])
    way = f'action="/o/aurora/rounds/{round.pk}/teams/pricing/answer/"'

    with clock.at(MONDAY):
        for_marta = markup(enter(cast.marta).get(OVERVIEW))
        for_davi = markup(enter(cast.davi).get(OVERVIEW))
    with scope(organization=cast.aurora), clock.at(MONDAY):
        response = begun(cast, round)
        answer_all(response, "fully")
        halfway = markup(enter(cast.marta).get(OVERVIEW))
        answering.submit(response, key="k", by=cast.lia)
        sent = markup(enter(cast.marta).get(OVERVIEW))

    assert way in for_marta
    assert "Start answering" in for_marta
    assert "teams/churn/answer/" not in for_marta
    assert "/answer/" not in for_davi
    assert "Go on answering" in halfway
    assert "/answer/" not in sent


def test_where_nobody_is_counted_charts_say_why(cast: Cast, mlops: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        stands = {cast.pricing: At(1, State.PROVISIONAL, highest=3, missing=4), cast.churn: HIDDEN}
        hold(cast.aurora, mlops, "Now", "2026-10-01", stands, mode=Round.Mode.ANONYMOUS)

    answer = enter(cast.davi).get(OVERVIEW)
    page = markup(answer)

    assert answer.context["distribution"] is None
    assert page.count("No team is counted yet.") == 3
    assert "At least level 1, at most level 3" in page
    assert "Hidden: fewer than 5 answers" in page
    assert "1 team with too few answers to show" in page


def test_a_unit_without_a_team_in_the_round_says_so(
    cast: Cast, rounds: dict[str, Round], enter: Enter
) -> None:
    with scopes_disabled():
        place(cast.aurora, "Empty", unit=True)

    page = markup(enter(cast.davi).get(OVERVIEW, {"unit": "empty"}))

    assert "No team of “Empty” was asked yet." in page
    assert "Show all teams" in page


def test_another_version_before_is_told(
    cast: Cast, mlops: ModelVersion, mlops_document: dict, enter: Enter
) -> None:
    from maturity.exchange import load_version

    second = load_version({**mlops_document, "model": {**mlops_document["model"], "version": 2}})
    with scope(organization=cast.aurora):
        hold(cast.aurora, mlops, "2026 Q2", "2026-04-01", {cast.pricing: At(1)})
        hold(cast.aurora, second, "2026 Q4", "2026-10-01", {cast.pricing: At(2)})

    answer = enter(cast.davi).get(OVERVIEW)

    assert "was answered under version 1 of the model, this one under version 2" in markup(answer)
    assert answer.context["trend"]["paths"].paths[0].stretches == []


def test_a_portuguese_reader_reads_the_models_own_words(
    cast: Cast, rounds: dict[str, Round], enter: Enter
) -> None:
    cast.davi.user.language = "pt-br"
    cast.davi.user.save()

    page = markup(enter(cast.davi).get(OVERVIEW))

    assert '<html lang="pt-BR"' in page
    assert "Modelo de maturidade em MLOps" in page
    assert "Pessoas" in page


def test_ten_teams_and_many_cost_the_same_queries(
    cast: Cast, mlops: ModelVersion, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = enter(cast.davi)

    def queries(year: int, count: int) -> tuple[int, int]:
        with scope(organization=cast.aurora):
            teams = Team.objects.bulk_create(
                Team(organization=cast.aurora, parent=cast.retail, name=f"T{n}", slug=f"t{year}-{n}")
                for n in range(count)
            )
            hold(cast.aurora, mlops, f"{year} a", f"{year}-01-01", dict.fromkeys(teams, At(1)))
            round = hold(cast.aurora, mlops, f"{year} b", f"{year}-06-01", dict.fromkeys(teams, At(2)))
        client.get(OVERVIEW)
        client.get(OVERVIEW, {"round": round.pk})
        with CaptureQueriesContext(connection) as of_round:
            answer = client.get(OVERVIEW, {"round": round.pk})
        with CaptureQueriesContext(connection) as of_now:
            client.get(OVERVIEW)
        assert answer.context["seen"].summary.counted == count
        return len(of_round), len(of_now)

    few, many = queries(2021, 10), queries(2025, 120)  # more than a page holds

    assert few == many
    assert many[0] <= 18
    assert many[1] <= 15


def test_a_choice_shows_at_once_and_without_scripts_by_a_button(
    cast: Cast, rounds: dict[str, Round], enter: Enter
) -> None:
    page = markup(enter(cast.davi).get(OVERVIEW))

    assert 'hx-trigger="change" hx-target="#overview" hx-select="#overview"' in page
    assert "<noscript><button" in page.replace("> <", "><")
    assert "Apply" not in page


def test_each_figure_leads_to_its_teams(cast: Cast, rounds: dict[str, Round], enter: Enter) -> None:
    """Pricing climbed from 0 to 1, Fraud fell from 3 to 2."""
    client = enter(cast.davi)
    links = {fact.label: fact.url for fact in client.get(OVERVIEW).context["facts"]}

    climbed = client.get(OVERVIEW + links["Climbed since 2026 Q2"].removesuffix("#h-heat"))
    fell = client.get(OVERVIEW + links["Fell back"].removesuffix("#h-heat"))

    assert [one.name for one in climbed.context["seen"].page.lines] == ["Pricing"]
    assert [one.name for one in fell.context["seen"].page.lines] == ["Fraud"]
    assert "Fell back: 1 team" in markup(fell)


def test_a_cell_of_a_dimension_leads_to_its_teams(cast: Cast, rounds: dict[str, Round], enter: Enter) -> None:
    client = enter(cast.davi)
    page = markup(client.get(OVERVIEW))
    [address] = {one.split('"')[0] for one in page.split('href="')[1:] if one.startswith("?show=in-2-data")}

    answer = client.get(OVERVIEW + address.removesuffix("#h-heat"))

    assert [one.name for one in answer.context["seen"].page.lines] == ["Fraud"]
    assert "On level 2 in Data: 1 team" in markup(answer)


def test_each_cell_of_the_table_leads_to_the_teams_on_its_level(
    cast: Cast, rounds: dict[str, Round], enter: Enter
) -> None:
    """Each address is followed, and holds at least one team; the totals stay those of all teams."""
    client = enter(cast.davi)
    page = client.get(OVERVIEW)
    table = str(page.context["heat"]["table"])
    cells = {one.split('"')[0] for one in table.split('href="?show=')[1:]}

    assert {f"at-{one.level}#h-heat" for one in page.context["seen"].teams if one.counted} <= cells
    for cell in cells:
        answer = client.get(f"{OVERVIEW}?show={cell.removesuffix('#h-heat')}")
        shown = answer.context["seen"].page.lines
        assert shown, cell
        assert answer.context["seen"].summary == page.context["seen"].summary
    [two] = {cell for cell in cells if cell.startswith("in-2-data")}
    answer = client.get(f"{OVERVIEW}?show={two.removesuffix('#h-heat')}")
    assert [one.name for one in answer.context["seen"].page.lines] == ["Fraud"]


def test_the_data_of_the_levels_lead_to_their_teams(
    cast: Cast, rounds: dict[str, Round], enter: Enter
) -> None:
    page = markup(enter(cast.davi).get(OVERVIEW))

    [levels] = [one for one in page.split("<table") if "Number of teams on each level</caption>" in one]
    assert 'href="?show=at-2#h-heat">1</a>' in levels


def test_a_blocker_leads_to_what_each_team_said(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        response = begun(cast, opened(cast, health, teams=[cast.pricing, cast.churn]))
        with clock.at(MONDAY):
            answer_all(response, "fully", {"value.proven-benefit": "not"})
            criterion = health.criteria.get(key="value.proven-benefit")
            given = answering.Given("not", comment="Nobody measured it <yet>")
            answering.save_answer(response, criterion, given, revision=9)
            answering.submit(response, key="k", by=cast.lia)

    with clock.at(MONDAY):
        answer = enter(cast.davi).get(OVERVIEW, {"show": "blocked-by-value.proven-benefit"})
    page = markup(answer)

    assert "What each of these teams said" in page
    assert "Nobody measured it &lt;yet&gt;" in page
    assert [one.name for one in answer.context["blocking"].teams] == ["Pricing"]


def test_heads_sort_both_ways(cast: Cast, rounds: dict[str, Round], enter: Enter) -> None:
    client = enter(cast.davi)

    first = markup(client.get(OVERVIEW))
    sorted_by_level = markup(client.get(OVERVIEW, {"sort": "lowest"}))

    assert '<a class="sort" href="?sort=lowest">' in first
    assert (
        'aria-sort="ascending"><span class="hide-phone"><a class="sort" href="?sort=highest">'
        in sorted_by_level
    )


def test_models_are_switched_and_a_foreign_one_is_not_found(
    cast: Cast, rounds: dict[str, Round], health: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        hold(cast.aurora, health, "Pilot", "2026-11-01", {cast.pricing: At(3)})
    client = enter(cast.davi)

    page = markup(client.get(OVERVIEW))
    pilot = client.get(OVERVIEW, {"model": "team-health"})

    assert '<option value="mlops" selected>' in " ".join(page.split()).replace(
        '"mlops"  selected', '"mlops" selected'
    )
    assert [one.name for one in pilot.context["seen"].page.lines] == ["Pricing"]
    assert client.get(OVERVIEW, {"model": "nobodys"}).status_code == 404
