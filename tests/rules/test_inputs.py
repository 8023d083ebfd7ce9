"""Whatever a request can name, it names within its own organization.

The code is read: parameters, forms, fields, JSON and commands. What is not known to name no object
(`inputs.py`) has a row in `routes/` in which a real object of Boreal stands in its place.
"""

import ast
import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import get_resolver

from organizations.scoping import scope, scopes_disabled
from reports.queries.filters import Wish
from surveys.views import sent_answers
from tests.rules.addresses import declared_addresses, walk
from tests.rules.asking import Ask, Place, device_of, status_of
from tests.rules.footprints import ways
from tests.rules.inputs import COMMANDS, PLAIN, WORDS
from tests.rules.routes import PAGES, Page
from tests.rules.sources import APPS, ROOT, modules
from tests.rules.world import World

pytestmark = pytest.mark.django_db
WHOLE = "..."  # handed on as a whole
HINT = (
    "names an object, as far as the rules know: try it with a real one of Boreal in its row of "
    "tests/rules/routes/ (queries_foreign, queries_ignored or smuggled), or add it to WORDS in "
    "tests/rules/inputs.py if it names none."
)


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


def objects_read() -> Iterator[tuple[str, str]]:
    """Each view's module with each name of an object that it takes from the query of an address."""
    wish = {name for name in _wished() if name not in WORDS}
    for module, names in read_from("GET").items():
        objects = names - WORDS - {WHOLE}
        if module == Wish.__module__ or (WHOLE in names and ".views." in module):
            objects |= wish
        yield from ((module, name) for name in sorted(objects))


def _wished() -> set[str]:
    """The parameters of results are handed on as a whole, and read by the wish."""
    sent = Recording()
    Wish.read(sent)
    return sent.asked


def test_every_object_in_a_query_is_swapped_for_a_foreign_one(world: World) -> None:
    tried: dict[str, set[str]] = defaultdict(set)
    for name, view in views().items():
        if name in PAGES:
            tried[view] |= names_tried(PAGES[name], world)

    read = list(objects_read())
    assert read
    untried = [f"{module} ?{name}= {HINT}" for module, name in read if name not in tried[module]]
    assert untried == []


def names_tried(page: Page, world: World) -> set[str]:
    """The parameters that a page is asked with while they name an object of Boreal."""
    queries = [*page.queries_foreign(world), *page.queries_ignored(world)]
    return {name for query in queries for name in QueryDict(query.lstrip("?"))}


def test_no_name_of_an_object_is_read_past_a_form() -> None:
    """But for the response of an answering page, which WITH_PASS tries with the one of Boreal."""
    posted = {name for names in read_from("POST").values() for name in names} - {WHOLE}

    assert posted - WORDS == {"response"}, HINT


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


@dataclass
class Shown:
    """A form that somebody got: where, its class, and its fields as they were for that person."""

    page: str
    form: str
    fields: dict[str, Any]
    is_taken: bool  # it was filled in from what was sent, and not only shown

    @property
    def objects(self) -> set[str]:
        return {name for name, field in self.fields.items() if names_objects(self.form, name, field)}


@pytest.fixture(scope="module")
def shown(world: World) -> list[Shown]:
    """The forms that Olga gets on her pages, seen as they are made."""
    client = device_of(world.cast.olga)
    seen: list[Shown] = []
    made = forms.BaseForm.__init__

    def watch(form: Any, *args: Any, **named: Any) -> None:
        made(form, *args, **named)
        name = f"{type(form).__module__}.{type(form).__qualname__}"
        if type(form).__module__.split(".")[0] in APPS:
            seen.append(Shown(page_name, name, form.fields, form.is_bound))

    with mock.patch.object(forms.BaseForm, "__init__", watch):
        for page_name, page in PAGES.items():
            address = Place(page_name, page.own(world)).at("aurora")
            for method in page.methods:
                status_of(Ask("olga", method, address, 0, page.data(world), "own"), {"olga": client})
    return seen


def names_objects(form: str, name: str, field: Any) -> bool:
    """Whether a field names an object: by its kind, by choices that are rows, or for its name is no word."""
    if isinstance(field, forms.ModelChoiceField) or (form, name) in PLAIN:
        return True
    return name not in WORDS


