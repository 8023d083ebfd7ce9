"""What the environment may say about other companies' sign-in services."""

import json
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from core import sign_on
from core.sign_on import Domain, domains_from, oidc_services, saml_services

ONE = {"server_url": "https://id.example", "client_id": "patamar", "client_secret": "s", "domains": ["*"]}
SAML = {
    "metadata_url": "https://id.example/metadata",
    "entity_id": "https://id.example",
    "domains": ["aurora.example=aurora"],
    "uid": "uid",
    "email": "mail",
    "name_attribute": "displayName",
}


def test_nothing_set_is_no_service() -> None:
    assert oidc_services({"server_url": ""}, "") == ([], [])
    assert saml_services({"metadata_url": ""}) == ([], [])


def test_one_service_is_told_to_allauth_with_proof_keys() -> None:
    [service], [app] = oidc_services({**ONE, "name": "Aurora ID"}, "")

    assert (service.id, service.name, service.trusts_addresses) == ("main", "Aurora ID", False)
    assert app == {
        "provider_id": "main",
        "name": "Aurora ID",
        "client_id": "patamar",
        "secret": "s",
        "settings": {"server_url": "https://id.example", "oauth_pkce_enabled": True},
    }


def test_several_services_stand_side_by_side() -> None:
    more = json.dumps([{**ONE, "id": "partner", "domains": "boreal.example", "trust_email": True}])

    services, apps = oidc_services(ONE, more)

    assert [service.id for service in services] == ["main", "partner"]
    assert services[1].domains == (Domain("boreal.example"),)
    assert services[1].trusts_addresses
    assert [app["provider_id"] for app in apps] == ["main", "partner"]


@pytest.mark.parametrize(
    ("entry", "domain"),
    [
        ("aurora.example", Domain("aurora.example")),
        (" Aurora.Example=aurora-seguros", Domain("aurora.example", "aurora-seguros")),
        ("aurora.example=aurora:auditor", Domain("aurora.example", "aurora", "auditor")),
        ("*", Domain("*")),
    ],
)
def test_a_domain_says_where_it_leads(entry: str, domain: Domain) -> None:
    assert domains_from([entry]) == (domain,)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("aurora", id="no domain"),
        pytest.param("aurora.example=", id="leads nowhere"),
        pytest.param("aurora.example=Aurora Seguros", id="a name and no address"),
        pytest.param("aurora.example=aurora:owner", id="makes owners"),
        pytest.param("aurora.example=aurora:admin", id="makes admins"),
        pytest.param("aurora.example=aurora:member", id="a role that needs a team"),
        pytest.param("*=aurora", id="anybody becomes a member"),
    ],
)
def test_a_domain_that_says_too_much_or_nothing_stops_the_start(entry: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        domains_from([entry])


@pytest.mark.parametrize(
    ("changed", "more", "why"),
    [
        pytest.param({"client_secret": ""}, "", "client_secret", id="no secret"),
        pytest.param({"domains": []}, "", "names no domain", id="no domain"),
        pytest.param({}, "{", "no JSON", id="broken JSON"),
        pytest.param({}, '{"id": "x"}', "JSON list", id="no list"),
        pytest.param({}, json.dumps([{**ONE, "id": "main"}]), "no id", id="the same id twice"),
        pytest.param({}, json.dumps([{**ONE, "id": "../x"}]), "no id", id="an id that is no word"),
    ],
)
def test_a_service_that_is_half_set_up_stops_the_start(changed: dict[str, Any], more: str, why: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=why):
        oidc_services(ONE | changed, more)


def test_saml_without_its_packages_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_on, "find_spec", lambda name: None)

    with pytest.raises(ImproperlyConfigured, match=r"requirements-saml\.txt"):
        saml_services(SAML)


def test_saml_is_told_to_allauth_with_signatures_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_on, "find_spec", lambda name: object())

    [service], [app] = saml_services(SAML)

    assert (service.id, service.domains) == ("saml", (Domain("aurora.example", "aurora"),))
    assert (app["provider_id"], app["client_id"]) == ("saml", "saml")
    assert app["settings"]["idp"] == {"entity_id": SAML["entity_id"], "metadata_url": SAML["metadata_url"]}
    assert app["settings"]["advanced"]["want_assertion_signed"]
    assert app["settings"]["advanced"]["reject_idp_initiated_sso"]
