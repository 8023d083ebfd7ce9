"""Rounds."""

from core.clock import now
from organizations.scoping import scopes_disabled
from surveys.models import Invitation, Round
from tests.rules.routes.objects import (
    a_year_on,
    again,
    foreign_recurring,
    foreign_rounds,
    other_team,
    plan,
    recurring,
    smuggled_again,
    team,
)
from tests.rules.routes.shapes import ANSWERS, NOBODY, RUNS, SEES, SEES_ALL, Page, Values
from tests.rules.world import World


def mailed(world: World) -> Values:
    """Pricing in the open round, whose leads have their mail."""
    with scopes_disabled():
        Invitation.objects.filter(participation__round=world.opened).update(sent_at=now())
    return team(world) | {"pk": world.opened.pk}


def mailed_round(world: World) -> Values:
    return {"pk": mailed(world)["pk"]}


def foreign_parts(world: World) -> list[Values]:
    """Either team in a round of Boreal, and Boreal's team in one of Aurora."""
    rounds = foreign_rounds(world)
    abroad = [one | {"team": slug} for one in rounds for slug in ("pricing", "logistics")]
    return [*abroad, {"team": world.cast.logistics.slug, "pk": world.opened.pk}]


def _link_in(round: Round) -> int:
    with scopes_disabled():
        return Invitation.objects.filter(participation__round=round).earliest("pk").pk


def link(world: World) -> Values:
    return {"pk": world.opened.pk, "link": _link_in(world.opened)}


def foreign_links(world: World) -> list[Values]:
    """Either link in a round of Boreal, and Boreal's link in one of Aurora."""
    links = [_link_in(world.opened), _link_in(world.foreign)]
    abroad = [one | {"link": link} for one in foreign_rounds(world) for link in links]
    return [*abroad, {"pk": world.opened.pk, "link": links[1]}]


