"""Every address x every method x every role x own, elsewhere and foreign objects.

The addresses come from the URL resolver and the promises from `routes/`; an address without a promise
fails. Objects are real on both sides, for ids that exist nowhere give 404 to everybody and prove nothing.
SQLite takes all of it; PostgreSQL takes each address once per role, with the methods that it answers.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.rules.addresses import declared_addresses
from tests.rules.asking import (
    OTHER_METHODS,
    OWN,
    STRANGERS,
    Ask,
    Outcome,
    Place,
    carry_out,
    device_of,
    status_of,
    text_of,
)
from tests.rules.routes import PAGES, PUBLIC, WITH_PASS, Bearing, Page
from tests.rules.sources import modules
from tests.rules.world import NOT_FOR, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_log")]
ON_POSTGRES = connection.vendor == "postgresql"
ROUTES = declared_addresses()
OPERATING = {name: pattern for name, pattern in ROUTES.items() if name.startswith("operator:")}
MATRIX = ("GET", "POST")
PEOPLE = ("olga", "ada", "clara", "davi", "marta", "lia", "mauro", "vera")


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    """A signed-in client for each person, Otto and Lena of Boreal among them, and a visitor's."""
    made = {"anonymous": Client()}
    for name in (*PEOPLE, *STRANGERS):
        made[name] = device_of(world.member(name))
    return made


def test_every_route_says_what_it_promises() -> None:
    routes = declared_addresses()
    undeclared = sorted(set(routes) - set(PAGES) - set(PUBLIC) - set(OPERATING))

    assert not undeclared, "".join(
        f"\n{name} ({routes[name]}) has no row. Add it to PAGES (addresses of an organization) or PUBLIC in "
        "the module of its part in tests/rules/routes/: who may, which objects stand in the address, what "
        "GET and POST answer."
        for name in undeclared
    )


@pytest.mark.parametrize("name", sorted(OPERATING))
def test_the_pages_of_operators_are_there_for_nobody_here(
    name: str, world: World, clients: dict[str, Client]
) -> None:
    """One rule for all that Django's admin generates: a visitor signs in, everybody else finds nothing."""
    filled = OPERATING[name].replace("<path:object_id>", str(world.cast.olga.user.pk))
    address = "/" + re.sub(r"\(\?P<app_label>[^)]*\)|[$^]", "", filled).replace("//", "/organizations/")
    data = {"action": "close", "_selected_action": str(world.cast.lia.user.pk)}
    asks = [
        Ask(who, method, address, 302 if who == "anonymous" else 404, data, "no operator")
        for who, method in product(clients, ("GET", "HEAD", "POST"))
    ]

    assert [wrong for ask in asks for wrong in carry_out(ask, world, clients).wrong] == []


def test_every_promise_has_its_route() -> None:
    gone = sorted((set(PAGES) | set(PUBLIC)) - set(declared_addresses()))

    assert not gone, f"These routes are gone; take their rows out of tests/rules/routes/: {gone}"


def test_only_addresses_of_an_organization_are_pages() -> None:
    routes = declared_addresses()
    inside = {name for name, pattern in routes.items() if "<slug:organization>" in pattern}

    assert inside == set(PAGES)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_of_an_organization_keeps_its_promise(
    name: str, world: World, clients: dict[str, Client]
) -> None:
    page = PAGES[name]
    outcomes = [
        (ask, carry_out(replace(ask, shows=page.shows), world, clients))
        for ask in asks_of(name, page, world)
        if is_once_per_role(ask, page) or not ON_POSTGRES
    ]

    found = [*(wrong for _ask, outcome in outcomes for wrong in outcome.wrong), *_idle(page, outcomes)]
    assert not found, "\n" + "\n".join(found)


def test_nothing_tells_head_from_get() -> None:
    """So what GET is refused HEAD is refused, and the matrix need not ask for both everywhere.

    Compression does, for the body that HEAD has none of; by then the answer is made.
    """
    told_apart = [
        f"{module}:{node.lineno}"
        for module, tree in modules()
        if module != "core.compression"
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and "method" in _words_of(node)
        if len(_words_of(node) & {"GET", "HEAD"}) == 1
    ]

    assert told_apart == []
    assert [module for module, tree in modules() if "require_GET" in _words_of(tree)] == []


