"""Mail."""

from config.settings.base import DATA_DIR, IN_PRODUCTION, env

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
