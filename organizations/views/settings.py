"""The settings of an organization: the page that the name in the bar opens."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from organizations.access import Right, may, requires
from organizations.members.queries import role_words
from organizations.requests import MemberRequest
from organizations.tenant import founding, logos, settings
from organizations.tenant.forms import GeneralForm, LogoForm
from organizations.tenant.sections import sections_for


@require_safe
def hub(request: MemberRequest) -> HttpResponse:
    """What the organization is, one's own roles in it, and the sections that one may open.

    Who may not give roles reads whom to ask.
    """
    alone = may(request.member, Right.MANAGE_PEOPLE)
    context = {
        "to_ask": [] if alone else request.member.who_manage_people(),
        "sections": sections_for(request.member),
        "may_found": founding.may_found(),
        "roles": [role_words(grant) for grant in request.member.roles_now()],
    }
    return render(request, "organizations/settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.MANAGE_ORGANIZATION)
def general(request: MemberRequest) -> HttpResponse:
    """Name, languages, time zone, minimum group, retention; beside them the logo."""
    organization = request.member.organization
    form = GeneralForm(request.POST or None, organization=organization)
    if not form.is_valid():
        return _general_page(request, form, LogoForm())
    settings.change_settings(organization, **form.cleaned_data, by=request.member)
    messages.success(request, _("The settings are saved."))
    return redirect("organizations:general", organization.slug)


@require_POST
@requires(Right.MANAGE_ORGANIZATION)
def set_logo(request: MemberRequest) -> HttpResponse:
    """Take a picture as the logo."""
    organization = request.member.organization
    form = LogoForm(request.POST, request.FILES)
    try:
        if form.is_valid():
            logos.set_logo(organization, form.cleaned_data["picture"], by=request.member)
            messages.success(request, _("The logo is saved."))
            return redirect("organizations:general", organization.slug)
    except DomainError as refused:
        form.add_error("picture", str(refused))
    return _general_page(request, GeneralForm(organization=organization), form)


@require_POST
@requires(Right.MANAGE_ORGANIZATION)
def remove_logo(request: MemberRequest) -> HttpResponse:
    """Show no logo any more."""
    organization = request.member.organization
    logos.remove_logo(organization, by=request.member)
    messages.success(request, _("The logo is removed."))
    return redirect("organizations:general", organization.slug)


@require_safe
def logo(request: MemberRequest) -> FileResponse:
    """The logo as a picture, to members alone; its address changes with it, so that a browser may keep it."""
    name = request.member.organization.logo
    if not name:
        raise Http404
    try:
        picture = default_storage.open(name)
    except FileNotFoundError as error:  # another one may take its place at this very moment
        raise Http404 from error
    response = FileResponse(picture, content_type="image/png", filename="logo.png")
    response["Cache-Control"] = "private, max-age=604800, immutable"
    return response


def _general_page(request: MemberRequest, form: GeneralForm, logo: LogoForm) -> HttpResponse:
    status = 422 if form.is_bound or logo.is_bound else 200
    return render(request, "organizations/general.html", {"form": form, "logo_form": logo}, status=status)
