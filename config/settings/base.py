"""Which installation this is, what it is made of, and how it looks and logs.

`PATAMAR_MODE` chooses among production (the default), demo, local (an installation of one's own on this
machine) and test.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from config.settings.sign_on import SAML_IN_USE

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
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
if SAML_IN_USE:
    INSTALLED_APPS.append("allauth.socialaccount.providers.saml")

MIDDLEWARE = [
    "core.security.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.security.PolicyMiddleware",
    "core.limits.LimitsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organizations.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.refusals.ErrorMiddleware",
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
STATICFILES_FINDERS = [
    *(["core.staticfiles.JoinedFinder"] if MODE in ("demo", "local") else []),
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_USE_FINDERS = not IN_PRODUCTION
WHITENOISE_AUTOREFRESH = False

LOG_FILTERS = ["without_tokens", "expected_in_one_line"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {
        "without_tokens": {"()": "core.logs.WithoutTokens"},
        "expected_in_one_line": {"()": "core.logs.ExpectedInOneLine"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": LOG_FILTERS}},
    # Whatever other handler there is, these tell the path of a request, and what was refused.
    "loggers": {
        name: {"filters": LOG_FILTERS} for name in ("django.request", "django.security.csrf", "django.server")
    },
    "root": {
        "handlers": ["console"],
        "level": env.str("PATAMAR_LOG_LEVEL", "INFO" if IN_PRODUCTION else "WARNING"),
    },
}
