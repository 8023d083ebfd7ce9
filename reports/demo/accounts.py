"""The accounts that the demo prints, the most useful first."""

from reports.demo.aurora import ADA, AURORA, CAIO, CLARA, DAVI, LIA, MARTA, MAURO, OLGA, VERA
from reports.demo.boreal import BOREAL, OTTO

PASSWORD = "patamar-demo"  # noqa: S105  printed for everybody to read: it opens example data only

ACCOUNTS = (
    (DAVI, AURORA, "manager of the whole organization: runs rounds, sees every team"),
    (OLGA, AURORA, "owner"),
    (ADA, AURORA, "admin"),
    (MARTA, AURORA, "manager of Varejo and all below it"),
    (LIA, AURORA, "lead of Pricing Auto: answers for the team"),
    (CAIO, AURORA, "lead of Pricing Residencial: has not begun, and finds what the team said last time"),
    (MAURO, AURORA, "member of Pricing Auto"),
    (CLARA, AURORA, "catalog editor"),
    (VERA, AURORA, "auditor: reads everything"),
    (OTTO, BOREAL, "owner of the other organization"),
)