PAGES: dict[str, Page] = {
    "surveys:rounds": Page(rights=SEES, get=200),
    "surveys:new": Page(
        rights=RUNS,
        query=lambda w: f"?label={w.label.slug}",
        queries_foreign=lambda w: [f"?label={w.foreign_label.slug}", f"?follows={w.foreign_closed.pk}"],
        get=200,
        post=302,
        data=plan,
        smuggled=lambda w: [
            plan(w) | {"teams": [w.cast.pricing.pk, w.cast.logistics.pk]},
            plan(w) | {"teams": [w.abroad.pk]},
            plan(w) | {"version": w.foreign_version},
        ],
    ),
    "surveys:round": Page(
        rights=SEES,
        own=lambda w: {"pk": w.opened.pk},
        elsewhere=lambda w: {"pk": w.risky.pk},
        reach_elsewhere=SEES_ALL,
        foreign=foreign_rounds,
        queries_foreign=lambda w: [f"?label={w.foreign_label.slug}", "?unit=Boreal"],
        get=200,
    ),
    "surveys:outcome": Page(
        rights=RUNS,
        own=lambda w: {"pk": w.closed.pk},
        foreign=foreign_rounds,
        get=200,
        post=302,
        data=lambda w: {"text": "A build for all."},
    ),
    "surveys:join": Page(
        rights=RUNS,
        own=lambda w: {"pk": w.risky.pk},
        foreign=foreign_rounds,
        query=lambda w: f"?label={w.label.slug}",
        queries_foreign=lambda w: [f"?label={w.foreign_label.slug}"],
        get=200,
        post=302,
        data=lambda w: {"teams": [w.cast.pricing.pk]},
        smuggled=lambda w: [
            {"teams": [w.cast.pricing.pk, w.cast.logistics.pk]},
            {"teams": [w.cast.logistics.pk]},
            {"teams": [w.abroad.pk]},
        ],
    ),
    "surveys:export": Page(
        rights=RUNS,
        own=lambda w: {"pk": w.opened.pk},
        foreign=foreign_rounds,
        query=lambda w: f"?label={w.label.slug}",
        queries_foreign=lambda w: [f"?label={w.foreign_label.slug}", "?unit=Boreal"],
        post=200,
    ),
    "surveys:remind": Page(
        rights=RUNS,
        own=mailed_round,
        foreign=foreign_rounds,
        post=302,
        data=lambda w: {"who": "chosen", "teams": [w.cast.pricing.slug]},
        smuggled=lambda w: [{"who": "chosen", "teams": [w.cast.logistics.slug]}],
    ),
    "surveys:remind_team": Page(
        rights=RUNS,
        own=mailed,
        foreign=foreign_parts,
        post=302,
    ),
    "surveys:asked": Page(
        rights=RUNS,
        own=lambda w: team(w) | {"pk": w.opened.pk},
        foreign=foreign_parts,
        get=200,
    ),
    "surveys:replace_link": Page(rights=RUNS, own=link, foreign=foreign_links, post=302),
    "surveys:revoke_link": Page(rights=RUNS, own=link, foreign=foreign_links, post=302),
    "surveys:edit": Page(
        rights=RUNS,
        own=lambda w: {"pk": w.draft.pk},
        foreign=foreign_rounds,
        get=200,
        post=302,
        data=plan,
        smuggled=lambda w: [plan(w) | {"teams": [w.cast.logistics.pk]}],
    ),
    "surveys:recurrences": Page(rights=RUNS, get=200),
    "surveys:new_recurrence": Page(rights=RUNS, get=200, post=302, data=again, smuggled=smuggled_again),
    "surveys:recurrence": Page(rights=RUNS, own=recurring, foreign=foreign_recurring, get=200),
    "surveys:edit_recurrence": Page(
        rights=RUNS,
        own=recurring,
        foreign=foreign_recurring,
        get=200,
        post=302,
        data=again,
        smuggled=smuggled_again,
    ),
    "surveys:pause_recurrence": Page(rights=RUNS, own=recurring, foreign=foreign_recurring, post=302),
    "surveys:resume_recurrence": Page(
        rights=RUNS, own=lambda w: {"pk": w.paused.pk}, foreign=foreign_recurring, post=302
    ),
    "surveys:end_recurrence": Page(rights=RUNS, own=recurring, foreign=foreign_recurring, get=200, post=302),
    "surveys:preview": Page(rights=RUNS, own=lambda w: {"pk": w.draft.pk}, foreign=foreign_rounds, get=200),
    "surveys:preview_dimension": Page(
        rights=RUNS,
        own=lambda w: {"pk": w.draft.pk, "dimension_key": w.dimension},
        foreign=lambda w: [values | {"dimension_key": w.dimension} for values in foreign_rounds(w)],
        get=200,
    ),
    "surveys:open": Page(rights=RUNS, own=lambda w: {"pk": w.draft.pk}, foreign=foreign_rounds, post=302),
    "surveys:extend": Page(
        rights=RUNS,
        own=lambda w: {"pk": w.opened.pk},
        foreign=foreign_rounds,
        get=200,
        post=302,
        data=lambda w: {"closes_at": a_year_on()},
    ),
    "surveys:close": Page(
        rights=RUNS, own=lambda w: {"pk": w.opened.pk}, foreign=foreign_rounds, get=200, post=302
    ),
    "surveys:discard": Page(
        rights=RUNS, own=lambda w: {"pk": w.draft.pk}, foreign=foreign_rounds, get=200, post=302
    ),
    "surveys:recompute": Page(
        rights=RUNS, own=lambda w: {"pk": w.closed.pk}, foreign=foreign_rounds, post=302
    ),
    "surveys:answer": Page(
        rights=ANSWERS,
        own=lambda w: team(w) | {"pk": w.opened.pk},
        elsewhere=lambda w: other_team(w) | {"pk": w.opened.pk},
        reach_elsewhere=NOBODY,
        foreign=lambda w: (
            [{"team": slug, "pk": pk["pk"]} for slug in ("pricing", "logistics") for pk in foreign_rounds(w)]
            + [team(w) | {"pk": w.draft.pk}]
        ),  # not open yet, so it does not exist for a lead
        post=302,
        only_answers=True,  # with a pass: the response was begun before
    ),
}
