"""What production refuses to start with."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from core.prepared import NotPreparable
from core.prepared_ahead import write_all
from core.security import A_YEAR

HERE = ("localhost", "127.0.0.1", "::1")


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
    yield from _without_https()


def _without_https() -> Iterator[Error]:
    """In place of Django's W005 and W021, which ask every site to bind hosts that are not its own."""
    if settings.SECURE_HSTS_SECONDS < A_YEAR:
        yield Error("Browsers must be told to stay with https for a year.", id="patamar.E006")
    if settings.SECURE_HSTS_PRELOAD and not settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        yield Error("Browsers preload a domain only together with its subdomains.", id="patamar.E007")


@register(Tags.security, deploy=True)
def the_mail_password_is_protected(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A warning where the password of the mail server would cross the network as it is."""
    protected = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL or settings.EMAIL_HOST in HERE
    if protected or not settings.EMAIL_HOST_PASSWORD:
        return []
    return [
        Warning(
            f"The password for {settings.EMAIL_HOST} is sent without encryption.",
            hint="Write smtp+tls:// or smtp+ssl:// in PATAMAR_EMAIL_URL.",
            id="patamar.W001",
        )
    ]


@register(Tags.models)
def queries_are_prepared(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error where the SQL of a prepared query can't be written for the engine at hand."""
    try:
        write_all()
    except NotPreparable as refused:
        return [Error(str(refused), id="patamar.E008")]
    return []


@register(Tags.database)
def postgres_compiles_nothing(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A warning where PostgreSQL compiles our queries (jit), which takes longer than to answer them.

    Without a pooler each connection switches it off. Behind one the role has to, since start-up options do
    not get through.
    """
    compiling = [alias for alias in databases or () if _jit(alias) == "on"]
    return [
        Warning(
            "PostgreSQL compiles queries for this role (jit is on): pages get slower.",
            hint=f'ALTER ROLE "{connections[alias].settings_dict["USER"] or "patamar"}" SET jit = off;',
            id="patamar.W002",
        )
        for alias in compiling
    ]


def _jit(alias: str) -> str:
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return "off"
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        return str(cursor.fetchone()[0])
