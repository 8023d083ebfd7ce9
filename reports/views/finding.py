"""The search box of every page."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from core.http import render_page_or_partial
from organizations.access import Right, requires
from organizations.requests import MemberRequest
from reports.pages.finding import sections
from reports.queries import finding


@require_safe
@requires(Right.SEE_CATALOG)
def find(request: MemberRequest) -> HttpResponse:
    """Teams, people, rounds and criteria in whose names the words stand; every role may read one of them."""
    words = request.GET.get("q", "").strip()[: finding.LONGEST]
    found = finding.find(request.member, words)
    context = {
        "words": words,
        "too_short": 0 < len(words) < finding.SHORTEST,
        "sections": sections(found),
    }
    return render_page_or_partial(request, "reports/find.html", "reports/_found.html", context)
