"""Mail: the server that takes it, and its sender."""

from config.settings.base import DATA_DIR, IN_PRODUCTION, env
from core.mail_server import IMPLICIT, STARTTLS, mail_server

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("PATAMAR_MAIL_FROM", "Patamar <patamar@localhost>")
if IN_PRODUCTION:
    _server = mail_server(env.str("PATAMAR_EMAIL_URL", "smtp://localhost:25"))
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _server.host, _server.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _server.user, _server.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = _server.protection == STARTTLS, _server.protection == IMPLICIT
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
