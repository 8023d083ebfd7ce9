"""The key, hosts, cookies and headers. `core/checks.py` refuses to start production with an unsafe value."""

import secrets

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import DATA_DIR, IN_PRODUCTION, PORT, env
from core.security import A_YEAR, CSP_DIRECTIVES
from core.servers import site_at


def secret_key() -> str:
    """The key from the environment; outside production one that is made once and kept in the data folder."""
    if IN_PRODUCTION:
        given = env.str("PATAMAR_SECRET_KEY", "")
        if not given:
            raise ImproperlyConfigured(
                "Production needs PATAMAR_SECRET_KEY. "
                "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
            )
        return given
    kept = DATA_DIR / "secret-key"
    if not kept.exists():
        DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(64), encoding="ascii")
        kept.chmod(0o600)
    return kept.read_text(encoding="ascii")


SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS: list[str] = env.list("PATAMAR_SECRET_KEY_FALLBACKS", [])
DEBUG = env.bool("PATAMAR_DEBUG", False)
SITE_URL = site_at(env.str("PATAMAR_SITE_URL", "" if IN_PRODUCTION else f"http://127.0.0.1:{PORT}"))
ALLOWED_HOSTS = env.list(
    "PATAMAR_ALLOWED_HOSTS", [] if IN_PRODUCTION else ["127.0.0.1", "localhost", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
SECURE_COOKIES = IN_PRODUCTION
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
COOKIE_PREFIX = "__Host-" if SECURE_COOKIES else ""
SESSION_COOKIE_NAME = COOKIE_PREFIX + "session"
CSRF_COOKIE_NAME = COOKIE_PREFIX + "csrf"
LANGUAGE_COOKIE_NAME = COOKIE_PREFIX + "language"
THEME_COOKIE_NAME = COOKIE_PREFIX + "theme"
ANSWER_COOKIE_NAME = ("__Secure-" if SECURE_COOKIES else "") + "answer"  # its path is /a/, so not __Host-
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
SECURE_SSL_REDIRECT = IN_PRODUCTION and env.bool("PATAMAR_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
HSTS = env.str("PATAMAR_HSTS", "host")  # for how much of the domain browsers insist on https
if HSTS not in ("host", "subdomains", "preload"):
    raise ImproperlyConfigured(f"PATAMAR_HSTS is {HSTS!r}, must be host, subdomains or preload.")
SECURE_HSTS_SECONDS = A_YEAR if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IN_PRODUCTION and HSTS in ("subdomains", "preload")
SECURE_HSTS_PRELOAD = IN_PRODUCTION and HSTS == "preload"
# Django asks every site for both. They bind hosts that are not ours; core/checks.py asks in its place.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
TRUST_PROXY = env.bool("PATAMAR_TRUST_PROXY", False)
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {"DIRECTIVES": CSP_DIRECTIVES}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
