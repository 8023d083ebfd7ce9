"""A new page with a form asks for little beside itself: what the code cannot tell, in three files at most.

The page stands in memory: a view, its form, its template and its address. Every rule that reads the code then
reads it too, and says what it misses.
"""

import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path

from organizations import urls
from tests.rules import test_inputs, test_templates, test_writes
from tests.rules.sources import ROOT

pytestmark = pytest.mark.django_db

VIEW = ROOT / "organizations" / "views" / "greetings.py"
TEMPLATE = ROOT / "templates" / "organizations" / "greeting.html"
SOURCES = {
    VIEW: '''"""Greet somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from organizations.views.greeting_forms import GreetingForm


@require_http_methods(["GET", "HEAD", "POST"])
def greet(request: HttpRequest) -> HttpResponse:
    """Write a greeting to a colleague."""
    form = GreetingForm(request.POST or None)
    if form.is_valid():
        return redirect("organizations:teams", request.member.organization.slug)
    return render(request, "organizations/greeting.html", {"form": form, "title": _("Greet somebody")})
''',
    TEMPLATE: """{% extends "base.html" %}
{% block title %}{% translate "Greet somebody" %}{% endblock %}
{% block content %}
<h1>{% translate "Greet somebody" %}</h1>
<form method="post">
  {% csrf_token %}
  {% form_key %}
  {{ form }}
  <button class="btn btn-primary">{% translate "Send the greeting" %}</button>
</form>
{% endblock %}
""",
}
# Rules that start a program, of the installation, or of texts once they are collected. Every other is heard.
APART = {
    *("archive", "compose", "deploy", "documented_examples", "migrations", "new_page", "prepare"),
    *("production", "repository", "static_build", "toolchain", "translations", "words"),
}
RULES = sorted({file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")} - APART)


@pytest.fixture
def new_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[forms.Form]]:
    """The page, in memory; its form."""
    found, read = Path.rglob, Path.read_text

    def rglob(folder: Path, pattern: str, **options: Any) -> Iterator[Path]:
        yield from found(folder, pattern, **options)
        yield from (file for file in SOURCES if file.is_relative_to(folder) and file.match(pattern))

    def read_text(file: Path, *arguments: Any, **options: Any) -> str:
        return SOURCES[file] if file in SOURCES else read(file, *arguments, **options)

    def greet(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    greet.__module__ = "organizations.views.greetings"
    monkeypatch.setattr(Path, "rglob", rglob)
    monkeypatch.setattr(Path, "read_text", read_text)
    monkeypatch.setattr(test_templates, "TEMPLATES", [*test_templates.TEMPLATES, TEMPLATE])
    urls.urlpatterns.append(path("o/<slug:organization>/greet/", greet, name="greet"))
    yield type(
        "GreetingForm",
        (forms.Form,),
        {"name": forms.CharField(), "text": forms.CharField(), "__module__": greet.__module__},
    )
    urls.urlpatterns.pop()


def test_a_new_page_asks_for_three_files_at_most(new_page: type[forms.Form]) -> None:
    """Its row in the table of routes, and its translations, which are looked for past memory."""
    said = [*complaints(new_page), ("test_translations", "English texts without Portuguese ones")]

    assert {file for file, _what in said} == {"test_routes", "test_translations"}, said
    assert any("tests/rules/routes/" in what for file, what in said if file == "test_routes")


def complaints(form: type[forms.Form]) -> Iterator[tuple[str, str]]:
    """The files of the rules that fail, and what they say."""
    for name in RULES:
        module = importlib.import_module(f"tests.rules.test_{name}")
        for rule in vars(module).values():
            if inspect.isfunction(rule) and rule.__module__ == module.__name__ and is_alone(rule):
                try:
                    rule()
                except AssertionError as error:
                    yield module.__name__.rsplit(".", 1)[-1], str(error)
    alone: dict[str, Callable[[], None]] = {
        "test_inputs": lambda: test_inputs.test_a_form_shown_in_no_organization_names_no_object(
            f"{form.__module__}.{form.__qualname__}", []
        ),
        "test_writes": lambda: test_writes.test_a_module_writes_only_what_it_owns(form.__module__),
    }
    for file, of_the_page in alone.items():
        try:
            of_the_page()
        except AssertionError as error:
            yield file, str(error)


def is_alone(rule: Any) -> bool:
    """Whether it is a test that needs nothing but the code."""
    return rule.__name__.startswith("test_") and not inspect.signature(rule).parameters
