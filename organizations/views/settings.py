"""The settings of an organization: the page that the name in the bar opens."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.queries import role_words
from organizations.requests import MemberRequest
from organizations.sections import sections_for


@require_safe
def hub(request: MemberRequest) -> HttpResponse:
    """What the organization is, one's own roles in it, and the sections that one may open."""
    context = {
        "sections": sections_for(request.member),
        "roles": [role_words(grant) for grant in request.member.roles_now()],
    }
    return render(request, "organizations/settings.html", context)
