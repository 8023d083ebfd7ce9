"""What an organization is before its first round: units, teams and people, as plain values."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from organizations.access import Role

PT, EN = "pt-br", "en"

# What makes some practices impossible for a team; `ratings.NOT_APPLICABLE` says which.
BATCH, REPORT, RAW_INPUTS, SUPPLIED, PERSON_DECIDES = "batch", "report", "raw", "supplied", "person decides"


# The label of a team with that trait, in the language of its organization.
LABELS = {
    BATCH: {PT: "Em lote", EN: "Batch"},
    REPORT: {PT: "Relatórios", EN: "Reports"},
    SUPPLIED: {PT: "De fornecedor", EN: "Supplied"},
    PERSON_DECIDES: {PT: "Pessoa decide", EN: "A person decides"},
}


@dataclass(frozen=True)
class Person:
    """Somebody with an account. The cast keeps no language of its own: the visitor's browser decides."""

    name: str
    language: str = PT
    short_address: bool = False

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    def address(self, organization: str) -> str:
        """For example joao.antunes@aurora.example; for the cast the first name alone."""
        words = self.name.split()
        spelled = words[0] if self.short_address else f"{words[0]}.{words[-1]}"
        plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
        return f"{plain.lower()}@{organization}.example"


def cast(name: str) -> Person:
    """One of the people whose accounts the demo prints."""
    return Person(name, short_address=True)


@dataclass(frozen=True)
class UnitPlan:
    """A unit of the tree; `managers` see everything below it."""

    name: str
    managers: tuple[Person, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class TeamPlan:
    """A team. Its lead writes the comments; `model` and `app` are what the team builds and who calls it."""

    name: str
    unit: str
    lead: Person
    members: tuple[Person, ...]
    model: str
    app: str
    traits: frozenset[str] = frozenset()

    @cached_property
    def language(self) -> str:
        """The language in which this team's comments are written."""
        return self.lead.language


@dataclass(frozen=True)
class OrganizationPlan:
    """Everything that stands before the first round."""

    slug: str
    name: str
    language: str
    time_zone: str
    owner: Person
    staff: tuple[tuple[Person, Role], ...]
    units: tuple[UnitPlan, ...]
    teams: tuple[TeamPlan, ...]

    def people(self) -> list[Person]:
        """Everybody, each once, in the order in which they are added."""
        found = [self.owner, *(person for person, _role in self.staff)]
        found += [manager for unit in self.units for manager in unit.managers]
        found += [person for team in self.teams for person in (team.lead, *team.members)]
        return list(dict.fromkeys(found))


def team(
    name: str, unit: str, lead: str | Person, members: str, model: str, app: str, *traits: str, by: str = PT
) -> TeamPlan:
    """A team in one line; `by` is the language of its lead. Members named with a star write English."""
    people = [
        Person(one.strip(" *"), EN if "*" in one else PT) for one in members.split(",") if one.strip(" *")
    ]
    who = lead if isinstance(lead, Person) else Person(lead, by)
    return TeamPlan(name, unit, who, tuple(people), model, app, frozenset(traits))


def labels_of(traits: frozenset[str], language: str) -> list[str]:
    """The labels that tell of a team's traits."""
    return sorted(LABELS[trait][language] for trait in traits if trait in LABELS)
