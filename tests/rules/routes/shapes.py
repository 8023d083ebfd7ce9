"""What a row of the table of addresses says.

A new route needs a row here. Say who holds the right that the view requires (everybody else gets 403),
which objects stand in its address, who reaches them, and what GET and POST answer to those who may:

    "surveys:close": Page(rights=RUNS, own=lambda w: {"pk": w.opened.pk}, foreign=..., post=302),

`own` is in Pricing's part of the tree, `elsewhere` in Fraud's, `foreign` belongs to Boreal: one entry for
each object in the address, the others Aurora's. A method that is not named is answered with 405.
Addresses outside `/o/<organization>/` are `Public`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.rules.world import World

People = frozenset[str]
Values = dict[str, Any]


def people(names: str) -> People:
    return frozenset(names.split())


EVERYBODY = people("olga ada clara davi marta lia mauro vera")
SEES = people("olga ada davi marta lia mauro vera")  # teams, rounds and results; not the catalog editor
SEES_ALL = people("olga ada davi vera")
RUNS = people("olga ada davi")
MANAGES = people("olga ada")  # people and settings
SHAPES = people("olga ada davi")  # teams and units
INVITES = people("olga ada davi marta")  # leads and members, Marta in her unit
READS_OFFERS = people("olga ada davi marta vera")
OWNS = people("olga")
READS_TRAIL = people("olga vera")
READS_PEOPLE = people("olga ada vera")
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
        special, special_post: other statuses of GET and of POST, by person, whatever the address names.
        only_answers: POST changes nothing in the database and sends nothing, even to those who may.
        data: what is posted.
        smuggled: forms that name objects of Boreal; each is refused with 422.
        query: of the own objects, for an address that takes objects there.
        queries_elsewhere, queries_foreign: the same of objects elsewhere and of Boreal.
        queries_ignored: of objects of Boreal where a query only suggests something: as if it were not there.
        shows: names that this page may tell although others must not tell them to the same people.
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
    special_post: dict[str, int] = field(default_factory=dict)
    only_answers: bool = False
    data: Callable[[World], Values] = nothing
    smuggled: Callable[[World], list[Values]] = lambda world: []
    query: Callable[[World], str] = lambda world: ""
    queries_elsewhere: Callable[[World], list[str]] = lambda world: []
    queries_foreign: Callable[[World], list[str]] = lambda world: []
    queries_ignored: Callable[[World], list[str]] = lambda world: []
    shows: tuple[str, ...] = ()

    @property
    def methods(self) -> list[str]:
        """Those that the page takes, GET and HEAD as one."""
        return [method for method, status in (("GET", self.get), ("POST", self.post)) if status is not None]

    def status(self, method: str, who: str, *, found: bool) -> int:
        """What somebody gets who finds the objects in the address, or not."""
        wanted = {"GET": self.get, "HEAD": self.get, "POST": self.post}.get(method)
        held = who in self.rights
        if wanted is None:
            return 405
        if not held:
            return 403
        special = self.special_post if method == "POST" else self.special
        if who in special:
            return special[who]
        return wanted if found else 404


@dataclass(frozen=True, kw_only=True)
class Public:
    """An address that belongs to no organization: what it answers to a visitor and to a signed-in person.

    A method that is not named is answered with 405; HEAD as GET.
    """

    visitor: dict[str, int] = field(default_factory=dict)
    signed_in: dict[str, int] = field(default_factory=dict)
    values: Callable[[World], Values] = nothing
    data: Callable[[World], Values] = nothing
    by_mail: bool = False  # mail programs post there, without a token; what is sealed in the address says who

    @property
    def takes_posts(self) -> bool:
        return {self.visitor.get("POST", 405), self.signed_in.get("POST", 405)} != {405}

    def status(self, method: str, *, signed_in: bool) -> int:
        promised = self.signed_in if signed_in else self.visitor
        return promised.get("GET" if method == "HEAD" else method, 405)


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
