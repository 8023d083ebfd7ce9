"""Whatever a request can name, it names within its own organization.

The code is read: a parameter, a form, a field or a command that nobody has declared in `inputs.py` fails.
What names an object has a row in `routes/` in which a real object of Boreal stands in its place.
"""

import ast
import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.test import RequestFactory
from django.urls import get_resolver

from organizations.access import Role
from organizations.scoping import scope, scopes_disabled
from reports.queries.filters import Wish
from surveys.views import sent_answers
from tests.rules import inputs
from tests.rules.addresses import declared_addresses, walk
from tests.rules.footprints import ways
from tests.rules.inputs import FORMS, PLAIN, WHOLE
from tests.rules.routes import PAGES
from tests.rules.sources import APPS, ROOT, modules
from tests.rules.world import World

pytestmark = pytest.mark.django_db
HINT = "Declare it in tests/rules/inputs.py; a star marks what names an object of the organization."


def read_from(attribute: str) -> dict[str, set[str]]:
    """The names that each module takes from `request.<attribute>`; WHOLE where it is handed on."""
    found: dict[str, set[str]] = defaultdict(set)
    for module, tree in modules():
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == attribute:
                found[module] |= set(_names_taken(node, parents))
    return {module: names for module, names in found.items() if names}


def _names_taken(node: ast.Attribute, parents: dict[ast.AST, ast.AST]) -> Iterator[str]:
    above = parents[node]
    call = parents.get(above)
    if isinstance(above, ast.Subscript):
        yield _word(above.slice)
    elif isinstance(above, ast.Attribute) and above.attr in ("get", "getlist") and isinstance(call, ast.Call):
        yield _word(call.args[0])
    elif isinstance(above, ast.Compare):
        yield _word(above.left)
    elif not _fills_a_form(node, parents):
        yield WHOLE


