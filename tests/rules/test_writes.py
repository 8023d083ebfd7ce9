"""Who owns a change: each table is written by the modules named here, and by no other.

A write is looked for in the source: a writing method at the end of a chain that begins with a model
(`Team.objects.filter(...).update(...)`), or on anything else (`team.save()`, `round.answers.create(...)`); so
are the models of what is prepared (`PreparedUpsert(Team, ...)`, `PreparedInserts(Team, ...)`,
`@PreparedUpdate`, `@PreparedInsert`).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

APPS = ("core", "organizations", "maturity", "surveys", "reports")
WRITING = {
    "save",
    "delete",
    "create",
    "update",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
ROOT = Path(settings.BASE_DIR)

# Tables of django-allauth that are written here too.
LIBRARY = {"Authenticator", "EmailAddress", "UserSession"}

# Table -> the modules that may write it.
OWNERS: dict[str, set[str]] = {
    "Heartbeat": {"core.tasks"},
    "OutboxMessage": {"core.outbox"},
    "Authenticator": {"organizations.accounts.factors"},
    "EmailAddress": {"organizations.accounts.addresses"},
    "UserSession": {"organizations.accounts.sessions"},
    "SentForm": {"core.once"},
    "Organization": {
        "organizations.tenant.founding",
        "organizations.tenant.settings",
        "organizations.tenant.logos",
        "organizations.tenant.ending",
        "organizations.tenant.deleting",
    },
    "User": {
        "organizations.accounts.people",
        "organizations.accounts.sessions",  # counts the generations of what is signed in
        "organizations.models.people",
        "organizations.operators.operators",
    },
    "Membership": {"organizations.members.memberships"},
    "RoleGrant": {"organizations.members.memberships"},
    "Team": {
        "organizations.teams.tree",
        "organizations.teams.merging",
        "organizations.importing.carrying_out",
    },
    "Label": {"organizations.teams.labels"},
    "ImportMapping": {"organizations.importing.remembered"},
    "MembershipOffer": {
        "organizations.offers.offering",
        "organizations.offers.resending",
        "organizations.offers.mail_queue",
    },
    "OfferMail": {"organizations.offers.mail_queue"},
    "OfferLink": {"organizations.offers.mail_queue"},
    "AuditEvent": {"organizations.audit.recording"},
    "MaturityModel": {"maturity.exchange"},
    "ModelVersion": {"maturity.exchange"},
    "Level": {"maturity.exchange"},
    "Dimension": {"maturity.exchange"},
    "Criterion": {"maturity.exchange"},
    "Round": {"surveys.rounds"},
    "Participation": {"surveys.teams_asked"},
    "Invitation": {
        "surveys.asking",
        "surveys.invitations",
        "surveys.reminders",
        "surveys.answering",
        "surveys.taking_part",
    },
    "Recurrence": {"surveys.recurring.recurrences"},
    "Occurrence": {"surveys.recurring.making"},
    "Response": {"surveys.answering", "surveys.retention"},
    "Answer": {"surveys.answering", "surveys.retention"},
    "AnsweringTime": {"surveys.timing"},
    "Export": {"reports.exports.asking"},
    "TeamResult": {"surveys.results.rows"},
    "DimensionResult": {"surveys.results.rows"},
    "CriterionResult": {"surveys.results.rows"},
    "TeamStanding": {"surveys.results.standings"},
    "RoundTotals": {"surveys.results.totals"},
}

# The single writes of modules that own no table: on what, by which method, and why.
CARRIED = {
    "core.moving": {"made.delete": "what migrating made in the other database, before its rows are copied"},
    "core.prepared": {
        "queryset.update": "the rows that its caller gives, and these are seen where they are prepared",
        "row.save": "the row that its caller gives, and that is seen where it is prepared",
    },
    "core.staticfiles": {"self.delete": "a collected file, which is no row"},
}
PREPARED = {"PreparedInsert", "PreparedUpdate"}
OF_MANY = {"PreparedInserts", "PreparedUpsert"}


def sources() -> Iterator[tuple[str, Path]]:
    """The product's own modules; migrations write what they must."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts), path


