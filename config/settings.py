"""All settings, read from the environment. Every default is safe for production.

`docs/settings.md` lists each variable; a test compares the two. `PATAMAR_MODE` chooses among
production (the default), demo, local (an installation of one's own on this machine) and test.
"""

import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from config.schedule import FORGETTING, SCHEDULE
from config.sign_on import SAML_IN_USE, SIGN_ON_SERVICES, SOCIALACCOUNT_PROVIDERS  # noqa: F401  read by others
from core.security import CSP_DIRECTIVES

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = "0.1.0"

MODES = ("production", "demo", "local", "test")
MODE = env.str("PATAMAR_MODE", "production")
if MODE not in MODES:
    raise ImproperlyConfigured(f"PATAMAR_MODE is {MODE!r}, must be one of {', '.join(MODES)}.")
IN_PRODUCTION = MODE == "production"

PORT = env.int("PORT", 8000)  # where `make demo` and `make run` serve
if not 1 <= PORT <= 65535:
    raise ImproperlyConfigured(f"PORT is {PORT}, must be a number from 1 to 65535.")

DATA_DIR = Path(env.str("PATAMAR_DATA_DIR", str(BASE_DIR / "var"))).resolve()


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
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(64), encoding="ascii")
        kept.chmod(0o600)
    return kept.read_text(encoding="ascii")


# Security. core/checks.py refuses to start production with an unsafe value.
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS: list[str] = env.list("PATAMAR_SECRET_KEY_FALLBACKS", [])
DEBUG = env.bool("PATAMAR_DEBUG", False)
SITE_URL = env.str("PATAMAR_SITE_URL", "" if IN_PRODUCTION else f"http://127.0.0.1:{PORT}").rstrip("/")
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
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IN_PRODUCTION
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

# The pages of operators, at a path of their own; "" for none.
OPERATOR_PATH = env.str("PATAMAR_OPERATOR_PATH", "operator").strip("/")

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "tree_queries",
    "core",
    "organizations",
    "maturity",
    "surveys",
    "reports",
]

MIDDLEWARE = [
    "core.security.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.methods.MethodsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.nul.NulMiddleware",
    "core.origin.OriginMiddleware",
    "core.uploads.UploadMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organizations.middleware.PreferenceMiddleware",
    "organizations.middleware.FirstRunMiddleware",
    "organizations.middleware.SeenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.away.CacheAwayMiddleware",
    "core.errors.DomainErrorMiddleware",
    "organizations.audit.watching.RefusalMiddleware",
    "organizations.middleware.MemberMiddleware",
    "core.once.OnceMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.page",
                "organizations.context.rights",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "core.templatetags.look"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# Data
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a read that becomes a write can't end in "database is locked"
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
    ),
}


def database() -> dict[str, object]:
    """The one database: SQLite in the data folder outside production, else `DATABASE_URL`.

    The demo always takes its own file, so that it can never write into real data.
    """
    own = {"demo": "demo.sqlite3", "local": "patamar.sqlite3"}.get(MODE)
    if own:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        config: dict[str, object] = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / own}
    else:
        fallback = "" if IN_PRODUCTION else f"sqlite:///{DATA_DIR / 'test.sqlite3'}"
        url = env.str("DATABASE_URL", fallback)
        if not url:
            raise ImproperlyConfigured(
                "Production needs DATABASE_URL, for example postgres://user:password@host/name."
            )
        config = dict(dj_database_url.parse(url))
    config["CONN_MAX_AGE"] = 60
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = SQLITE_OPTIONS
    else:
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = {"options": "-c jit=off"}
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
if REDIS_URL and MODE in ("production", "test"):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
SESSION_ENGINE = "core.sessions"

# Jobs. Redis only carries hints: the outbox row is the truth, and `sweep` finds what was lost.
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_TASK_ALWAYS_EAGER = MODE != "production"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_TIME_LIMIT = 600
# A hint that finds no broker is given up within a second or two: a person waits for the answer.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.2,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = SCHEDULE
FORGETTING_TASKS = FORGETTING

# Mail
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("PATAMAR_MAIL_FROM", "Patamar <patamar@localhost>")
if IN_PRODUCTION:
    _mail = env.dj_email_url("PATAMAR_EMAIL_URL", "smtp://localhost:25")
    EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_BACKEND"], _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

