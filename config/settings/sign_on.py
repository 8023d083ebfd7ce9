"""Other companies' sign-in services, read from the environment; nothing set: there are none."""

from environs import Env

from core.sign_on import oidc_services, saml_services

env = Env()

_oidc, _oidc_apps = oidc_services(
    {
        "server_url": env.str("PATAMAR_OIDC_SERVER_URL", ""),
        "client_id": env.str("PATAMAR_OIDC_CLIENT_ID", ""),
        "client_secret": env.str("PATAMAR_OIDC_CLIENT_SECRET", ""),
        "name": env.str("PATAMAR_OIDC_NAME", ""),
        "domains": env.list("PATAMAR_OIDC_DOMAINS", []),
        "trust_email": env.bool("PATAMAR_OIDC_TRUST_EMAIL", False),
    },
    env.str("PATAMAR_OIDC_MORE", ""),
)
_saml, _saml_apps = saml_services(
    {
        "metadata_url": env.str("PATAMAR_SAML_METADATA_URL", ""),
        "entity_id": env.str("PATAMAR_SAML_ENTITY_ID", ""),
        "name": env.str("PATAMAR_SAML_NAME", ""),
        "domains": env.list("PATAMAR_SAML_DOMAINS", []),
        "uid": env.str("PATAMAR_SAML_UID_ATTRIBUTE", "urn:oasis:names:tc:SAML:attribute:subject-id"),
        "email": env.str("PATAMAR_SAML_EMAIL_ATTRIBUTE", "urn:oid:0.9.2342.19200300.100.1.3"),
        "name_attribute": env.str("PATAMAR_SAML_NAME_ATTRIBUTE", "urn:oid:2.16.840.1.113730.3.1.241"),
    }
)
SIGN_ON_SERVICES = [*_oidc, *_saml]
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": _oidc_apps}, "saml": {"APPS": _saml_apps}}
SAML_IN_USE = bool(_saml)
