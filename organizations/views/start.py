"""Where a person arrives: the start, the first run."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from core.look import example_stair
from organizations.accounts.backends import BACKEND
from organizations.offers.pages import offered_to
from organizations.requests import PersonRequest, memberships_of, signed_in
from organizations.tenant import first_run, founding
from organizations.tenant.forms import BUILT_IN, FoundForm, SetupForm


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page; for whoever is signed in, the way into an organization."""
    if not request.user.is_authenticated:
        if first_run.nobody_is_here():
            return redirect("organizations:setup")
        return render(request, "core/landing.html", {"example": example_stair()})
    memberships, offered = memberships_of(request.user), offered_to(request.user)
    if len(memberships) == 1 and not offered:
        return redirect("reports:index", memberships[0].organization.slug)
    context = {"memberships": memberships, "offered": offered, "may_found": founding.may_found()}
    return render(request, "organizations/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def found(request: PersonRequest) -> HttpResponse:
    """Found a further organization, where the installation lets people do so."""
    if not founding.may_found():
        raise Http404
    form = FoundForm(request.POST or None)
    if not form.is_valid():
        return render(
            request, "organizations/found.html", {"form": form}, status=422 if form.is_bound else 200
        )
    member = founding.found_by_oneself(**form.cleaned_data, owner=request.user)
    messages.success(request, _("%(name)s is founded. Add your teams next.") % {"name": member.organization})
    return redirect("organizations:teams", member.organization.slug)


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """The first run: the first person and organization; closed for good afterwards."""
    if not first_run.nobody_is_here():
        return redirect("organizations:home")
    form = SetupForm(request.POST or None)
    if not form.is_valid():
        return render(
            request, "organizations/setup.html", {"form": form}, status=422 if form.is_bound else 200
        )
    given = form.cleaned_data
    member = first_run.set_up(
        organization=given["organization"],
        language=given["language"],
        time_zone=given["time_zone"],
        name=given["name"],
        email=given["email"],
        password=given["password"],
        with_built_in_model=given["start"] == BUILT_IN,
    )
    login(request, member.user, backend=BACKEND)
    messages.success(request, _("Patamar is set up. Add your teams next, then open a round."))
    return redirect("organizations:teams", member.organization.slug)
