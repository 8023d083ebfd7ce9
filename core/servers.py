"""Addresses that the environment tells: the database, Redis, our own. A wrong one is refused in words."""

from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE, POSTGRES = "django.db.backends.sqlite3", "django.db.backends.postgresql"
REDIS_SCHEMES = ("redis", "rediss", "unix")
HOW_TO_WRITE = (
    "In the user name and the password write @ as %40, : as %3A, / as %2F, # as %23, % as %25, ? as %3F, "
    "[ as %5B and ] as %5D"
)


def database_at(address: str) -> dict[str, Any]:
    """What Django is told of the database at the value of DATABASE_URL, the options behind "?" included.

    Raises:
        ImproperlyConfigured: there is none, it cannot be read, or it is neither PostgreSQL nor SQLite.
    """
    if not address:
        raise ImproperlyConfigured(
            "Production needs DATABASE_URL, for example postgres://user:password@host/name."
        )
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(address))
        rest = urlsplit(address).fragment
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read. {HOW_TO_WRITE}.") from error
    if config["ENGINE"] not in (SQLITE, POSTGRES):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite://.")
    if rest or not config["NAME"]:  # an unwritten # or ? has cut the address off
        raise ImproperlyConfigured(f"DATABASE_URL names no database. {HOW_TO_WRITE}.")
    return config


def cache_at(address: str) -> str:
    """The value of REDIS_URL, looked at; empty where there is none.

    Raises:
        ImproperlyConfigured: it cannot be read, or is not Redis.
    """
    try:
        parts = urlsplit(address)
        readable = not parts.fragment and (not address or bool(parts.hostname or parts.path.strip("/")))
        _ = parts.port
    except ValueError:
        readable = False
    if not readable:
        raise ImproperlyConfigured(f"REDIS_URL cannot be read. {HOW_TO_WRITE}.")
    if address and parts.scheme not in REDIS_SCHEMES:
        raise ImproperlyConfigured("REDIS_URL must begin with redis://, for example redis://host:6379/0.")
    return address


def site_at(address: str) -> str:
    """The value of PATAMAR_SITE_URL without a slash at its end; empty where there is none.

    Raises:
        ImproperlyConfigured: it is more than a scheme, a host and a port. Pages, files and cookies live at
            the top of a host; below a path every link of a mail would lead nowhere.
    """
    site = address.rstrip("/")
    if not site:
        return ""
    try:
        parts = urlsplit(site)
        readable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        readable = False
    if not readable:
        raise ImproperlyConfigured(
            "PATAMAR_SITE_URL cannot be read: write https:// and the host, for example "
            "https://patamar.example.org."
        )
    if parts.path:
        raise ImproperlyConfigured(
            f"PATAMAR_SITE_URL ends with the path {parts.path}. A path is not possible yet: "
            "give Patamar a host name of its own."
        )
    if parts.query or parts.fragment or "@" in parts.netloc or "?" in site or "#" in site:
        raise ImproperlyConfigured("PATAMAR_SITE_URL must be https:// and the host, and nothing behind it.")
    return site
