"""What the environment says about the sign-in services of other companies, put together for django-allauth.

Nothing set: no button, and the parts for SAML are not even loaded. A wrong value stops the start with a
sentence, for a service that is half set up would let in nobody, or everybody.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

# Roles that reach over the whole organization and change nobody's rights; the others need a team or a person.
ROLES = ("", "manager", "catalog_editor", "auditor")
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")
DOMAIN = re.compile(r"([a-z0-9-]+\.)+[a-z0-9-]{2,}\Z")
ANY = "*"


@dataclass(frozen=True, slots=True)
class Domain:
    """What is done for people whose address ends in `@name`."""

    name: str
    organization: str = ""  # whose member whoever comes is made; "" for nobody's
    role: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """One sign-in service."""

    id: str
    name: str
    domains: tuple[Domain, ...]
    trusts_addresses: bool  # an address without the word "verified" counts as verified


def domains_from(entries: Iterable[str]) -> tuple[Domain, ...]:
    """ "aurora.example=aurora-seguros:auditor" and the like; "*" is any domain, for accounts that exist.

    Raises:
        ImproperlyConfigured: an entry is not of this form, or gives a role that a domain can't give.
    """
    return tuple(_domain(entry.strip().lower()) for entry in entries if entry.strip())


def _domain(entry: str) -> Domain:
    name, _, rest = entry.partition("=")
    organization, _, role = rest.partition(":")
    if name == ANY and rest:
        raise ImproperlyConfigured(f"{entry!r}: '*' is any domain and makes nobody a member of anything.")
    if name != ANY and not DOMAIN.match(name):
        raise ImproperlyConfigured(f"{entry!r} does not begin with a domain, for example aurora.example.")
    if (rest and not SLUG.match(organization)) or ("=" in entry and not rest):
        raise ImproperlyConfigured(f"{entry!r}: after '=' stands the word of an organization's address.")
    if role not in ROLES:
        raise ImproperlyConfigured(
            f"{entry!r}: a domain gives no role {role!r}; it gives manager, catalog_editor, auditor or none."
        )
    return Domain(name, organization, role)


def oidc_services(one: Mapping[str, Any], more: str) -> tuple[list[Service], list[dict[str, Any]]]:
    """The services of OpenID Connect, and what allauth is told of them.

    Args:
        one: server_url, client_id, client_secret, name, domains, trust_email; no server_url: there is none.
        more: a JSON list of further ones with the same names, and an `id` each.

    Raises:
        ImproperlyConfigured: something is missing, or is not of its form.
    """
    given = [{**one, "id": "main"}] if one.get("server_url") else []
    given += _parsed(more)
    services, apps = [], []
    for each in given:
        missing = [name for name in ("id", "server_url", "client_id", "client_secret") if not each.get(name)]
        if missing:
            raise ImproperlyConfigured(f"A sign-in service lacks {', '.join(missing)}.")
        services.append(_service(each))
        apps.append(
            {
                "provider_id": each["id"],
                "name": services[-1].name,
                "client_id": each["client_id"],
                "secret": each["client_secret"],
                "settings": {"server_url": each["server_url"], "oauth_pkce_enabled": True},
            }
        )
    _check_ids(services)
    return services, apps


def saml_services(given: Mapping[str, Any]) -> tuple[list[Service], list[dict[str, Any]]]:
    """The one service of SAML, and what allauth is told of it; nothing where no metadata is named.

    Raises:
        ImproperlyConfigured: it is set up, but its packages are not installed.
    """
    if not given.get("metadata_url"):
        return [], []
    if find_spec("onelogin") is None:
        raise ImproperlyConfigured("SAML is set up, but not installed: pip install -r requirements-saml.txt")
    service = _service({**given, "id": "saml", "trust_email": True})
    settings = {
        "idp": {"entity_id": given["entity_id"], "metadata_url": given["metadata_url"]},
        "attribute_mapping": {"uid": given["uid"], "email": given["email"], "name": given["name_attribute"]},
        "advanced": {
            "reject_deprecated_algorithm": True,
            "want_assertion_signed": True,
            "reject_idp_initiated_sso": True,
        },
    }
    app = {"provider_id": "saml", "client_id": "saml", "name": service.name, "settings": settings}
    return [service], [app]


def _parsed(more: str) -> list[dict[str, Any]]:
    if not more:
        return []
    try:
        found = json.loads(more)
    except ValueError as error:
        raise ImproperlyConfigured(f"PATAMAR_OIDC_MORE is no JSON: {error}") from error
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ImproperlyConfigured("PATAMAR_OIDC_MORE must be a JSON list of objects.")
    return found


def _service(each: Mapping[str, Any]) -> Service:
    domains = each.get("domains") or []
    if isinstance(domains, str):
        domains = domains.split(",")
    if not domains:
        raise ImproperlyConfigured(
            f"The sign-in service {each['id']!r} names no domain: say whose addresses it vouches for, or '*'."
        )
    return Service(
        id=str(each["id"]),
        name=str(each.get("name") or "Single sign-on"),
        domains=domains_from(domains),
        trusts_addresses=bool(each.get("trust_email")),
    )


def _check_ids(services: list[Service]) -> None:
    ids = [service.id for service in services]
    wrong = [id for id in ids if not SLUG.match(id) or ids.count(id) > 1]
    if wrong:
        raise ImproperlyConfigured(f"{wrong[0]!r} is no id of a sign-in service, or two have it.")
