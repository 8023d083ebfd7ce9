"""Aurora and Boreal, two organizations that must never meet, and their people."""

from dataclasses import dataclass, field
from datetime import date

from organizations.access import Role
from organizations.accounts.addresses import note_address
from organizations.models import Membership, Organization, RoleGrant, Team, User
from organizations.scoping import scopes_disabled

PASSWORD = "a long enough pass phrase"
SINCE = date(2020, 1, 1)


@dataclass
class Cast:
    """Who is who. Aurora's tree: Retail (Pricing, Churn) and Risk (Fraud); Boreal has one team, Logistics."""

    aurora: Organization
    boreal: Organization
    retail: Team
    risk: Team
    pricing: Team
    churn: Team
    fraud: Team
    logistics: Team
    olga: Membership  # owner
    ada: Membership  # admin
    davi: Membership  # manager of the whole organization
    marta: Membership  # manager of Retail
    lia: Membership  # lead of Pricing
    mauro: Membership  # member of Pricing
    clara: Membership  # catalog editor
    vera: Membership  # auditor
    otto: Membership  # owner of Boreal, the stranger
    leads: dict[str, Membership] = field(default_factory=dict)  # of the other teams, by team slug

    @property
    def people(self) -> dict[str, Membership]:
        """Aurora's seven roles, a manager twice: of all and of a unit."""
        names = ("olga", "ada", "clara", "davi", "marta", "lia", "mauro", "vera")
        return {name: getattr(self, name) for name in names}


def join(organization: Organization, name: str, role: Role, team: Team | None = None) -> Membership:
    """A person with one role; the address is made of the first name and the organization."""
    email = f"{name.split()[0].lower()}@{organization.slug}.example"
    user = User.objects.create_user(email, PASSWORD, name=name)
    note_address(user, confirmed=True)
    member = Membership.objects.create(user=user, organization=organization)
    RoleGrant.objects.create(membership=member, role=role, team=team, starts_on=SINCE)
    return member


def place(organization: Organization, name: str, parent: Team | None = None, *, unit: bool = False) -> Team:
    """A team or unit in the tree."""
    kind = Team.Kind.UNIT if unit else Team.Kind.TEAM
    return Team.objects.create(
        organization=organization, parent=parent, kind=kind, name=name, slug=name.lower().replace(" ", "-")
    )


def make_cast() -> Cast:
    """Both organizations with their people, in the database."""
    with scopes_disabled():
        aurora = Organization.objects.create(
            slug="aurora", name="Aurora Seguros", time_zone="America/Sao_Paulo"
        )
        boreal = Organization.objects.create(slug="boreal", name="Boreal Logistics")
        retail, risk = place(aurora, "Retail", unit=True), place(aurora, "Risk", unit=True)
        pricing, churn = place(aurora, "Pricing", retail), place(aurora, "Churn", retail)
        fraud, logistics = place(aurora, "Fraud", risk), place(boreal, "Logistics")
        return Cast(
            aurora=aurora,
            boreal=boreal,
            retail=retail,
            risk=risk,
            pricing=pricing,
            churn=churn,
            fraud=fraud,
            logistics=logistics,
            olga=join(aurora, "Olga Prado", Role.OWNER),
            ada=join(aurora, "Ada Nunes", Role.ADMIN),
            davi=join(aurora, "Davi Lopes", Role.MANAGER),
            marta=join(aurora, "Marta Couto", Role.MANAGER, retail),
            lia=join(aurora, "Lia Souza", Role.LEAD, pricing),
            mauro=join(aurora, "Mauro Reis", Role.MEMBER, pricing),
            clara=join(aurora, "Clara Dias", Role.CATALOG_EDITOR),
            vera=join(aurora, "Vera Matos", Role.AUDITOR),
            otto=join(boreal, "Otto Berg", Role.OWNER),
            leads={
                "churn": join(aurora, "Caio Lima", Role.LEAD, churn),
                "fraud": join(aurora, "Fabio Alves", Role.LEAD, fraud),
                "logistics": join(boreal, "Lena Vogt", Role.LEAD, logistics),
            },
        )
