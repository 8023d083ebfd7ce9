"""No more reminders of a round: the button of a mail program, and the page for people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from surveys import reminders
from surveys.views import passes


@csrf_exempt  # a mail program posts here (RFC 8058), without cookies; the sealed address says whose it is
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for no more reminders of one round, without signing in. Opening the page changes nothing."""
    invitation = reminders.of_stop_link(token)
    passes.enter_scope(request, invitation)
    passes.speak_their_language(request, invitation)
    if request.method == "POST":
        reminders.stop(invitation)
    context = {"round": invitation.participation.round, "stopped": reminders.is_stopped(invitation)}
    page = render(request, "surveys/reminders_stop.html", context)
    page.headers["Referrer-Policy"] = "strict-origin"  # the token goes along to no other page
    return page