@pytest.mark.parametrize("name", sorted(product_forms()))
def test_a_form_shown_in_no_organization_names_no_object(name: str, shown: list[Shown]) -> None:
    """Those of signing in, of one's account and of what others are made of."""
    if name in {one.form for one in shown}:
        return
    fields = product_forms()[name].base_fields
    objects = {field for field in fields if names_objects(name, field, fields[field])}

    assert objects == set() or name in ABSTRACT, f"{name}: {objects} {HINT}"


# Forms that only others are made of.
ABSTRACT = {
    "organizations.members.forms.RoleForm",
    "organizations.teams.forms.LabelsForm",
    "surveys.forms.TeamsForm",
}


def test_choices_that_are_made_for_somebody_are_rows_of_a_known_table(shown: list[Shown]) -> None:
    unknown = [
        f"{one.form}.{name}: say in PLAIN of tests/rules/inputs.py of which table its values are"
        for one in shown
        for name, field in one.fields.items()
        if name not in WORDS
        and not isinstance(field, forms.ModelChoiceField)
        and (one.form, name) not in PLAIN
    ]

    assert unknown == []


def test_only_objects_of_the_own_organization_can_be_chosen(world: World, shown: list[Shown]) -> None:
    assert any(one.objects for one in shown)
    with scope(organization=world.cast.aurora):
        offered = [
            (one, name, *_offered(one.fields[name], PLAIN.get((one.form, name))))
            for one in shown
            for name in one.objects
        ]
    with scopes_disabled():
        for one, name, model, column, values in offered:
            way = ways()[model]
            rows = model._base_manager.filter(**{f"{column}__in": values})
            foreign = rows.exclude(**{way: world.cast.aurora.pk}).exclude(**{f"{way}__isnull": True})
            assert rows.count() == len(values) > 0, f"{one.form}.{name}"
            assert list(foreign) == [], f"{one.form}.{name}"
            assert model._base_manager.filter(
                **{way: world.cast.boreal.pk}
            ).exists()  # there is one to smuggle


def _offered(field: Any, plain: tuple[Any, str] | None) -> tuple[Any, str, set[str]]:
    """The table, the column and the values that can be chosen."""
    values = {str(getattr(value, "value", value)) for value, _label in field.choices} - {""}
    model, column = plain or (field.queryset.model, field.to_field_name or "pk")
    return model, column, values


def test_every_object_in_a_form_is_swapped_for_a_foreign_one(world: World, shown: list[Shown]) -> None:
    taken = [one for one in shown if one.is_taken]
    tried = {
        (one.form, name)
        for one in taken
        for row in PAGES[one.page].smuggled(world)
        for name in row
        if row[name] != PAGES[one.page].data(world).get(name)
    }
    untried = {
        f"{one.page}: {name} of {one.form} {HINT}"
        for one in taken
        for name in one.objects
        if (one.form, name) not in tried
    }

    assert {one.form for one in shown if one.objects} <= {one.form for one in taken}
    assert untried == set()


class Recording(dict[str, Any]):
    """A JSON object that notes which of its names are asked for."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)


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

    assert readers == {"surveys.views.sent_answers"}, "What it takes must be tried, as below."


def test_every_name_in_a_json_body_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = Recording()
    monkeypatch.setattr(sent_answers.json, "loads", lambda _body: sent)

    sent_answers.read_sent(RequestFactory().post("/a/save/", "{}", content_type="application/json"))

    assert sent.asked - WORDS == {"response"}, HINT


def test_every_command_says_over_whose_rows_it_goes() -> None:
    found = {path.stem for app in APPS for path in (ROOT / app).glob("management/commands/[!_]*.py")}

    assert found == set(COMMANDS), "Say it in COMMANDS of tests/rules/inputs.py."


def test_every_word_is_still_sent() -> None:
    """So that the list grows no moss."""
    forms_take = {name for form in product_forms().values() for name in form.base_fields}
    read = {name for where in ("GET", "POST") for names in read_from(where).values() for name in names}
    said = forms_take | read | _wished()

    in_json = {"answers", "confirmed", "criterion", "revision", "seen"}
    in_json |= {"comment", "evidence_url", "na_reason", "rating"}
    assert WORDS - said - in_json == set()


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