# Offers to join
OFFER_MAILS_PER_DAY = env.int("PATAMAR_OFFER_MAILS_PER_DAY", 500)  # of one organization
OFFER_DAYS = env.int("PATAMAR_OFFER_DAYS", 14)  # for so long an offer can be accepted
if OFFER_MAILS_PER_DAY < 1 or not 1 <= OFFER_DAYS <= 365:
    raise ImproperlyConfigured(
        "PATAMAR_OFFER_MAILS_PER_DAY must be 1 or more, PATAMAR_OFFER_DAYS from 1 to 365."
    )
OFFER_COOKIE_NAME = ("__Secure-" if SECURE_COOKIES else "") + "offer"  # its path is /offer/, so not __Host-

# People
AUTH_USER_MODEL = "organizations.User"
FOUNDING = env.str("PATAMAR_FOUNDING", "operators")  # who founds further organizations
if FOUNDING not in ("operators", "everyone"):
    raise ImproperlyConfigured(f"PATAMAR_FOUNDING is {FOUNDING!r}, must be operators or everyone.")
AUTHENTICATION_BACKENDS = [
    "organizations.sign_in.backends.PersonBackend",
    "allauth.account.auth_backends.AuthenticationBackend",  # of sessions that began with it
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "organizations.sign_in.passwords.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "organizations.sign_in.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "organizations.sign_in.forms.LoginForm",
    "change_password": "organizations.sign_in.forms.ChangePasswordForm",
    "set_password": "organizations.sign_in.forms.SetPasswordForm",
    "reset_password": "organizations.sign_in.forms.ResetPasswordForm",
    "reset_password_from_key": "organizations.sign_in.forms.ResetPasswordKeyForm",
    "reauthenticate": "organizations.sign_in.forms.ReauthenticateForm",
    "add_email": "organizations.sign_in.forms.ChangeAddressForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "organizations.sign_in.tokens.PasswordTokens"  # noqa: S105 (no password)
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Patamar: "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password is told to its owner
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # an address counts once a link that came to it was opened
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one takes its place when it is confirmed
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays, all others end
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# By network address, behind which a whole company may sit, and by account.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "30/m/ip,5/h/key",
}
MFA_RATE_LIMITS: dict[str, str] | bool = {"webauthn_login": "60/m/ip"}

# The second step
REQUIRE_MFA = env.str("PATAMAR_REQUIRE_MFA", "owners_and_admins" if IN_PRODUCTION else "nobody")
if REQUIRE_MFA not in ("nobody", "owners_and_admins", "everyone"):
    raise ImproperlyConfigured(
        f"PATAMAR_REQUIRE_MFA is {REQUIRE_MFA!r}, must be one of nobody, owners_and_admins, everyone."
    )
MFA_ADAPTER = "organizations.sign_in.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "organizations.sign_in.forms.CodeForm",
    "reauthenticate": "organizations.sign_in.forms.ConfirmByCodeForm",
    "activate_totp": "organizations.sign_in.forms.AddAppForm",
    "edit_webauthn": "organizations.sign_in.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # signing in asks for a confirmed address already
MFA_TOTP_ISSUER = "Patamar"
MFA_TOTP_TOLERANCE = 1  # clocks may differ by half a minute
MFA_RECOVERY_CODES_SHOW_ONCE = True

DELETION_DAYS = env.int("PATAMAR_DELETION_DAYS", 30)  # how long an organization can still be taken back
if not 1 <= DELETION_DAYS <= 365:
    raise ImproperlyConfigured(f"PATAMAR_DELETION_DAYS is {DELETION_DAYS}, must be a number from 1 to 365.")

# Other houses' sign-in services
SOCIALACCOUNT_ADAPTER = "organizations.sign_in.adapters.SignOnAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
if SAML_IN_USE:
    INSTALLED_APPS.append("allauth.socialaccount.providers.saml")

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("pt-br", _("Brazilian Portuguese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_TZ = True
TIME_ZONE = env.str("PATAMAR_TIME_ZONE", "UTC")

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if IN_PRODUCTION else None  # elsewhere served from where they lie
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {
        "BACKEND": "core.staticfiles.HashedStorage"
        if IN_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IN_PRODUCTION
WHITENOISE_AUTOREFRESH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_tokens": {"()": "core.logs.WithoutTokens"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_tokens"]}
    },
    # Whatever other handler there is, these tell the path of a request.
    "loggers": {
        name: {"filters": ["without_tokens"]}
        for name in ("django.request", "django.security.csrf", "django.server")
    },
    "root": {
        "handlers": ["console"],
        "level": env.str("PATAMAR_LOG_LEVEL", "INFO" if IN_PRODUCTION else "WARNING"),
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
