"""The net under tenant queries: every table that leads to an organization asks for a scope."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django_scopes import ScopeError, scope, scopes_disabled

from organizations.models import Organization
from tests.cast import Cast

APPS = ("core", "organizations", "maturity", "surveys", "reports")
ROOT = Path(settings.BASE_DIR)

# A catalog belongs to an organization or to nobody, and a scope knows equality only: its querysets have
# `readable_in(organization)` instead, and the route matrix watches them.
UNSCOPED = {"Organization", "MaturityModel", "ModelVersion", "Level", "Dimension", "Criterion"}

# Each place that looks over all organizations, and why it must.
ACROSS_TENANTS = {
    "core/moving.py": "an operator moves all rows into another database",
    "organizations/audit/recording.py": "refusals and erased persons belong to no one organization",
    "organizations/tenant/deleting.py": "takes all rows of one organization, whatever scope there is",
    "organizations/tenant/tables.py": "names the rows of one organization in every table",
    "organizations/accounts/people.py": "an account that is erased loses what libraries keep of it",
    "organizations/tenant/founding.py": "counts what a person founded, in whichever organization",
    "organizations/accounts/factors.py": "whether any organization of a person asks for a second step",
    "organizations/operators/operators.py": "an account belongs to all its organizations",
    "organizations/operators/site.py": "operators look over all organizations, and see no answers",
    "organizations/requests.py": "finds the membership of whoever asks, before there is a scope",
    "organizations/tenant/erasing.py": "a person who is erased is forgotten everywhere",
    "organizations/offers/bounces.py": "a report of a mail server names a mail, not its organization",
    "organizations/offers/offering.py": "what is offered to the address of a closed account, wherever",
    "organizations/offers/accepting.py": "a link says nothing of its organization before it is found",
    "organizations/tasks.py": "the clock ends offers and hands out their mails for all",
    "maturity/models/parts.py": "a guard reads the row that is stored, of tables that have no scope",
    "surveys/mail.py": "a report of a mail server names a mail, not its organization",
    "surveys/invitations.py": "a link says nothing of its organization before it is found",
    "reports/tasks.py": "the clock deletes archives of all",
    "surveys/management/commands/list_organizations.py": "an operator lists all",
    "surveys/reminders.py": "a sealed link that stops reminders names an invitation, not its organization",
    "surveys/answering.py": "a response of a participation that was read in its scope, and answers of it",
    "surveys/tasks.py": "the clock opens and closes the rounds of all",
    "surveys/management/commands/recompute_results.py": "an operator recomputes for all",
}


def product_models() -> list[type[models.Model]]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def leads_to_organization(
    model: type[models.Model], seen: frozenset[type[models.Model]] = frozenset()
) -> bool:
    """Whether some chain of foreign keys ends at an organization."""
    if model is Organization:
        return True
    targets = [field.related_model for field in model._meta.fields if field.is_relation]
    return any(
        leads_to_organization(target, seen | {model})
        for target in targets
        if isinstance(target, type) and target not in seen and target is not model
    )


TENANT_MODELS = [model for model in product_models() if leads_to_organization(model)]


def test_the_walk_finds_what_hangs_far_from_its_organization() -> None:
    names = {model.__name__ for model in TENANT_MODELS}

    assert {"Team", "RoleGrant", "Answer", "CriterionResult", "AuditEvent", "Organization"} <= names
    assert "OutboxMessage" not in names


@pytest.mark.parametrize(
    "model", [model for model in TENANT_MODELS if model.__name__ not in UNSCOPED], ids=lambda m: m.__name__
)
@pytest.mark.parametrize("manager", ["objects", "_default_manager"])
def test_a_query_outside_a_scope_raises(model: type[models.Model], manager: str) -> None:
    with pytest.raises(ScopeError):
        getattr(model, manager).count()


@pytest.mark.parametrize(
    "model", [model for model in TENANT_MODELS if model.__name__ not in UNSCOPED], ids=lambda m: m.__name__
)
def test_a_scope_leads_to_the_organization(model: type[models.Model], cast: Cast) -> None:
    """The lookup of each scoped manager is a real path; a wrong one would raise here."""
    with scope(organization=cast.aurora):
        list(model._default_manager.all()[:1])


def test_inside_a_scope_the_other_organization_is_not_there(cast: Cast) -> None:
    team = type(cast.pricing)
    with scope(organization=cast.boreal):
        assert [found.name for found in team.objects.all()] == ["Logistics"]
        assert not team.objects.filter(pk=cast.pricing.pk).exists()
    with scopes_disabled():
        assert team.objects.filter(pk=cast.pricing.pk).exists()


def test_nothing_looks_over_all_organizations_unreviewed() -> None:
    found = {
        str(path.relative_to(ROOT))
        for app in (*APPS, "config")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts and names_in(path) & {"scopes_disabled", "_base_manager"}
    }

    assert found == set(ACROSS_TENANTS), (
        "scopes_disabled looks over all organizations. Use a scope; where that can't be, name the file and "
        "the reason in ACROSS_TENANTS of tests/rules/test_tenants.py for a review."
    )


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
