"""The answering pages. GET never changes a row: scanners open links, and people go back."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError, answers_in_json, as_json
from maturity.models import Dimension
from organizations.access import Right, requires
from organizations.models import User
from organizations.requests import MemberRequest
from surveys import answering, catching_up, invitations, taking_part, timing
from surveys.answer_forms import DimensionForm, TakePartForm
from surveys.answer_pages import Sheet, sheet_of
from surveys.drawn import anchor_of
from surveys.models import Invitation, Participation, Round
from surveys.views import passes
from surveys.views.passes import BearerRequest, bearing, sheet_of_bearer
from surveys.views.sent_answers import read_sent


@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """A personal link: who asks and why. Only the button changes anything, and leads to a clean address."""
    invitation = invitations.exchange(token)
    passes.enter_scope(request, invitation)
    if invitation.membership is None:
        response = _arrive_by_address(request, invitation)
    else:
        passes.speak_their_language(request, invitation)
        passes.check_permitted(invitation)
        response = _arrive(request, invitation)
    response.headers["Referrer-Policy"] = "strict-origin"  # the token goes along to no other page
    return response


@require_POST
@requires(Right.ANSWER)
def begin(request: MemberRequest, pk: int, team: str) -> HttpResponse:
    """From the round's page, signed in: a pass for this visit."""
    opened = Round.objects.visible_to(request.member).exclude(state=Round.State.DRAFT)
    round = get_object_or_404(opened, pk=pk)
    mine = Participation.objects.where_may(request.member, Right.ANSWER).select_related("round")
    participation = get_object_or_404(mine, round=round, team__slug=team)
    response = redirect("answer:start")
    passes.give(response, invitations.invitation_of(request.member, participation), request=request)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@bearing
def start(request: BearerRequest) -> HttpResponse:
    """What is asked, how long it takes, until when; and how far it is."""
    sheet = sheet_of_bearer(request)
    if sheet.is_sent:
        return redirect("result:receipt")
    invitations.check_open(sheet.round)
    if request.method == "POST":
        return _go_on(request.bearer.invitation)
    return render(request, "surveys/start.html", {"sheet": sheet})


@require_http_methods(["GET", "HEAD", "POST"])
@bearing
def dimension(request: BearerRequest, key: str) -> HttpResponse:
    """One dimension; without a script its form saves the page and goes on."""
    sheet = sheet_of_bearer(request)
    asked = _dimension(sheet, key)
    if request.method == "POST":
        return _save_page(request, sheet, asked)
    if sheet.response is None or not sheet.is_draft:
        return redirect("answer:start")
    invitations.check_open(sheet.round)
    return _dimension_page(request, sheet, asked, sheet.form(asked))


@answers_in_json
@require_POST
@bearing
def save(request: BearerRequest) -> JsonResponse:
    """Answers from a script: one, or several at once, which are told one by one whether they are stored."""
    sent = read_sent(request)
    response = request.bearer.named(sent.response)
    member = request.bearer.member
    if sent.several:
        stored = catching_up.save_each(response, sent.answers, by=member)
        return JsonResponse({"answers": [_told(one) for one in stored]})
    [one] = sent.answers
    criterion = answering.criterion_of(response, one.criterion)
    revision = answering.save_answer(
        response, criterion, one.given, revision=one.revision, seen=one.seen, by=member
    )
    return JsonResponse({"saved": revision})


@require_safe
@bearing
def check(request: BearerRequest) -> HttpResponse:
    """What has no answer, what nobody knows, and the numbers; from here it is sent."""
    sheet = sheet_of_bearer(request)
    if sheet.response is None or not sheet.is_draft:
        return redirect("answer:start")
    invitations.check_open(sheet.round)
    return render(request, "surveys/check.html", {"sheet": sheet, "key": secrets.token_urlsafe(16)})


@require_POST
@bearing
def submit(request: BearerRequest) -> HttpResponse:
    """Send the answers; the same form twice gives the same receipt."""
    response = request.bearer.named(request.POST.get("response", ""))
    took = timing.read_seconds(request.POST.get("seconds", ""))
    answering.submit(response, key=request.POST.get("key", ""), by=request.bearer.member, took=took)
    return redirect("result:receipt")


