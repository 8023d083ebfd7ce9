"""What every address promises to everybody: the table behind `test_routes.py`.

A new route needs a row here. Say who holds the right that the view requires (everybody else gets 403),
which objects stand in its address, who reaches them, and what GET and POST answer to those who may:

    "surveys:close": Page(rights=RUNS, own=lambda w: {"pk": w.opened.pk}, foreign=..., post=302),

`own` is in Pricing's part of the tree, `elsewhere` in Fraud's, `foreign` belongs to Boreal. A method
that is not named is answered with 405. Addresses outside `/o/<organization>/` are `Public`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from core.clock import now
from tests.rules.world import World

People = frozenset[str]
Values = dict[str, Any]


def people(names: str) -> People:
    return frozenset(names.split())


EVERYBODY = people("olga ada clara davi marta lia mauro vera")
SEES = people("olga ada davi marta lia mauro vera")  # teams, rounds and results; not the catalog editor
SEES_ALL = people("olga ada davi vera")
RUNS = people("olga ada davi")
MANAGES = people("olga ada")
ONE_TEAM = people("lia mauro")
ANSWERS = people("lia")
NOBODY = people("")


def nothing(world: World) -> Values:
    return {}


@dataclass(frozen=True)
class Bearing:
    """What the form of an answering page names."""

    response: str
    criterion: str
    page: Values  # the fields of a dimension without a script


@dataclass(frozen=True, kw_only=True)
class Page:
    """An address of an organization.

    Attributes:
        rights: who holds the right that the view requires.
        own, elsewhere: the objects in the address, in Pricing's part of the tree and in Fraud's.
        foreign: addresses with objects of Boreal in them, under Aurora's name.
        reach, reach_elsewhere: who finds those objects; all with the right, if not given.
        get, post: the status for those who may; None: 405.
        special: other statuses of GET, by person, whatever the address names.
        leaves_trail: GET adds a line to the audit trail, the one thing that reading may write.
        data: what is posted.
        smuggled: forms that name objects of Boreal; each is refused with 422.
        query: of the own objects, for an address that takes objects there.
        queries_elsewhere, queries_foreign: the same of objects elsewhere and of Boreal.
    """

    rights: People
    own: Callable[[World], Values] = nothing
    elsewhere: Callable[[World], Values] | None = None
    foreign: Callable[[World], list[Values]] = lambda world: []
    reach: People | None = None
    reach_elsewhere: People | None = None
    get: int | None = None
    post: int | None = None
    special: dict[str, int] = field(default_factory=dict)
    leaves_trail: bool = False
    data: Callable[[World], Values] = nothing
    smuggled: Callable[[World], list[Values]] = lambda world: []
    query: Callable[[World], str] = lambda world: ""
    queries_elsewhere: Callable[[World], list[str]] = lambda world: []
    queries_foreign: Callable[[World], list[str]] = lambda world: []

    def status(self, method: str, who: str, *, found: bool) -> int:
        """What somebody gets who finds the objects in the address, or not."""
        wanted = self.post if method == "POST" else self.get
        held = who in self.rights
        if wanted is None:
            return 405
        if not held:
            return 403
        if method != "POST" and who in self.special:
            return self.special[who]
        return wanted if found else 404


@dataclass(frozen=True, kw_only=True)
class Public:
    """An address that belongs to no organization: what it answers to a visitor and to a signed-in person."""

    visitor: dict[str, int] = field(default_factory=dict)
    signed_in: dict[str, int] = field(default_factory=dict)
    values: Callable[[World], Values] = nothing
    data: Callable[[World], Values] = nothing


@dataclass(frozen=True, kw_only=True)
class WithPass:
    """An answering page to who holds the pass of their own invitation.

    `foreign` is what it answers when its form names the response of the other organization.
    """

    get: int = 405
    post: int = 405
    values: Callable[[World], Values] = nothing
    data: Callable[[Bearing], Values] = lambda bearing: {}
    as_json: bool = False
    foreign: int | None = None


def open_to_all(*, get: int = 200, post: int = 405) -> Public:
    return Public(visitor={"GET": get, "POST": post}, signed_in={"GET": get, "POST": post})


def team(world: World) -> Values:
    return {"team": world.cast.pricing.slug}


def other_team(world: World) -> Values:
    return {"team": world.cast.fraud.slug}


def foreign_team(world: World) -> list[Values]:
    return [{"team": world.cast.logistics.slug}]


def foreign_rounds(world: World) -> list[Values]:
    return [{"pk": one.pk} for one in (world.foreign, world.foreign_draft, world.foreign_closed)]


def a_year_on() -> str:
    return (now() + timedelta(days=365)).strftime("%Y-%m-%dT%H:%M")


def plan(world: World) -> Values:
    """What the form of a new round sends."""
    return {
        "name": "Winter",
        "version": world.version.pk,
        "teams": [world.cast.pricing.pk],
        "begin": "by_hand",
        "closes_at": a_year_on(),
    }


def mauro(world: World) -> Values:
    return {"pk": world.member("mauro").pk}


def otto(world: World) -> list[Values]:
    return [{"pk": world.member("otto").pk}]


def elsewhere_in_results(world: World) -> list[str]:
    return [f"?round={world.risky.pk}", "?unit=risk"]


def foreign_in_results(world: World) -> list[str]:
    return [f"?round={world.foreign_closed.pk}", f"?round={world.foreign.pk}", f"?unit={world.abroad.slug}"]


PUBLIC: dict[str, Public] = {
    "healthz": open_to_all(),
    "readyz": open_to_all(),
    "core:help": open_to_all(),
    "core:accessibility": open_to_all(),
    "core:privacy": open_to_all(),
    "core:language": Public(
        visitor={"GET": 405, "POST": 302},
        signed_in={"GET": 405, "POST": 302},
        data=lambda world: {"language": "en", "next": "/"},
    ),
    "core:theme": Public(
        visitor={"GET": 405, "POST": 302},
        signed_in={"GET": 405, "POST": 302},
        data=lambda world: {"theme": "dark", "next": "/"},
    ),
    "organizations:home": Public(visitor={"GET": 200, "POST": 405}, signed_in={"GET": 302, "POST": 405}),
    "organizations:setup": open_to_all(get=302, post=302),  # closed: somebody is here
    "organizations:account": Public(
        visitor={"GET": 302, "POST": 302},
        signed_in={"GET": 200, "POST": 302},
        data=lambda world: {"name": "Somebody Else", "time_zone": ""},
    ),
    "organizations:email": open_to_all(get=302, post=302),
    "account_email": open_to_all(get=302, post=302),  # the same address: nobody adds a second one
    "account_login": Public(visitor={"GET": 200, "POST": 200}, signed_in={"GET": 302, "POST": 302}),
    "account_logout": Public(visitor={"GET": 302, "POST": 302}, signed_in={"GET": 200, "POST": 302}),
    "account_inactive": open_to_all(post=405),
    "account_signup": Public(visitor={"GET": 200, "POST": 200}, signed_in={"GET": 302, "POST": 302}),
    "account_reauthenticate": Public(visitor={"GET": 302, "POST": 302}, signed_in={"GET": 200, "POST": 200}),
    "account_email_verification_sent": open_to_all(post=405),
    "account_confirm_email": Public(
        visitor={"GET": 200, "POST": 404},
        signed_in={"GET": 200, "POST": 404},
        values=lambda world: {"key": "nothing"},
    ),
    "account_confirm_login_code": open_to_all(get=302, post=302),
    "account_change_password": Public(visitor={"GET": 302, "POST": 302}, signed_in={"GET": 200, "POST": 200}),
    "account_set_password": Public(visitor={"GET": 302, "POST": 302}, signed_in={"GET": 302, "POST": 302}),
    "account_reset_password": open_to_all(post=200),
    "account_reset_password_done": open_to_all(post=405),
    "account_reset_password_from_key": Public(
        visitor={"GET": 200, "POST": 200},
        signed_in={"GET": 200, "POST": 200},
        values=lambda world: {"uidb36": "1", "key": "nothing"},
    ),
    "account_reset_password_from_key_done": open_to_all(post=405),
    # The answering pages go by the pass of an invitation, not by who is signed in; nobody here holds one.
    "answer:start": open_to_all(get=401, post=401),
    "answer:dimension": Public(
        visitor={"GET": 401, "POST": 401},
        signed_in={"GET": 401, "POST": 401},
        values=lambda world: {"key": world.dimension},
    ),
    "answer:save": open_to_all(get=405, post=401),
    "answer:check": open_to_all(get=401, post=405),
    "answer:submit": open_to_all(get=405, post=401),
    "answer:reopen": open_to_all(get=405, post=401),
    "answer:done": open_to_all(get=401, post=405),
    "answer:arrive": Public(
        visitor={"GET": 404, "POST": 404},
        signed_in={"GET": 404, "POST": 404},
        values=lambda world: {"token": "x" * 43},
    ),
}

# The same answering pages to Lia with the pass for Pricing, and to Lena of Boreal with hers for Logistics.
WITH_PASS: dict[str, WithPass] = {
    "answer:start": WithPass(get=200, post=302),
    "answer:dimension": WithPass(
        get=200,
        post=302,
        values=lambda w: {"key": w.dimension},
        data=lambda bearing: {"response": bearing.response, **bearing.page},
        foreign=409,
    ),
    "answer:save": WithPass(
        post=200,
        data=lambda bearing: {
            "response": bearing.response,
            "criterion": bearing.criterion,
            "rating": "fully",
            "revision": 9,
        },
        as_json=True,
        foreign=409,
    ),
    "answer:check": WithPass(get=200),
    "answer:submit": WithPass(
        post=302, data=lambda bearing: {"response": bearing.response, "key": "abc"}, foreign=409
    ),
    "answer:reopen": WithPass(post=409, data=lambda bearing: {"response": bearing.response}, foreign=409),
    "answer:done": WithPass(get=302),  # nothing is sent yet
    "answer:arrive": WithPass(get=404, post=404, values=lambda w: {"token": "x" * 43}),
}

PAGES: dict[str, Page] = {
    "organizations:teams": Page(
        rights=SEES,
        query=lambda w: "?team=pricing",
        queries_elsewhere=lambda w: ["?team=fraud"],
        queries_foreign=lambda w: ["?team=logistics"],
        reach_elsewhere=SEES_ALL,
        get=200,
    ),
    "organizations:add_unit": Page(
        rights=MANAGES,
        get=200,
        post=302,
        data=lambda w: {"name": "Claims", "parent": w.cast.retail.pk, "led_by": w.cast.marta.pk},
        smuggled=lambda w: [
            {"name": "Claims", "parent": w.abroad.pk},
            {"name": "Claims", "led_by": w.cast.otto.pk},
        ],
    ),
    "organizations:add_team": Page(
        rights=MANAGES,
        get=200,
        post=302,
        data=lambda w: {"name": "Claims", "parent": w.cast.retail.pk, "led_by": w.cast.lia.pk},
        smuggled=lambda w: [
            {"name": "Claims", "parent": w.abroad.pk},
            {"name": "Claims", "led_by": w.cast.otto.pk},
        ],
    ),
    "organizations:change_team": Page(
        rights=MANAGES,
        own=team,
        elsewhere=other_team,
        foreign=foreign_team,
        get=200,
        post=302,
        data=lambda w: {"name": "Prices", "parent": w.cast.risk.pk},
        smuggled=lambda w: [{"name": "Prices", "parent": w.abroad.pk}],
    ),
    "organizations:add_person": Page(
        rights=MANAGES,
        own=team,
        elsewhere=other_team,
        foreign=foreign_team,
        post=302,
        data=lambda w: {"person": w.cast.mauro.pk, "role": "lead"},
        smuggled=lambda w: [{"person": w.cast.otto.pk, "role": "lead"}],
    ),
    "organizations:archive_team": Page(
        rights=MANAGES, own=team, elsewhere=other_team, foreign=foreign_team, post=302
    ),
    "organizations:restore_team": Page(
        rights=MANAGES, own=team, elsewhere=other_team, foreign=foreign_team, post=302
    ),
    "organizations:people": Page(
        rights=MANAGES,
        get=200,
        post=302,
        data=lambda w: {
            "name": "Nina Faro",
            "email": "nina@aurora.example",
            "role": "member",
            "team": w.cast.pricing.pk,
        },
        smuggled=lambda w: [
            {"name": "Nina", "email": "n@a.example", "role": "member", "team": w.cast.logistics.pk}
        ],
    ),
    "organizations:person": Page(
        rights=MANAGES,
        own=mauro,
        foreign=otto,
        get=200,
        post=302,
        data=lambda w: {"role": "lead", "team": w.cast.churn.pk},
        smuggled=lambda w: [{"role": "lead", "team": w.cast.logistics.pk}],
    ),
    "organizations:revoke": Page(
        rights=MANAGES,
        own=lambda w: mauro(w) | {"grant": w.grant("mauro").pk},
        foreign=lambda w: [
            {"pk": w.member("otto").pk, "grant": w.grant("otto").pk},
            {"pk": w.member("mauro").pk, "grant": w.grant("otto").pk},
        ],
        post=302,
    ),
    "organizations:write_again": Page(rights=MANAGES, own=mauro, foreign=otto, post=302),
    "organizations:end": Page(rights=MANAGES, own=mauro, foreign=otto, post=302),
    "maturity:index": Page(rights=EVERYBODY, get=200),
    "maturity:version": Page(
        rights=EVERYBODY,
        own=lambda w: {"model": "team-health", "number": 1},
        foreign=lambda w: [{"model": w.foreign_model, "number": 1}],
        get=200,
    ),
    "maturity:criterion": Page(
        rights=EVERYBODY,
        own=lambda w: {"model": "team-health", "number": 1, "criterion": w.criterion},
        foreign=lambda w: [{"model": w.foreign_model, "number": 1, "criterion": w.criterion}],
        get=200,
    ),
    "surveys:rounds": Page(rights=SEES, get=200),
    "surveys:new": Page(
        rights=RUNS,
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
        get=200,
    ),
    "surveys:edit": Page(
        rights=RUNS,
        own=lambda w: {"pk": w.draft.pk},
        foreign=foreign_rounds,
        get=200,
        post=302,
        data=plan,
        smuggled=lambda w: [plan(w) | {"teams": [w.cast.logistics.pk]}],
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
    ),
    "reports:index": Page(rights=EVERYBODY, get=302),
    "reports:overview": Page(
        rights=SEES,
        query=lambda w: f"?round={w.closed.pk}&unit=retail",
        queries_elsewhere=elsewhere_in_results,
        reach_elsewhere=SEES_ALL,
        queries_foreign=foreign_in_results,
        get=200,
        special=dict.fromkeys(ONE_TEAM, 302),  # to their one team, whatever they asked for
    ),
    "reports:export": Page(
        rights=SEES,
        query=lambda w: f"?round={w.closed.pk}",
        queries_elsewhere=elsewhere_in_results,
        reach_elsewhere=SEES_ALL,
        queries_foreign=foreign_in_results,
        get=200,
        leaves_trail=True,
    ),
    "reports:team": Page(
        rights=SEES,
        own=team,
        query=lambda w: f"?round={w.closed.pk}",
        elsewhere=other_team,
        reach_elsewhere=SEES_ALL,
        foreign=foreign_team,
        queries_foreign=lambda w: [f"?round={w.foreign_closed.pk}"],
        get=200,
    ),
    "reports:dimension": Page(
        rights=SEES,
        own=lambda w: team(w) | {"dimension_key": w.dimension},
        elsewhere=lambda w: other_team(w) | {"dimension_key": w.dimension},
        reach_elsewhere=SEES_ALL,
        foreign=lambda w: [values | {"dimension_key": w.dimension} for values in foreign_team(w)],
        get=200,
    ),
    "reports:criterion": Page(
        rights=SEES,
        own=lambda w: team(w) | {"criterion_key": w.criterion},
        elsewhere=lambda w: other_team(w) | {"criterion_key": w.criterion},
        reach_elsewhere=SEES_ALL,
        foreign=lambda w: [values | {"criterion_key": w.criterion} for values in foreign_team(w)],
        get=200,
    ),
}