def _words_of(tree: ast.AST) -> set[str]:
    nodes = list(ast.walk(tree))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return names | attributes | {str(node.value) for node in nodes if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("who", PEOPLE)
def test_the_page_of_what_is_not_there_tells_nothing(
    who: str, world: World, clients: dict[str, Client]
) -> None:
    """Drawn in full once per person; the matrix asks for the status of all the others."""
    missing = [
        reverse("organizations:change_team", args=["aurora", world.cast.logistics.slug]),
        reverse("maturity:version", args=["aurora", world.foreign_model, 1]),
        reverse("reports:overview", args=["boreal"]),
    ]
    page = "".join(read(address, clients[who]) for address in missing)

    assert "404" in page or "does not exist" in page
    assert [canary for canary in NOT_FOR[who] if canary in page] == []


def is_once_per_role(ask: Ask, page: Page) -> bool:
    """Whether a request belongs to the short matrix."""
    answered = {"GET": page.get, "POST": page.post}.get(ask.method)
    return answered is not None and ask.why in OWN


def _idle(page: Page, outcomes: list[tuple[Ask, Outcome]]) -> Iterator[str]:
    """The positive control: each method that is promised works for somebody, and a POST does something."""
    own = [(ask, outcome) for ask, outcome in outcomes if ask.why == "own"]
    for method, promised in (("GET", page.get), ("POST", page.post)):
        good = [outcome for ask, outcome in own if (ask.method, ask.status) == (method, promised)]
        if promised is not None and not good:
            yield f"nobody is promised the {promised} of {method}: the refusals prove nothing"
        did = any(outcome.did_something for outcome in good)
        if method == "POST" and good and not did and not page.only_answers:
            yield "no POST changed a row: the refusals prove nothing"


@pytest.mark.parametrize("name", [name for name in sorted(PAGES) if "<" in ROUTES[name].split("/", 2)[2]])
def test_the_foreign_objects_are_real(name: str, world: World, clients: dict[str, Client]) -> None:
    """The positive control of the foreign ids: at home, in Boreal, Otto or Lena finds each kind."""
    page, method = PAGES[name], "GET" if PAGES[name].get else "POST"
    own = page.own(world)
    wanted = {part for values in page.foreign(world) for part in values if values[part] != own[part]}
    found = set()
    for who, values in product(STRANGERS, page.foreign(world)):
        address = Place(name, values).at("boreal")
        if status_of(Ask(who, method, address, 0, page.data(world), "at home"), clients) not in (403, 404):
            found |= {part for part in values if values[part] != own[part]}

    assert found == wanted


def test_every_canary_sings_for_somebody(world: World, clients: dict[str, Client]) -> None:
    """The positive control of the canaries: whoever may read a name does find it on some page."""
    sung = ""
    for name, page in PAGES.items():
        if page.get == 200:
            sung += read(Place(name, page.own(world), page.query(world)).at("aurora"), clients["olga"])
            for values in page.foreign(world) or [{}]:
                sung += read(Place(name, values).at("boreal"), clients["otto"])
    sung += read(reverse("answer:dimension", args=[world.dimension]), _with_pass(world, "lia", world.opened))

    assert {canary for canaries in NOT_FOR.values() for canary in canaries if canary not in sung} == set()


def read(address: str, client: Client) -> str:
    return text_of(client.get(address))


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_page_outside_any_organization_keeps_its_promise(name: str, world: World) -> None:
    promise = PUBLIC[name]
    address = reverse(name, kwargs=promise.values(world))
    found = []
    asked = [*product(("anonymous", *PEOPLE), MATRIX if ON_POSTGRES else ("GET", "HEAD", "POST"))]
    asked += [("anonymous", method) for method in OTHER_METHODS]
    for who, method in asked:
        client = Client() if who == "anonymous" else device_of(world.member(who))
        status = promise.status(method, signed_in=who != "anonymous")
        ask = Ask(who, method, address, status, promise.data(world), "own")
        found += carry_out(ask, world, {who: client}).wrong

    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_page_takes_a_form_without_its_token(name: str, world: World) -> None:
    """Sent from another site: refused, whoever is signed in, and nothing is changed."""
    page = PAGES[name]
    client = device_of(world.cast.olga)
    client.handler.enforce_csrf_checks = True
    address = Place(name, page.own(world), page.query(world)).at("aurora")

    outcome = carry_out(
        Ask("olga", "POST", address, 403, page.data(world), "forged"), world, {"olga": client}
    )

    assert not outcome.wrong, "\n".join(outcome.wrong)


@pytest.mark.parametrize(
    "name", sorted(name for name, page in PUBLIC.items() if page.takes_posts and not page.by_mail)
)
def test_no_page_outside_takes_a_form_without_its_token(name: str, world: World) -> None:
    address = reverse(name, kwargs=PUBLIC[name].values(world))
    found = []
    for who in ("anonymous", "olga"):
        client = Client() if who == "anonymous" else device_of(world.cast.olga)
        client.handler.enforce_csrf_checks = True
        ask = Ask(who, "POST", address, 403, PUBLIC[name].data(world), "from another site")
        found += carry_out(ask, world, {who: client}).wrong

    assert not found, "\n".join(found)


def test_every_answering_page_says_what_a_pass_opens() -> None:
    answering = {name for name in declared_addresses() if name.startswith(("answer:", "result:"))}

    assert answering == set(WITH_PASS)


@pytest.mark.parametrize("name", sorted(WITH_PASS))
def test_a_pass_opens_ones_own_answers_and_no_others(name: str, world: World) -> None:
    promise = WITH_PASS[name]
    address = reverse(name, kwargs=promise.values(world))
    kind = {"content_type": "application/json"} if promise.as_json else {}
    rounds = {"lia": world.opened, "lena": world.foreign}
    bearing = {
        who: Bearing(world.response(round), world.criterion, world.page) for who, round in rounds.items()
    }
    found = []
    for who, other in (("lia", "lena"), ("lena", "lia")):
        clients = {who: _with_pass(world, who, rounds[who])}
        data = promise.data(bearing[who])
        asks = [
            Ask(who, "GET", address, promise.get, {}, "own pass"),
            Ask(who, "POST", address, promise.post, data, "own pass", kind=kind),
        ]
        if promise.foreign is not None:
            theirs = promise.data(bearing[other])
            asks.append(Ask(who, "POST", address, promise.foreign, theirs, "the others' answers", kind=kind))
        found += [wrong for ask in asks for wrong in carry_out(ask, world, clients).wrong]

    assert not found, "\n" + "\n".join(found)


def _with_pass(world: World, who: str, round: Any) -> Client:
    """A device with the pass of an invitation, signed in: the pass ends with that session."""
    member = world.member(who)
    organization = "aurora" if who == "lia" else "boreal"
    client = device_of(member)
    team = "pricing" if who == "lia" else "logistics"
    client.post(reverse("surveys:answer", args=[organization, round.pk, team]))
    return client


def asks_of(name: str, page: Page, world: World) -> Iterator[Ask]:
    """All requests that one row of the table stands for.

    HEAD is asked of each person's own objects: no code tells it from GET, which a test above holds. A method
    that the page does not take is refused before any object is looked for, so it is asked of own ones too;
    those that no page takes are asked once, for they are answered before anybody looks who asks.
    """
    own = Place(name, page.own(world), page.query(world))
    data = page.data(world)
    for method in OTHER_METHODS:
        yield Ask("olga", method, own.at("aurora"), 405, data, "own")
    for method in ("GET", "HEAD", "POST"):
        for who in PEOPLE:
            status = page.status(method, who, found=page.reach is None or who in page.reach)
            yield Ask(who, method, own.at("aurora"), status, data, "own")
            for query in page.queries_ignored(world) if method in page.methods else ():
                place = Place(name, own.values, query)
                yield Ask(who, method, place.at("aurora"), status, data, "foreign object, ignored")
        # Who is not signed in, and who belongs elsewhere, learns nothing of what exists here.
        yield Ask("anonymous", method, own.at("aurora"), 302, data, "not signed in")
        yield Ask("otto", method, own.at("aurora"), 404, data, "owner of another organization")
    yield from _elsewhere(name, page, world)
    yield from _foreign(name, page, world)
    for smuggled in page.smuggled(world):
        for who in sorted(page.rights):
            yield Ask(who, "POST", own.at("aurora"), 422, smuggled, "a form that names foreign objects")


def _elsewhere(name: str, page: Page, world: World) -> Iterator[Ask]:
    places = [Place(name, page.own(world), query) for query in page.queries_elsewhere(world)]
    if page.elsewhere is not None:
        places.append(Place(name, page.elsewhere(world)))
    for place, method, who in product(places, page.methods, PEOPLE):
        found = page.reach_elsewhere is None or who in page.reach_elsewhere
        status = page.status(method, who, found=found)
        yield Ask(who, method, place.at("aurora"), status, page.data(world), "elsewhere")


def _swapped(own: dict[str, Any], foreign: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The foreign objects together, and each alone among the own ones."""
    tried = list(foreign)
    for values in foreign:
        for part in values:
            alone = own | {part: values[part]}
            if alone != own and alone not in tried:
                tried.append(alone)
    return tried


def _foreign(name: str, page: Page, world: World) -> Iterator[Ask]:
    places = [Place(name, values) for values in _swapped(page.own(world), page.foreign(world))]
    places += [Place(name, page.own(world), query) for query in page.queries_foreign(world)]
    data = page.data(world)
    for place, method, who in product(places, page.methods, PEOPLE):
        status = page.status(method, who, found=False)
        yield Ask(who, method, place.at("aurora"), status, data, "foreign object")
    for place, method, who in product(places or [Place(name, page.own(world))], MATRIX, PEOPLE):
        yield Ask(who, method, place.at("boreal"), 404, data, "foreign organization")
