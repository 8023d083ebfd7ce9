"""Whatever happens to rounds, answers and teams: what is stored of standings is what a recount finds."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core import clock
from core.errors import DomainError
from maturity.catalogs import read_built_in
from maturity.exchange import load_version
from maturity.models import MaturityModel
from maturity.reading import catalog
from organizations.models import Team
from organizations.scoping import scope
from organizations.teams.merging import merge_teams
from organizations.teams.tree import archive_team, restore_team
from surveys import answering, results, rounds
from surveys.answering import Given
from surveys.models import Invitation, Response, Round, TeamResult, TeamStanding
from surveys.results.standings import recount
from tests.cast import make_cast

FIRST_DAY = datetime(2026, 1, 5, 12, tzinfo=UTC)
COUNTED = {"complete", "decided"}
TEAMS = ("pricing", "churn", "fraud")
teams = st.sampled_from(TEAMS)
Kept = dict[tuple[str, int], tuple[int | None, int | None, int | None]]


def kept() -> Kept:
    """What is stored, by the team's key and the lineage."""
    rows = TeamStanding.objects.values_list(
        "team__slug", "lineage_id", "result_id", "previous_id", "newest_id"
    )
    return {(team, lineage): tuple(stand) for team, lineage, *stand in rows}


def told_by_the_rule(lineages: dict[int, int]) -> Kept:
    """The same by the sentences of the rule, one result after the other."""
    found: Kept = {}
    rows = TeamResult.objects.select_related("round__version", "participation__team").order_by(
        "round__opens_at", "round_id"
    )
    for row in rows:
        if row.version_id != row.round.version_id:
            continue
        place = (row.participation.team.slug, lineages[row.round.version.model_id])
        result, previous, newest = found.get(place, (None, None, None))
        over = row.round.state == Round.State.CLOSED or (row.round.state == "open" and row.state != "no_data")
        if over and not row.round.void_reason:
            newest = row.pk
            if row.state in COUNTED:
                result, previous = row.pk, result
        found[place] = (result, previous, newest)
    return found


class Standings(RuleBasedStateMachine):
    """Three teams, a model and one adapted from it; rounds follow and overlap each other in any order."""

    @initialize()
    def begin(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.cast = make_cast()
        self.scope = scope(organization=self.cast.aurora)
        self.scope.__enter__()
        document = read_built_in("team-health")
        self.origin = load_version(document)
        MaturityModel.objects.create(owner=self.cast.aurora, key="ours", derived_from=self.origin)
        own = document | {"model": document["model"] | {"key": "ours"}}
        self.versions = [self.origin, load_version(own, owner=self.cast.aurora)]
        self.moment = FIRST_DAY

    def teardown(self) -> None:
        if hasattr(self, "scope"):
            self.scope.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @rule(adapted=st.booleans(), asked=st.sets(teams, min_size=1))
    def open(self, adapted: bool, asked: set[str]) -> None:
        number = Round.objects.count()

        def deed() -> None:
            round = rounds.plan_round(
                self.cast.aurora,
                name=f"Round {number}",
                version=self.versions[adapted],
                teams=Team.objects.filter(slug__in=asked).active(),
                opens_at=None,
                closes_at=self.moment + timedelta(days=200),
                by=None,
            )
            rounds.open_round(round, by=None)

        self.attempt(deed)

    @rule(team=teams, which=st.integers(0, 3), most=st.booleans(), rating=st.sampled_from(["fully", "not"]))
    def send(self, team: str, which: int, most: bool, rating: str) -> None:
        """All criteria, or one alone, which leaves the result provisional."""
        asked = list(Invitation.objects.filter(participation__team__slug=team).order_by("pk"))
        if not asked:
            return
        invitation = asked[which % len(asked)]
        criteria = catalog(invitation.participation.round.version_id).criteria

        def deed() -> None:
            response = answering.start(invitation)
            given = {one: Given(rating) for one in (criteria if most else criteria[:1])}
            answering.save_answers(response, given)
            answering.submit(response, key=f"{self.moment:%j}", by=None)

        self.attempt(deed)

    @rule(which=st.integers(0, 3))
    def take_back(self, which: int) -> None:
        sent = list(Response.objects.filter(state=Response.State.SUBMITTED).order_by("pk"))
        if sent:
            self.attempt(lambda: answering.reopen(sent[which % len(sent)], by=None))

    @rule(which=st.integers(0, 3))
    def close(self, which: int) -> None:
        self.on_one(which, lambda round: rounds.close_round(round, by=None))

    @rule(which=st.integers(0, 3))
    def compute_again(self, which: int) -> None:
        self.on_one(which, results.recompute)

    @rule(which=st.integers(0, 3))
    def declare_void(self, which: int) -> None:
        def void(round: Round) -> None:
            Round.objects.filter(pk=round.pk).update(void_reason="The wrong teams")
            results.recompute(Round.objects.get(pk=round.pk))

        self.on_one(which, void)

    @rule(team=teams)
    def archive(self, team: str) -> None:
        self.attempt(lambda: archive_team(Team.objects.get(slug=team), by=None))

    @rule(team=teams)
    def bring_back(self, team: str) -> None:
        self.attempt(lambda: restore_team(Team.objects.get(slug=team), by=None))

    @rule(team=teams, into=teams)
    def merge(self, team: str, into: str) -> None:
        one, other = Team.objects.get(slug=team), Team.objects.get(slug=into)
        self.attempt(lambda: merge_teams(one, into=other, by=None))

    def on_one(self, which: int, deed: Callable[[Round], Any]) -> None:
        found = list(Round.objects.order_by("pk"))
        if found:
            self.attempt(lambda: deed(found[which % len(found)]))

    def attempt(self, deed: Callable[[], Any]) -> None:
        self.moment += timedelta(days=3)
        with clock.at(self.moment), suppress(DomainError), transaction.atomic():
            deed()

    @invariant()
    def what_is_stored_is_what_the_rule_tells(self) -> None:
        if hasattr(self, "versions"):
            root = self.origin.model_id
            assert kept() == told_by_the_rule(dict.fromkeys((one.model_id for one in self.versions), root))

    @invariant()
    def a_recount_finds_nothing_to_change(self) -> None:
        if hasattr(self, "versions"):
            before = kept()
            assert recount(self.cast.aurora) == 0
            with transaction.atomic():
                TeamStanding.objects.all().delete()
                recount(self.cast.aurora)
                assert kept() == before
                transaction.set_rollback(True)


@pytest.mark.django_db
def test_after_any_deeds_the_standings_are_those_of_a_recount() -> None:
    run_state_machine_as_test(
        Standings,
        settings=settings(
            max_examples=12,
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
