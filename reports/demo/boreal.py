"""Boreal Logistics, the stranger: a small organization that Aurora must never see, nor it Aurora."""

from reports.demo.organization import BATCH, EN, RAW_INPUTS, OrganizationPlan, Person, UnitPlan, cast, team

OTTO = cast("Otto Berg")

BOREAL = OrganizationPlan(
    slug="boreal",
    name="Boreal Logistics",
    language=EN,
    time_zone="Europe/Stockholm",
    owner=OTTO,
    staff=(),
    units=(UnitPlan("Operations", (Person("Sigrid Aune", EN),)),),
    teams=(
        team(
            "Route Planning",
            "Operations",
            "Lena Vogt",
            "Erik Sandberg*",
            "arrival time model",
            "dispatch board",
            by=EN,
        ),
        team(
            "Warehouse Forecast",
            "Operations",
            "Mikko Laine",
            "Freja Holm*",
            "demand forecast",
            "stock planner",
            BATCH,
            by=EN,
        ),
        team(
            "Customs Documents",
            "Operations",
            "Sanne de Vries",
            "Piotr Zielinski*",
            "document classifier",
            "customs desk",
            RAW_INPUTS,
            by=EN,
        ),
    ),
)