@require_POST
@bearing
def reopen(request: BearerRequest) -> HttpResponse:
    """Take the sent answers back to change them."""
    response = request.bearer.named(request.POST.get("response", ""))
    answering.reopen(response, by=request.bearer.member)
    return redirect("answer:check")


@require_safe
@bearing
def done(request: BearerRequest) -> HttpResponse:
    """Where receipts lay before they showed the result."""
    return redirect("result:receipt")


def _arrive(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    sheet = Sheet(invitation.participation, None)
    invitations.check_open(sheet.round)
    if request.method == "POST":
        return _begin_with_pass(request, invitation)
    return render(request, "surveys/arrive.html", {"sheet": sheet, "asked": invitation.membership})


def _arrive_by_address(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The first page of whoever has not joined yet: a name and a sentence, and the button says yes to it."""
    sheet = Sheet(invitation.participation, None)
    invitations.check_open(sheet.round)
    by = request.user if isinstance(request.user, User) else None
    proposal = taking_part.proposal_of(invitation, by=by)
    passes.speak_as_asked(request, proposal.language if proposal else "")
    form = TakePartForm(request.POST or None, initial={"name": proposal.name if proposal else ""})
    known = by is not None or proposal is None  # their name stands in the account
    if request.method == "POST" and (known or form.is_valid()):
        name = "" if known else form.cleaned_data["name"]
        taken = taking_part.take_part(invitation, name=name, by=by)
        return _begin_with_pass(request, invitations.carried(taken))
    context = {"sheet": sheet, "proposal": proposal, "form": None if known else form}
    return render(request, "surveys/arrive.html", context, status=422 if form.is_bound else 200)


def _begin_with_pass(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    response = _go_on(invitation)
    passes.give(response, invitation, request=request)
    return response


def _go_on(invitation: Invitation) -> HttpResponse:
    """To the first dimension that is not done; to the receipt when all was sent."""
    answering.start(invitation)
    sheet = sheet_of(invitation)
    if not sheet.is_draft:
        return redirect("result:receipt")
    dimension = sheet.next_dimension
    address = reverse("answer:dimension", args=[dimension.key])
    here = next((one for one in sheet.unanswered if one.dimension_id == dimension.pk), None)
    begun = any(one.dimension == dimension and one.begun for one in sheet.progress.dimensions)
    # Who comes back goes on where they stopped; who begins reads what the dimension is about first.
    return redirect(f"{address}#{anchor_of(here)}" if here is not None and begun else address)


def _dimension(sheet: Sheet, key: str) -> Dimension:
    try:
        return sheet.read.dimension(key)
    except KeyError:
        raise Http404 from None


def _save_page(request: BearerRequest, sheet: Sheet, asked: Dimension) -> HttpResponse:
    """Store a whole dimension and go where the button says; else show it again as it was typed."""
    response = request.bearer.named(request.POST.get("response", ""))
    form = sheet.form(asked)
    if not form.fill(request.POST) or not form.store(response, by=request.bearer.member):
        return _dimension_page(request, sheet, asked, form)
    page = sheet.page(asked, form)
    then = request.POST.get("then")
    if then == "later":
        return redirect("answer:start")
    if "unchanged" in request.POST:  # back to where the button stood, to go on from there
        named = [anchor_of(one.criterion) for one in form.entries if one.is_named(request.POST)]
        address = reverse("answer:dimension", args=[asked.key])
        return redirect(f"{address}#{named[0] if named else 'block'}")
    onward = page.previous if then == "previous" else page.next
    return redirect("answer:dimension", onward.key) if onward else redirect("answer:check")


def _told(outcome: int | DomainError) -> dict[str, Any]:
    if isinstance(outcome, DomainError):
        return {"status": outcome.status, **as_json(outcome)}
    return {"status": 200, "saved": outcome}


def _dimension_page(
    request: BearerRequest, sheet: Sheet, asked: Dimension, form: DimensionForm
) -> HttpResponse:
    context = {"sheet": sheet, "page": sheet.page(asked, form), "form": form}
    return render(request, "surveys/dimension.html", context, status=form.status)
