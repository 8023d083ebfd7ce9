"""Every address x every role x own, elsewhere and foreign objects x GET and POST.

The addresses come from the URL resolver and the promises from `routes/`; an address without a promise
fails. Objects are real on both sides, for ids that exist nowhere give 404 to everybody and prove nothing.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from maturity import reading
from tests.rules.routes import PAGES, PUBLIC, WITH_PASS, Bearing, Page, Public
from tests.rules.world import NOT_FOR, World, footprint, make_world

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PEOPLE = ("olga", "ada", "clara", "davi", "marta", "lia", "mauro", "vera")
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP)\b", re.IGNORECASE)
ALLOWED_WRITES = re.compile(r'"django_session"|UPDATE "organizations_user" SET "last_login"')


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, health_document: dict[str, Any]) -> Iterator[World]:
    """One world for the whole module; whatever a request changes in it is rolled back at once."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield make_world(health_document)
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
            reading.forget()


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    """A signed-in client for each person, Otto of Boreal among them, and a visitor's."""
    made = {"anonymous": Client()}
    for name in (*PEOPLE, "otto"):
        made[name] = Client()
        made[name].force_login(world.member(name).user, backend=BACKEND)
    return made


def declared_addresses() -> dict[str, str]:
    """Each route's name with its pattern, walked from the resolver."""
    return dict(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", pattern
        else:
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from _walk(entry, namespace + inner, pattern)


def test_every_route_says_what_it_promises() -> None:
    routes = declared_addresses()
    undeclared = sorted(set(routes) - set(PAGES) - set(PUBLIC))

    assert not undeclared, "".join(
        f"\n{name} ({routes[name]}) has no row. Add it to PAGES (addresses of an organization) or PUBLIC in "
        "the module of its part in tests/rules/routes/: who may, which objects stand in the address, what "
        "GET and POST answer."
        for name in undeclared
    )


def test_every_promise_has_its_route() -> None:
    gone = sorted((set(PAGES) | set(PUBLIC)) - set(declared_addresses()))

    assert not gone, f"These routes are gone; take their rows out of tests/rules/routes/: {gone}"


def test_only_addresses_of_an_organization_are_pages() -> None:
    routes = declared_addresses()
    inside = {name for name, pattern in routes.items() if "<slug:organization>" in pattern}

    assert inside == set(PAGES)


@dataclass(frozen=True)
class Ask:
    """One request and what it must be answered with."""

    who: str
    method: str
    address: str
    status: int
    data: dict[str, Any]
    why: str
    kind: dict[str, str] = field(default_factory=dict)  # the content type, where it is no form


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_of_an_organization_keeps_its_promise(
    name: str, world: World, clients: dict[str, Client]
) -> None:
    page = PAGES[name]
    found = [problem for ask in asks_of(name, page, world) for problem in carry_out(ask, world, clients)]

    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_page_outside_any_organization_keeps_its_promise(name: str, world: World) -> None:
    promise = PUBLIC[name]
    address = reverse(name, kwargs=promise.values(world))
    found = []
    for who in ("anonymous", *PEOPLE):
        for method in ("GET", "HEAD", "POST"):
            client = Client()
            if who != "anonymous":
                client.force_login(world.member(who).user, backend=BACKEND)
            ask = Ask(
                who, method, address, _public_status(promise, who, method), promise.data(world), "public"
            )
            found += carry_out(ask, world, {who: client})

    assert not found, "\n" + "\n".join(found)


def test_every_answering_page_says_what_a_pass_opens() -> None:
    answering = {name for name in declared_addresses() if name.startswith("answer:")}

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
        found += [problem for ask in asks for problem in carry_out(ask, world, clients)]

    assert not found, "\n" + "\n".join(found)


def _with_pass(world: World, who: str, round: Any) -> Client:
    """A device with the pass of an invitation, signed in no more."""
    member = world.cast.lia if who == "lia" else world.cast.leads["logistics"]
    organization = "aurora" if who == "lia" else "boreal"
    client = Client()
    client.force_login(member.user, backend=BACKEND)
    team = "pricing" if who == "lia" else "logistics"
    client.post(reverse("surveys:answer", args=[organization, round.pk, team]))
    client.cookies.pop("session")
    return client


def _public_status(promise: Public, who: str, method: str) -> int:
    promised = promise.visitor if who == "anonymous" else promise.signed_in
    return promised["GET" if method == "HEAD" else method]


def asks_of(name: str, page: Page, world: World) -> Iterator[Ask]:
    """All requests that one row of the table stands for."""
    own = Place(name, page.own(world), page.query(world))
    data = page.data(world)
    for method in ("GET", "HEAD", "POST"):
        for who in ("olga", "clara") if method == "HEAD" else PEOPLE:
            status = page.status(method, who, found=page.reach is None or who in page.reach)
            yield Ask(who, method, own.at("aurora"), status, data, "own")
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
    for place, method, who in product(places, ("GET", "POST"), PEOPLE):
        found = page.reach_elsewhere is None or who in page.reach_elsewhere
        status = page.status(method, who, found=found)
        yield Ask(who, method, place.at("aurora"), status, page.data(world), "elsewhere")


def _foreign(name: str, page: Page, world: World) -> Iterator[Ask]:
    places = [Place(name, values) for values in page.foreign(world)]
    places += [Place(name, page.own(world), query) for query in page.queries_foreign(world)]
    data = page.data(world)
    for place, method, who in product(places, ("GET", "POST"), PEOPLE):
        status = page.status(method, who, found=False)
        yield Ask(who, method, place.at("aurora"), status, data, "foreign object")
    for place, method, who in product(places or [Place(name, page.own(world))], ("GET", "POST"), PEOPLE):
        yield Ask(who, method, place.at("boreal"), 404, data, "foreign organization")


@dataclass(frozen=True)
class Place:
    """An address without its organization."""

    name: str
    values: dict[str, Any]
    query: str = ""

    def at(self, organization: str) -> str:
        return reverse(self.name, kwargs={"organization": organization, **self.values}) + self.query


def carry_out(ask: Ask, world: World, clients: dict[str, Client]) -> Iterator[str]:
    """Make one request, tell what was wrong with the answer, and undo what it changed."""
    client = clients[ask.who]
    client.cookies.pop("messages", None)
    send = {"GET": client.get, "HEAD": client.head, "POST": client.post}[ask.method]
    with transaction.atomic(), watching_writes() as writes:
        answer = send(ask.address, ask.data if ask.method == "POST" else None, **ask.kind)
        wrong = [
            *_wrong_status(ask, answer),
            *(f"wrote {sql}" for sql in writes if ask.method != "POST"),
            *(_wrong_rows(ask, answer, world) if ask.method == "POST" else []),
            *(f"shows {canary}" for canary in NOT_FOR[ask.who] if canary in _text(answer)),
        ]
        transaction.set_rollback(True)
    for what in wrong:
        yield f"{ask.who}: {ask.method} {ask.address} ({ask.why}): {what}"


def _wrong_status(ask: Ask, answer: Any) -> Iterator[str]:
    if answer.status_code != ask.status:
        yield f"answered {answer.status_code} and not {ask.status}"
    elif ask.why == "not signed in" and not answer.headers["Location"].startswith("/accounts/login/?next="):
        yield f"led to {answer.headers['Location']}"


def _wrong_rows(ask: Ask, answer: Any, world: World) -> Iterator[str]:
    if answer.status_code >= 400 and footprint(world.cast.aurora) != world.home:
        yield f"changed rows though it answered {answer.status_code}"
    if ask.who not in ("otto", "lena") and footprint(world.cast.boreal) != world.away:
        yield "changed rows of Boreal"
    if ask.who in ("otto", "lena") and footprint(world.cast.aurora) != world.home:
        yield "changed rows of Aurora"


def _text(answer: Any) -> str:
    return answer.getvalue().decode("utf-8", "replace") + answer.headers.get("Location", "")


@contextmanager
def watching_writes() -> Iterator[list[str]]:
    """The writing statements of the block, but for the session and the time of signing in."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and not ALLOWED_WRITES.search(sql):
            seen.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen
