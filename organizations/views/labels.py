"""The labels of an organization: what they are called, and which of them are one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.access import Right, requires
from organizations.models import Label
from organizations.requests import MemberRequest
from organizations.teams import queries
from organizations.teams.forms import LabelForm, MergeLabelForm
from organizations.teams.labels import delete_label, merge_labels, rename_label


@require_safe
@requires(Right.MANAGE_TEAMS)
def index(request: MemberRequest) -> HttpResponse:
    """All labels, and how many teams carry each."""
    return render(request, "organizations/labels.html", {"rows": queries.label_rows(request.member)})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.MANAGE_TEAMS)
def label(request: MemberRequest, label: str) -> HttpResponse:
    """Give a label another name."""
    found = _label(request, label)
    form = LabelForm(request.POST or None, initial={"name": found.name})
    if not form.is_valid():
        return _page(request, found, form, MergeLabelForm(label=found))
    rename_label(found, form.cleaned_data["name"], by=request.member)
    messages.success(request, _("%(name)s is saved.") % {"name": found.name})
    return redirect("organizations:labels", request.member.organization.slug)


@require_POST
@requires(Right.MANAGE_TEAMS)
def merge(request: MemberRequest, label: str) -> HttpResponse:
    """Let another label take this one's teams."""
    found = _label(request, label)
    form = MergeLabelForm(request.POST, label=found)
    if not form.is_valid():
        return _page(request, found, LabelForm(initial={"name": found.name}), form)
    into = form.cleaned_data["into"]
    teams = merge_labels(found, into, by=request.member)
    words = {"name": found.name, "into": into.name, "teams": teams}
    told = ngettext(
        "%(name)s is merged into %(into)s: %(teams)s team.",
        "%(name)s is merged into %(into)s: %(teams)s teams.",
        teams,
    )
    messages.success(request, told % words)
    return redirect("organizations:labels", request.member.organization.slug)


@require_POST
@requires(Right.MANAGE_TEAMS)
def delete(request: MemberRequest, label: str) -> HttpResponse:
    """Take a label off all teams, and away."""
    found = _label(request, label)
    delete_label(found, by=request.member)
    messages.success(request, _("The label %(name)s is deleted.") % {"name": found.name})
    return redirect("organizations:labels", request.member.organization.slug)


def _label(request: MemberRequest, slug: str) -> Label:
    ours = Label.objects.filter(organization=request.member.organization_id).select_related("organization")
    return get_object_or_404(ours, slug=slug)


def _page(request: MemberRequest, label: Label, form: LabelForm, merge_form: MergeLabelForm) -> HttpResponse:
    context = {"label": label, "form": form, "merge_form": merge_form, "teams": queries.carriers(label)}
    status = 422 if form.is_bound or merge_form.is_bound else 200
    return render(request, "organizations/label.html", context, status=status)
