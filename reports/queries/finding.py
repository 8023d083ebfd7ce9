"""What one search box finds: teams and units, people, criteria, rounds; of each only what the member may see.

Names are compared here and not by the database, without their accents and capitals, for engines differ in
that. What begins with the words that were typed comes first.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from django.urls import reverse

from core.names import as_path, paths_of, plain, sort_key
from maturity.models import ModelVersion
from maturity.reading import catalog
from organizations.access import Right, may
from organizations.models import Membership, RoleGrant, Team
from surveys.models import Round

MOST = 10  # of each kind
SHORTEST = 2
LONGEST = 80


class Kind(StrEnum):
    """What can be found."""

    TEAM = "team"
    PERSON = "person"
    CRITERION = "criterion"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing with its page; `where` says where it belongs, `written` whether people wrote its name."""

    name: str
    url: str
    where: str = ""
    written: bool = True


@dataclass(frozen=True, slots=True)
class Finds:
    """The best of one kind, and how many more there are."""

    kind: Kind
    found: Sequence[Found]
    more: int


Candidate = tuple[str, Callable[[], Found]]  # the text that is searched, and what makes the find of it


def find(member: Membership, words: str) -> list[Finds]:
    """What the words stand in; nothing for fewer than two letters (four queries, and one a version)."""
    wanted = plain(words.strip()[:LONGEST])
    if len(wanted) < SHORTEST:
        return []
    kinds = {
        Kind.TEAM: _teams(member),
        Kind.PERSON: _people(member),
        Kind.ROUND: _rounds(member),
        Kind.CRITERION: _criteria(member),
    }
    best = {kind: _best(wanted, rows) for kind, rows in kinds.items()}
    return [Finds(kind, found, more) for kind, (found, more) in best.items() if found]


def _best(wanted: str, rows: Iterable[Candidate]) -> tuple[list[Found], int]:
    """The first of those in whose text the words stand, and how many more there are.

    What begins with the words comes first, then by name. Only what is shown gets its address: looking up
    a thousand would take longer than all else.
    """
    matching = [(text, found) for text, found in rows if wanted in plain(text)]
    matching.sort(key=lambda one: (not plain(one[0]).startswith(wanted), sort_key(one[0])))
    return [found() for _text, found in matching[:MOST]], max(0, len(matching) - MOST)


def _teams(member: Membership) -> Iterator[Candidate]:
    slug = member.organization.slug
    seen = Team.objects.visible_to(member).active().order_by("pk")
    rows = list(seen.values_list("pk", "parent_id", "name", "slug", "external_key"))
    paths = paths_of(row[:3] for row in rows)
    for pk, _parent, name, team, key in rows:
        yield f"{name} {key}", partial(_team, slug, team, name, as_path(paths[pk][:-1]))


def _team(organization: str, team: str, name: str, path: str) -> Found:
    """A team or unit; a unit's address leads on to its teams."""
    return Found(name, reverse("reports:team", args=[organization, team]), path)


def _people(member: Membership) -> Iterator[Candidate]:
    """All members for who sees people; for others those with a role in a team that they see, by name."""
    slug = member.organization.slug
    if may(member, Right.SEE_PEOPLE):
        members = Membership.objects.filter(organization=member.organization_id)
        staying = members.exclude(state=Membership.State.ENDED).order_by("pk")
        for pk, name, email in staying.values_list("pk", "user__name", "user__email"):
            yield f"{name} {email}", partial(_person, slug, pk, name, email)
        return
    teams = Team.objects.where_may(member, Right.SEE_TEAM).active()
    grants = RoleGrant.objects.in_force().of_active().filter(team__in=teams.values("pk"))
    rows = grants.order_by("pk").values_list("membership__user__name", "team__slug", "team__name").distinct()
    for name, team, team_name in rows:
        address = f"{reverse('organizations:teams', args=[slug])}?team={team}"
        yield name, partial(Found, name, address, team_name)


def _person(organization: str, pk: int, name: str, email: str) -> Found:
    return Found(name, reverse("organizations:person", args=[organization, pk]), email)


def _rounds(member: Membership) -> Iterator[Candidate]:
    slug = member.organization.slug
    for round in Round.objects.visible_to(member).select_related("version"):
        url = reverse("surveys:round", args=[slug, round.pk])
        yield round.name, partial(Found, round.name, url, str(round.version.name))


def _criteria(member: Membership) -> Iterator[Candidate]:
    """The criteria of the newest published version of each model, in the reader's language."""
    if not may(member, Right.SEE_CATALOG):
        return
    slug = member.organization.slug
    readable = ModelVersion.objects.readable_in(member.organization).published()
    newest = {model: pk for model, pk in readable.order_by("model", "number").values_list("model_id", "pk")}
    for pk in newest.values():
        read = catalog(pk)
        version = read.version
        for one in read.criteria:
            place = (slug, version.model.key, version.number, one.key)
            statement = str(one.statement).removesuffix(".")
            yield f"{statement} {one.key}", partial(_criterion, place, statement, str(one.dimension.name))


def _criterion(place: Sequence[str | int], statement: str, dimension: str) -> Found:
    return Found(statement, reverse("maturity:criterion", args=place), dimension, written=False)