def _fills_a_form(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether it is what a form is made of, as in `RoundForm(request.POST or None, ...)`."""
    above = parents[node]
    if isinstance(above, ast.BoolOp | ast.IfExp):
        above = parents[above]
    return isinstance(above, ast.Call) and _name(above.func).endswith("Form")


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _word(node: ast.expr) -> str:
    """A constant as it is written; one with a name by its value in the module that has it."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    known = {"FIELD": "form_key"}
    return known.get(_name(node), WHOLE)


@pytest.mark.parametrize(("attribute", "table"), [("GET", inputs.QUERY), ("POST", inputs.POSTED)])
def test_every_parameter_that_is_read_is_declared(attribute: str, table: dict[str, str]) -> None:
    read = read_from(attribute)
    declared = inputs.names_of(table)

    assert sorted(set(read) ^ set(declared)) == [], HINT
    for module, names in read.items():
        # What is handed on as a whole is read elsewhere, so there may be more names than are seen here.
        assert names <= declared[module], HINT
        assert WHOLE in names or names == declared[module], HINT


@pytest.mark.parametrize(("module", "name"), sorted(inputs.objects_of(inputs.QUERY)))
def test_every_object_in_a_query_is_swapped_for_a_foreign_one(
    module: str,
    name: str,
    world: World,
) -> None:
    pages = [PAGES[route] for route, view in views().items() if view == module and route in PAGES]

    tried = [
        query for page in pages for query in [*page.queries_foreign(world), *page.queries_ignored(world)]
    ]
    assert any(f"?{name}=" in query or f"&{name}=" in query for query in tried), (
        f"No page of {module} is asked with ?{name}=<an object of Boreal>: add it to queries_foreign (404) "
        "or queries_ignored (answered as if it were not there) of its row in tests/rules/routes/."
    )


def views() -> dict[str, str]:
    """The module of the view of each route."""
    return {name: entry.callback.__module__ for name, _pattern, entry in walk(get_resolver(), "", "")}


def product_forms() -> dict[str, type[forms.BaseForm]]:
    """All form classes of the product, by their full names."""
    for app in APPS:
        package = importlib.import_module(app)
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            if not any(part in found.name for part in (".migrations", ".management", ".__main__")):
                importlib.import_module(found.name)
    classes: dict[str, type[forms.BaseForm]] = {}
    waiting: list[type[forms.BaseForm]] = [forms.BaseForm]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.split(".")[0] in APPS:
            classes[f"{one.__module__}.{one.__qualname__}"] = one
    return classes


def test_every_form_is_declared() -> None:
    assert set(product_forms()) - inputs.ABSTRACT == set(FORMS), HINT


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_field_is_declared(name: str, world: World) -> None:
    fields = fields_of(name, world)

    assert set(fields) == FORMS[name].names, HINT
    objects = {field for field in fields if names_objects(name, field, fields[field])}
    assert objects == FORMS[name].objects, HINT


def fields_of(name: str, world: World) -> dict[str, Any]:
    """The fields of a form: of one that Olga gets, if it is made for somebody."""
    make = FORMS[name].make
    base = dict(product_forms()[name].base_fields)
    if make is None:
        return base
    with scope(organization=world.cast.aurora):
        return base | dict(make(world).fields)


def names_objects(form: str, name: str, field: Any) -> bool:
    """Whether the choices of a field are rows: from the database, or in the form of somebody only."""
    if isinstance(field, forms.ModelChoiceField) or (form, name) in PLAIN:
        return True
    declared = list(getattr(product_forms()[form].base_fields.get(name), "choices", ()))
    values = {str(value) for value, _label in getattr(field, "choices", ())}
    return bool(values) and not declared and not values <= set(Role.values)


WITH_OBJECTS = [(name, field) for name in sorted(FORMS) for field in sorted(FORMS[name].objects)]


@pytest.mark.parametrize(("name", "field"), WITH_OBJECTS)
def test_only_objects_of_the_own_organization_can_be_chosen(
    name: str,
    field: str,
    world: World,
) -> None:
    make = FORMS[name].make
    assert make is not None, f"Say in FORMS how Olga gets a {name}."
    with scope(organization=world.cast.aurora):
        offered = make(world).fields[field]
        values = {str(getattr(value, "value", value)) for value, _label in offered.choices} - {""}
        model, column = PLAIN.get((name, field)) or (offered.queryset.model, offered.to_field_name or "pk")
    way = ways()[model]

    with scopes_disabled():
        rows = model._base_manager.filter(**{f"{column}__in": values})
        assert rows.count() == len(values) > 0
        foreign = rows.exclude(**{way: world.cast.aurora.pk}).exclude(**{f"{way}__isnull": True})
        assert list(foreign) == []
        assert model._base_manager.filter(**{way: world.cast.boreal.pk}).exists()  # there is one to smuggle


@pytest.mark.parametrize(("name", "field"), WITH_OBJECTS)
def test_every_object_in_a_form_is_swapped_for_a_foreign_one(
    name: str,
    field: str,
    world: World,
) -> None:
    pages = FORMS[name].pages.split()
    assert pages, f"Say in FORMS which pages take a {name}."
    tried = [row for page in pages for row in PAGES[page].smuggled(world)]

    assert any(field in row and row[field] != PAGES[pages[0]].data(world).get(field) for row in tried), (
        f"No row of {pages} smuggles an object of Boreal in as {field!r}."
    )


class Recording(dict[str, Any]):
    """A JSON object that notes which of its names are asked for."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)


def test_every_name_in_a_wish_is_declared() -> None:
    """The parameters of results are handed on as a whole, and read by the wish."""
    sent = Recording()

    Wish.read(sent)

    assert sent.asked | {WHOLE} == inputs.names_of(inputs.QUERY)["reports.views.results"], HINT


def test_every_body_that_is_read_is_declared() -> None:
    readers = {
        module
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "body"
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
    }

    assert readers == set(inputs.JSON), HINT


def test_every_name_in_a_json_body_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = Recording()
    monkeypatch.setattr(sent_answers.json, "loads", lambda _body: sent)

    sent_answers.read_sent_answer(RequestFactory().post("/a/save/", "{}", content_type="application/json"))

    assert sent.asked == inputs.names_of(inputs.JSON)["surveys.views.sent_answers"], HINT


def test_every_command_says_over_whose_rows_it_goes() -> None:
    found = {path.stem for app in APPS for path in (ROOT / app).glob("management/commands/[!_]*.py")}

    assert found == set(inputs.COMMANDS), HINT


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_object_in_an_address_is_swapped_for_a_foreign_one(
    name: str,
    world: World,
) -> None:
    pattern = declared_addresses()[name]
    named = {part.rsplit(":", 1)[-1] for part in _captured(pattern)} - {"organization"} - NO_OBJECTS
    own = PAGES[name].own(world)
    missing = {
        part for part in named if not any(values[part] != own[part] for values in PAGES[name].foreign(world))
    }

    assert not missing, f"{name} is never asked with an object of Boreal as {missing}: add it to `foreign`."


# Parts of addresses that are no objects of an organization: keys of the catalog, which model and which
# version of it the object before them says.
NO_OBJECTS = {"number", "criterion", "dimension_key", "criterion_key"}


def _captured(pattern: str) -> Iterator[str]:
    for part in pattern.split("<")[1:]:
        yield part.split(">")[0]
