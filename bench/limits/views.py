"""The units that are requests: E, U, P, A, J."""

from html import escape

from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

TABLE = """CREATE TABLE IF NOT EXISTS bench_row (
    response integer, criterion integer, rating varchar(20), PRIMARY KEY (response, criterion))"""
UPSERT = """INSERT INTO bench_row (response, criterion, rating) VALUES (%s, %s, %s)
    ON CONFLICT (response, criterion) DO UPDATE SET rating = excluded.rating"""
QUESTIONS = [{"number": number, "text": f"A statement with the number {number}"} for number in range(10)]
OPTIONS = ["not", "partially", "largely", "fully", "do not know", "not applicable"]


def empty(request: HttpRequest) -> HttpResponse:
    """E: nothing but the middleware."""
    return HttpResponse("ok")


@login_required
def user(request: HttpRequest) -> HttpResponse:
    """U: whoever has signed in, from the session."""
    return HttpResponse(request.user.email)


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """P: ten questions of six options in a form, in a base layout."""
    context = {"title": "A page", "questions": QUESTIONS, "options": OPTIONS}
    return render(request, "page.html", context)


@login_required
def save(request: HttpRequest) -> JsonResponse:
    """A: one row, inserted or updated in a transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UPSERT, [1, 1, request.POST["rating"]])
    return JsonResponse({"saved": True})


@login_required
def table(request: HttpRequest, teams: int) -> HttpResponse:
    """J: a table of all teams, names and levels joined in Python: the least that its size can cost."""
    rows = (
        f"<tr><th>{escape(f'Team {number}')}</th>"
        + "".join(f'<td class="lv-{n % 5}">{n % 5}</td>' for n in range(8))
        for number in range(teams)
    )
    return HttpResponse("<table>" + "</tr>".join(rows) + "</table>")
