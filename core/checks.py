"""What production refuses to start with."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured


@register(Tags.security)
def production_is_safe(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Errors for each unsafe value of a production setting; none in the other modes."""
    return list(_unsafe()) if settings.IN_PRODUCTION else []


def refuse_unsafe_start() -> None:
    """Stop web, worker or beat before the first request or job where a setting is unsafe.

    Raises:
        ImproperlyConfigured: with every unsafe value, so that one restart is enough.
    """
    problems = production_is_safe(None)
    if problems:
        raise ImproperlyConfigured(" ".join(str(problem.msg) for problem in problems))


def _unsafe() -> Iterator[Error]:
    if settings.DEBUG:
        yield Error("PATAMAR_DEBUG must be off in production.", id="patamar.E001")
    if len(settings.SECRET_KEY) < 50 or len(set(settings.SECRET_KEY)) < 8:
        yield Error(
            "PATAMAR_SECRET_KEY must be random and at least 50 characters long.",
            hint="Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'",
            id="patamar.E002",
        )
    if not settings.ALLOWED_HOSTS or any(host.startswith("*") for host in settings.ALLOWED_HOSTS):
        yield Error("PATAMAR_ALLOWED_HOSTS must name the hosts, without '*'.", id="patamar.E003")
    if not settings.SITE_URL.startswith("https://"):
        yield Error("PATAMAR_SITE_URL must be the https:// address of this installation.", id="patamar.E004")
    if "locmem" in str(settings.CACHES["default"]["BACKEND"]).lower():
        yield Error("REDIS_URL is needed: sign-in limits must hold across all workers.", id="patamar.E005")
