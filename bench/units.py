"""The units: what the framework itself takes for a page and for a saved row, without any of our code."""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.test import Client
from django.test.utils import override_settings

from bench.meter import Work
from organizations.models import User

PLAIN_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TABLE = """CREATE TABLE IF NOT EXISTS bench_row (
    response integer, criterion integer, rating varchar(20), PRIMARY KEY (response, criterion))"""
UPSERT = """INSERT INTO bench_row (response, criterion, rating) VALUES (%s, %s, %s)
    ON CONFLICT (response, criterion) DO UPDATE SET rating = excluded.rating"""
PAGE = """<!doctype html><html lang="en"><head><title>{{ title }}</title></head><body>
<header><a href="/">Start</a> {{ user.email }}</header><main><h1>{{ title }}</h1>
<form method="post">{% csrf_token %}
{% for question in questions %}<fieldset><legend>{{ question.text }}</legend>
{% for option in options %}<label>
<input type="radio" name="q{{ question.number }}" value="{{ option }}"> {{ option }}</label>
{% endfor %}</fieldset>{% endfor %}<button>Send</button></form></main></body></html>"""
QUESTIONS = [{"number": number, "text": f"A statement with the number {number}"} for number in range(10)]
OPTIONS = ["not", "partially", "largely", "fully", "do not know", "not applicable"]


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Ten questions of six options in a page with a form."""
    context = {"title": "A page", "questions": QUESTIONS, "options": OPTIONS}
    return HttpResponse(compiled().render(context, request))


@cache
def compiled() -> Any:
    return engines["django"].from_string(PAGE)


@login_required
def save(request: HttpRequest) -> JsonResponse:
    """One row, inserted or updated in a transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UPSERT, [1, 1, request.POST["rating"]])
    return JsonResponse({"saved": True})


def units(user: User) -> tuple[Work, Work]:
    """The page `P` and the saved row `A`, as `user` asks for them, with CSRF and session."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    with override_settings(MIDDLEWARE=PLAIN_MIDDLEWARE):  # a client loads them with its first request
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        client.get("/bench/page/")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value

    def read() -> object:
        return checked(client.get("/bench/page/"))

    def write() -> object:
        return checked(client.post("/bench/save/", {"rating": "fully"}, headers={"X-CSRFToken": token}))

    return read, write


def checked(answer: Any) -> Any:
    """An answer that is one: a refusal would be quick, and worth nothing."""
    assert answer.status_code == 200, f"{answer.status_code} {answer.content[:300]!r}"
    return answer