def writes_in(path: Path) -> Iterator[tuple[int, str, str]]:
    """Each writing call: its line, the name that its chain begins with, and the method."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        yield from prepared_in(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING:
            # dict.update(other) and set.update(other) take their argument by position, a queryset by name
            if node.func.attr in ("update", "create") and (node.args or not node.keywords):
                continue
            root = root_of(node.func.value)
            # `super()` is a guard that passes the call on, as published versions have it; a form's own
            # `save` calls a deed, for none of our forms is a ModelForm. Files and workbooks are no tables.
            if root not in ("super", "form", "default_storage", "book"):
                yield node.lineno, root, node.func.attr


def prepared_in(node: ast.AST) -> Iterator[tuple[int, str, str]]:
    """The models of a prepared write; of a function that prepares one, all that its body names."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OF_MANY:
        yield node.lineno, root_of(node.args[0]), node.func.id
    if isinstance(node, ast.FunctionDef):
        for decorator in {root_of(one) for one in node.decorator_list} & PREPARED:
            named = {name.id for part in node.body for name in ast.walk(part) if isinstance(name, ast.Name)}
            yield from ((node.lineno, model, decorator) for model in sorted(named & set(OWNERS)))


def root_of(node: ast.expr) -> str:
    """The name at the very left of a chain of attributes and calls; "" for anything else."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def test_every_table_has_an_owner() -> None:
    tables = {model.__name__ for app in APPS for model in apps.get_app_config(app).get_models()}

    assert tables | LIBRARY == set(OWNERS), "Name the modules that write a new table in OWNERS."


@pytest.mark.parametrize("module", [module for module, _path in sources()])
def test_a_module_writes_only_what_it_owns(module: str) -> None:
    path = dict(sources())[module]
    owned = {table for table, modules in OWNERS.items() if module in modules}

    foreign = [
        f"{path.relative_to(ROOT)}:{line} {root}...{method}()"
        for line, root, method in writes_in(path)
        if (root in OWNERS and root not in owned)
        or not (owned or f"{root}.{method}" in CARRIED.get(module, {}))
    ]

    assert foreign == []


@pytest.mark.parametrize("module", sorted(CARRIED))
def test_every_exception_is_a_write_that_is_there(module: str) -> None:
    there = {f"{root}.{method}" for _line, root, method in writes_in(dict(sources())[module])}

    assert there == set(CARRIED[module])
    assert not any(module in owners for owners in OWNERS.values())


def test_no_form_writes_by_itself() -> None:
    lazy = [module for module, path in sources() if "ModelForm" in path.read_text(encoding="utf-8")]

    assert lazy == [], "A ModelForm writes past the deeds: take a Form, and call the deed in the view."


def test_every_owner_is_a_module_that_writes() -> None:
    paths = dict(sources())
    idle = [
        module
        for modules in OWNERS.values()
        for module in modules
        if module not in paths or not list(writes_in(paths[module]))
    ]

    assert idle == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        pytest.param("Team.objects.filter(pk=1).update(name='x')", [("Team", "update")], id="a queryset"),
        pytest.param("team.save()", [("team", "save")], id="a row"),
        pytest.param("round.answers.create(rating='x')", [("round", "create")], id="a related manager"),
        pytest.param("words.update(other)", [], id="a mapping"),
        pytest.param("PreparedUpsert(Team, unique=[])", [("Team", "PreparedUpsert")], id="a prepared one"),
        pytest.param('PreparedInserts(Team, "name")', [("Team", "PreparedInserts")], id="many prepared ones"),
        pytest.param(
            "@PreparedInsert\ndef _added(name: str) -> Team:\n    return Team(name=name)",
            [("Team", "PreparedInsert")],
            id="a prepared row",
        ),
        pytest.param(
            "@PreparedUpdate\ndef _named(pk):\n    rows = Team.objects.filter(pk=pk)\n    return rows, {}",
            [("Team", "PreparedUpdate")],
            id="prepared values",
        ),
        pytest.param("@Prepared\ndef _there():\n    return Team.objects.all()", [], id="a prepared reader"),
    ],
)
def test_a_write_is_found(tmp_path: Path, code: str, found: list[tuple[str, str]]) -> None:
    path = tmp_path / "module.py"
    path.write_text(code, encoding="utf-8")

    assert [(root, method) for _line, root, method in writes_in(path)] == found
