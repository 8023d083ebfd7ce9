"""The catalog to read: the models, a version as a matrix of levels and dimensions, a criterion."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maturity import defaults, queries
from maturity.models import ModelVersion
from maturity.reading import Catalog, catalog
from organizations.access import Right, requires
from organizations.requests import MemberRequest


@require_safe
@requires(Right.SEE_CATALOG)
def index(request: MemberRequest) -> HttpResponse:
    """The maturity models that this organization can read."""
    default = defaults.default_version(request.member.organization)
    context = {"models": queries.models_for(request.member), "default": default and default.model_id}
    return render(request, "maturity/index.html", context)


@require_POST
@requires(Right.MANAGE_ORGANIZATION)
def make_default(request: MemberRequest, model: str) -> HttpResponse:
    """Let new rounds begin with this model."""
    chosen = defaults.make_default(request.member.organization, model, by=request.member)
    messages.success(request, _("New rounds begin with “%(name)s” now.") % {"name": chosen.name})
    return redirect("maturity:index", request.member.organization.slug)


@require_safe
@requires(Right.SEE_CATALOG)
def version(request: MemberRequest, model: str, number: int | str) -> HttpResponse:
    """A version whole: the matrix, every level with what marks it, the dimensions, the source."""
    row, tree = _read(request, model, number)
    return render(request, "maturity/version.html", {"version": row, "page": queries.matrix(tree)})


@require_safe
@requires(Right.SEE_CATALOG)
def criterion(request: MemberRequest, model: str, number: int | str, criterion: str) -> HttpResponse:
    """One criterion: what each answer means, what shows it, how to improve, what it rests on."""
    row, tree = _read(request, model, number)
    page = queries.criterion_page(tree, criterion)
    if page is None:
        raise Http404
    return render(request, "maturity/criterion.html", {"version": row, "page": page})


def _read(request: MemberRequest, model: str, number: int | str) -> tuple[ModelVersion, Catalog]:
    """The version of this address that the member may read, and its parts; else 404."""
    row = ModelVersion.objects.visible_to(request.member).at(model, number).first()
    if row is None:
        raise Http404
    return row, catalog(row.pk)
