"""Two at once: imports, merges and labels meet nothing halfway."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from maturity.models import ModelVersion
from organizations.importing.carrying_out import PlanChanged, import_tables
from organizations.importing.checking import check
from organizations.importing.reading import read_file
from organizations.models import Label, MembershipOffer, Team
from organizations.scoping import scope
from organizations.teams import labels, merging, tree
from surveys import rounds
from surveys.models import Participation, Round
from surveys.refusals import NoTeams
from tests.at_once import at_once
from tests.cast import Cast
from tests.survey_steps import planned

AGAIN = range(2)  # without the locks nearly every run fails; two leave no luck


def within(cast: Cast, deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The deed in Aurora's scope, which a new thread does not have."""
    with scope(organization=cast.aurora):
        return deed(*args, **kwargs)


@pytest.mark.parametrize("again", AGAIN)
def test_an_import_that_is_confirmed_twice_is_done_once(
    transactional_db: None, cast: Cast, again: int
) -> None:
    tables = [
        *read_file("t.csv", b"key,name\nA,Alpha\nB,Beta\n"),
        *read_file("p.csv", b"email,role,team\nnina@aurora.example,lead,A\n"),
    ]
    shown = check(cast.aurora, tables, by=cast.ada).digest
    confirm = partial(within, cast, import_tables, cast.aurora, tables, digest=shown, by=cast.ada)

    outcomes = at_once(confirm, confirm)

    assert sum(isinstance(outcome, PlanChanged) for outcome in outcomes) == 1
    assert Team.objects.filter(external_key__in=["A", "B"]).count() == 2
    assert MembershipOffer.objects.count() == 1


@pytest.mark.parametrize("again", AGAIN)
def test_two_teams_merged_into_each_other_leave_one(transactional_db: None, cast: Cast, again: int) -> None:
    merge = partial(within, cast, merging.merge_teams)

    outcomes = at_once(
        partial(merge, cast.pricing, into=cast.churn, by=None),
        partial(merge, cast.churn, into=cast.pricing, by=None),
    )

    assert Team.objects.filter(pk__in=[cast.pricing.pk, cast.churn.pk]).active().count() == 1
    assert sum(isinstance(outcome, merging.NotInUse) for outcome in outcomes) == 1


@pytest.mark.parametrize("again", AGAIN)
def test_a_round_that_opens_while_its_team_is_merged_asks_it_or_hinders(
    transactional_db: None, cast: Cast, health: ModelVersion, again: int
) -> None:
    round = planned(cast, health)

    merged, opened = at_once(
        partial(within, cast, merging.merge_teams, cast.pricing, into=cast.churn, by=None),
        partial(within, cast, rounds.open_round, Round.objects.get(pk=round.pk), by=None),
    )

    gone = Team.objects.get(pk=cast.pricing.pk).archived_at is not None
    asked = Participation.objects.filter(round=round, round__state=Round.State.OPEN).exists()
    assert gone != asked
    assert isinstance(opened, NoTeams) if gone else isinstance(merged, merging.MergeHindered)


@pytest.mark.parametrize("again", AGAIN)
def test_one_label_for_one_word(transactional_db: None, cast: Cast, again: int) -> None:
    label = partial(within, cast, labels.label_team)

    at_once(
        partial(label, cast.pricing, ["Brazil"], by=None), partial(label, cast.churn, ["brazil"], by=None)
    )

    assert Label.objects.count() == 1


@pytest.mark.parametrize("again", AGAIN)
def test_two_who_move_a_team_from_the_same_tree(transactional_db: None, cast: Cast, again: int) -> None:
    move = partial(within, cast, tree.move_team, cast.pricing, seen_below=cast.retail, by=None)

    outcomes = at_once(partial(move, parent=cast.risk), partial(move, parent=None))

    assert sum(isinstance(outcome, tree.MovedMeanwhile) for outcome in outcomes) == 1
