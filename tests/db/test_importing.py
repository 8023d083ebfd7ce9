"""Importing teams and people: what a file would do, what is wrong with it, and doing all of it or nothing."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.clock import now
from organizations.importing import carrying_out, examples
from organizations.importing import teams as importing_teams
from organizations.importing.carrying_out import PlanChanged, RowsWrong, import_tables
from organizations.importing.checking import check
from organizations.importing.paths import path_of
from organizations.importing.reading import read_file
from organizations.models import AuditEvent, Label, MembershipOffer, RoleGrant, Team
from organizations.scoping import scope, scopes_disabled
from organizations.teams import merging
from organizations.teams import tree as teams
from organizations.teams.labels import label_team
from tests.cast import Cast, place
from tests.importing import PEOPLE, do, effects, plan, rows, tree, wrong


def test_a_tree_is_added_in_any_order_of_its_rows(cast: Cast) -> None:
    do(cast, "T-1,Claims,U-2,team,", "U-2,Motor,U-1,unit,", "U-1,Insurance,,unit,")

    assert tree(cast.aurora) == {"U-1": "Insurance", "U-2": "Insurance / Motor", "T-1": "Motor / Claims"}
    assert Team.objects.get(external_key="T-1").kind == Team.Kind.TEAM


def test_a_unit_is_found_by_its_path_in_the_tree_or_in_the_file(cast: Cast) -> None:
    do(cast, "U-1,Online,retail,,", "T-1,Basket,Retail / ONLINE,,", "T-2,Search,Risk,,")

    assert tree(cast.aurora) == {"U-1": "Retail / Online", "T-1": "Online / Basket", "T-2": "Risk / Search"}


def test_what_names_no_kind_is_a_unit_where_something_lies_in_it(cast: Cast) -> None:
    do(cast, "A,Alpha,,,", "B,Beta,A,,")

    kinds = Team.objects.filter(external_key__in="AB").values_list("external_key", "kind")
    assert dict(kinds) == {"A": "unit", "B": "team"}


def test_a_team_without_a_key_is_taken_for_what_it_is(cast: Cast) -> None:
    found = plan(cast, "R,Retail,,,", "P,pricing,R,,", "C,Churn,R,,")

    assert effects(found) == {
        "Retail": ["keyed"],
        "Retail / pricing": ["renamed", "keyed"],
        "Retail / Churn": ["keyed"],
    }
    do(cast, "R,Retail,,,", "P,pricing,R,,", "C,Churn,R,,")
    assert Team.objects.get(external_key="P").pk == cast.pricing.pk
    assert Team.objects.count() == 5


def test_a_key_finds_the_team_again_whatever_its_name_and_place(cast: Cast) -> None:
    do(cast, "P,Pricing,Retail,,")

    found = plan(cast, "P,Prices,Risk,,Brazil")
    do(cast, "P,Prices,Risk,,Brazil")

    assert effects(found) == {"Risk / Prices": ["renamed", "moved", "labelled"]}
    cast.pricing.refresh_from_db()
    assert (cast.pricing.name, cast.pricing.parent, cast.pricing.slug) == ("Prices", cast.risk, "pricing")
    assert [label.name for label in cast.pricing.labels.all()] == ["Brazil"]


def test_importing_the_same_again_changes_nothing(cast: Cast) -> None:
    lines = ["R,Retail,,unit,", 'P,Pricing,R,team,"Brazil, Motor"', "N,New,R,team,"]
    do(cast, *lines)
    before = AuditEvent.objects.exclude(action="teams.imported").count()

    again = do(cast, *lines)

    assert again.changing == []
    assert AuditEvent.objects.exclude(action="teams.imported").count() == before


def test_an_empty_cell_of_labels_leaves_them(cast: Cast) -> None:
    label_team(cast.pricing, ["Brazil"], by=None)

    do(cast, "P,Pricing,Retail,,")

    assert [label.name for label in cast.pricing.labels.all()] == ["Brazil"]


def test_without_a_column_of_units_teams_stay_where_they_are(cast: Cast) -> None:
    do(cast, "P,Pricing,Retail,,")

    do(cast, "P,Prices", head="key,name\n")

    cast.pricing.refresh_from_db()
    assert (cast.pricing.name, cast.pricing.parent) == ("Prices", cast.retail)


def test_an_archived_team_is_brought_back(cast: Cast) -> None:
    teams.set_key(cast.pricing, "P", by=None)
    teams.archive_team(cast.pricing, by=None)

    found = do(cast, "P,Pricing,Retail,,")

    assert effects(found) == {"Retail / Pricing": ["restored"]}
    cast.pricing.refresh_from_db()
    assert cast.pricing.archived_at is None


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        pytest.param("T,,,,", "name", "a team needs a name", id="no name"),
        pytest.param("T," + "x" * 121 + ",,,", "name", "at most 120 characters", id="a long name"),
        pytest.param("k" * 81 + ",Claims,,,", "key", "at most 80 characters", id="a long key"),
        pytest.param(
            "T,Claims,X-9,,", "unit", "there is no unit with the key or the path “X-9”", id="no unit"
        ),
        pytest.param("T,Claims,Retail / Pricing,,", "unit", "there is no unit with", id="the path of a team"),
        pytest.param("T,Claims,P,,", "unit", "“Pricing” is a team; only units hold teams", id="in a team"),
        pytest.param("T,Claims,,squad,", "kind", "“squad” is neither “unit” nor “team”", id="an odd kind"),
        pytest.param("P,Pricing,,unit,", "kind", "a team here; it cannot become a unit", id="another kind"),
        pytest.param("T,Claims,T,,", "unit", "a unit cannot be placed below itself", id="in itself"),
        pytest.param("T,Claims,,," + "l" * 41, "labels", "at most 40 characters", id="a long label"),
        pytest.param("T,Claims,,unit,Brazil", "labels", "Labels belong to teams", id="a label on a unit"),
    ],
)
def test_what_is_wrong_is_said_by_line_and_column(cast: Cast, line: str, column: str, words: str) -> None:
    teams.set_key(cast.pricing, "P", by=None)

    found = plan(cast, "U,Unit,,unit,", line)

    ((number, named, message),) = wrong(found)
    assert (number, named) == (3, column)
    assert words in message


def test_a_key_stands_once(cast: Cast) -> None:
    found = plan(cast, "T,Claims,,,", "T,Other,,,")

    assert wrong(found) == [(3, "key", "the key “T” stands in line 2 already.")]


def test_units_in_a_ring_are_refused(cast: Cast) -> None:
    found = plan(cast, "A,Alpha,B,,", "B,Beta,A,,")

    assert {message for _line, _column, message in wrong(found)} == {"a unit cannot be placed below itself."}


def test_a_unit_is_not_moved_below_its_own_unit(cast: Cast) -> None:
    do(cast, "R,Retail,,,", "O,Online,R,unit,")

    found = plan(cast, "R,Retail,O,,")

    assert [message for _line, _column, message in wrong(found)] == ["a unit cannot be placed below itself."]


def test_what_lies_in_a_row_that_is_wrong_is_not_wrong_too(cast: Cast) -> None:
    found = plan(cast, "A,,,unit,", "B,Beta,A,,")

    assert [line for line, _column, _message in wrong(found)] == [2]


def test_a_merged_team_is_named_and_where_it_went(cast: Cast) -> None:
    teams.set_key(cast.pricing, "P", by=None)
    merging.merge_teams(cast.pricing, into=cast.churn, by=None)

    found = plan(cast, "P,Pricing,,,")

    assert wrong(found) == [(2, "key", "“Pricing” was merged into “Churn”. Take this line out.")]


def test_nothing_lies_in_an_archived_unit(cast: Cast) -> None:
    teams.set_key(cast.risk, "R", by=None)
    teams.archive_team(cast.fraud, by=None)
    teams.archive_team(cast.risk, by=None)

    assert wrong(plan(cast, "T,Claims,R,,")) == [(2, "unit", "the unit “Risk” is archived.")]
    assert wrong(plan(cast, "T,Claims,R,,", "R,Risk,,,")) == []


def test_a_file_with_an_error_imports_nothing(cast: Cast) -> None:
    with pytest.raises(RowsWrong):
        do(cast, "T-1,Claims,,,", "T-2,,,,")

    assert Team.objects.count() == 5
    assert not AuditEvent.objects.exists()


def test_an_error_while_writing_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_options: Any) -> None:
        raise RuntimeError("the last step")

    monkeypatch.setattr(carrying_out, "make_foreseen", broken)

    with pytest.raises(RuntimeError):
        do(cast, "T-1,Claims,,,Brazil")

    assert (Team.objects.count(), Label.objects.count()) == (5, 0)


def test_what_was_shown_is_done_or_nothing(cast: Cast) -> None:
    tables = rows("T-1,Claims,Retail,,")
    shown = check(cast.aurora, tables, by=cast.ada).digest
    teams.rename_team(cast.retail, "Consumer", by=None)

    with pytest.raises(PlanChanged):
        import_tables(cast.aurora, tables, digest=shown, by=cast.ada)

    assert not Team.objects.filter(name="Claims").exists()


def test_a_role_is_offered_in_the_team_that_was_shown_or_not_at_all(cast: Cast) -> None:
    teams.set_key(cast.pricing, "K", by=None)
    tables = rows("new@aurora.example,,lead,K,", head=PEOPLE)
    shown = check(cast.aurora, tables, by=cast.ada).digest
    teams.set_key(cast.pricing, "", by=None)
    teams.set_key(cast.churn, "K", by=None)

    with pytest.raises(PlanChanged):
        import_tables(cast.aurora, tables, digest=shown, by=cast.ada)

    assert not MembershipOffer.objects.exists()


def test_a_tower_of_units_costs_no_more_than_its_rows(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(importing_teams, "path_of", lambda said: asked.append(said) or path_of(said))
    names = [f"N{step}" for step in range(400)]
    tower = [
        f"{name},{name},{' / '.join(names[max(0, at - 51) : at])},unit," for at, name in enumerate(names)
    ]

    found = plan(cast, *reversed(tower))

    assert found.problems
    assert len(asked) < 3 * len(names)


@pytest.mark.parametrize("who", ["lia", "vera", "clara", "otto"])
def test_only_who_invites_imports(cast: Cast, who: str) -> None:
    with scope(organization=cast.aurora), pytest.raises(PermissionDenied):
        import_tables(cast.aurora, rows("T,Claims,,,"), by=getattr(cast, who))


def test_who_invites_and_changes_no_teams_is_told_so_by_line(cast: Cast) -> None:
    found = check(cast.aurora, rows("T,Claims,,,"), by=cast.marta)

    assert wrong(found) == [(2, "", "you may invite people, and not change teams.")]
    with pytest.raises(RowsWrong):
        import_tables(cast.aurora, rows("T,Claims,,,"), by=cast.marta)


@pytest.mark.parametrize(
    "row", ["F-1,Guess,,", "M-1,Guess,,", "X,Fraud,Risk,", ",Fraud,Risk,", "T,Claims,Risk,"]
)
def test_teams_beyond_reach_are_nothing_to_the_manager_of_a_unit(cast: Cast, row: str) -> None:
    old = place(cast.aurora, "Motor", cast.risk)
    Team.objects.filter(pk=cast.fraud.pk).update(external_key="F-1")
    Team.objects.filter(pk=old.pk).update(external_key="M-1", merged_into=cast.fraud, archived_at=now())

    found = check(cast.aurora, rows(f"{row},"), by=cast.marta)

    no_unit = [(2, "unit", "there is no unit with the key or the path “Risk”.")] if "Risk" in row else []
    assert wrong(found) == [*no_unit, (2, "", "you may invite people, and not change teams.")]
    assert not found.notes


def test_the_manager_of_a_unit_names_it_from_the_top(cast: Cast) -> None:
    Team.objects.filter(pk=cast.retail.pk).update(parent=place(cast.aurora, "Group", unit=True))

    found = check(cast.aurora, rows(",Pricing,Group / Retail,,"), by=cast.marta)

    assert not found.problems
    assert [one.team for one in found.teams] == [cast.pricing]


def test_the_keys_and_paths_of_another_organization_are_nothing_here(cast: Cast) -> None:
    with scopes_disabled():
        Team.objects.filter(pk=cast.logistics.pk).update(external_key="LOG")
        before = list(Team.objects.filter(organization=cast.boreal).values_list())

    found = plan(cast, "T,Claims,LOG,,", "T-2,Other,Logistics,,")
    do(cast, "LOG,Mine,,,")

    assert len(wrong(found)) == 2
    with scopes_disabled():
        assert list(Team.objects.filter(organization=cast.boreal).values_list()) == before
        assert Team.objects.filter(external_key="LOG").count() == 2


def test_the_template_of_a_tree_imported_again_only_gives_keys(cast: Cast) -> None:
    label_team(cast.pricing, ["Brazil"], by=None)
    (table,) = read_file("teams.csv", examples.as_csv("teams", cast.aurora))

    found = import_tables(cast.aurora, [table], by=cast.ada)

    assert {change for place in found.teams for change in place.changes} == {"keyed"}
    assert check(cast.aurora, [table], by=cast.ada).changing == []


def test_the_template_of_a_workbook_holds_both_sheets_and_no_formula(cast: Cast) -> None:
    teams.rename_team(cast.pricing, "=1+1", by=None)

    (table,) = read_file("all.xlsx", examples.as_workbook(cast.aurora))

    assert "'=1+1" in [row.cells["name"] for row in table.rows]
    assert check(cast.aurora, [table], by=cast.ada).problems == []
    assert "=1+1" in [place.name for place in check(cast.aurora, [table], by=cast.ada).teams]


def test_an_empty_organization_gets_an_example_that_can_be_imported(cast: Cast) -> None:
    with scopes_disabled():
        RoleGrant.objects.filter(team=cast.logistics).delete()
        cast.logistics.delete()
    with scope(organization=cast.boreal):
        tables = read_file("all.xlsx", examples.as_workbook(cast.boreal))

        done = import_tables(cast.boreal, tables, by=cast.otto)

    assert (len(done.teams), len(done.people)) == (3, 2)


def queries(cast: Cast, number: int) -> int:
    lines = [f"U-{number},Unit {number},,unit,"]
    lines += [f"T-{number}-{place},Team {place},U-{number},team,Label {place % 5}" for place in range(number)]
    persons = [f"p{number}-{place}@x.example,P,member,T-{number}-{place}," for place in range(number)]
    tables = [*rows(*lines), *rows(*persons, head=PEOPLE)]
    with CaptureQueriesContext(
        connection,
    ) as captured:
        import_tables(cast.aurora, tables, by=cast.ada)
    return len(captured)


def test_two_hundred_rows_ask_the_database_no_more_often_than_ten(cast: Cast) -> None:
    queries(cast, 5)  # the labels are there from now on

    few, many = queries(cast, 10), queries(cast, 200)

    # 190 more of each: SQLite takes 999 values at once, so five tables are written in batches
    assert many <= few + 10


def test_every_deed_has_its_line_and_the_whole_has_one(cast: Cast) -> None:
    do(cast, "P,Prices,Retail,,", "N,New,Retail,,")

    actions = AuditEvent.objects.order_by("pk").values_list("action", "label")
    assert set(actions) >= {("team.added", "Prices"), ("team.added", "New")}
    whole = AuditEvent.objects.get(action="teams.imported")
    assert (whole.detail["added"], whole.detail["people"]) == (2, 0)
