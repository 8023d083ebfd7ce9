"""Where each address leads. No language in them; a slash at the end."""

from django.conf import settings
from django.urls import include, path

from core import health
from organizations.operators.site import site as operator_site
from surveys.views.signing_out import sign_out

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("a/result/", include("reports.public_urls")),
    path("a/reminders/", include("surveys.reminder_urls")),
    path("a/", include("surveys.public_urls")),  # early, for every saved answer looks for it
    path("", include("core.urls")),
    path("", include("organizations.urls")),
    path("accounts/logout/", sign_out, name="account_logout"),  # before the same address of allauth
    path("accounts/", include("organizations.views.sign_in_urls")),
    path("offer/", include("organizations.views.offer_urls")),
    path("o/<slug:organization>/catalog/", include("maturity.urls")),
    path("o/<slug:organization>/rounds/", include("surveys.urls")),
    path("o/<slug:organization>/", include("reports.urls")),
]
if settings.OPERATOR_PATH:
    urlpatterns.append(path(f"{settings.OPERATOR_PATH}/", operator_site.urls))
