"""Secrets that must be read again are kept encrypted: whoever has the database alone has no codes.

The key is worked out from the installation's secret key. Earlier keys still open what they sealed, until
`manage.py seal_factors` has sealed everything with the present one.
"""

import base64
import hashlib
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

logger = logging.getLogger(__name__)

PURPOSE = b"organizations.sealing:"
LENGTH = 20


def seal(text: str) -> str:
    """The text, readable with this installation's key only."""
    return _box().encrypt(text.encode("utf-8")).decode("ascii")


def unseal(sealed: str) -> str:
    """The text again. One that no key opens becomes a random secret, which no code fits."""
    try:
        return _box().decrypt(sealed.encode("ascii")).decode("utf-8")
    except InvalidToken:
        logger.error("A factor was sealed with a key that is gone; see docs/deployment.md on keys.")
        return base64.b32encode(secrets.token_bytes(LENGTH)).decode("ascii")


def seal_again(sealed: str) -> str:
    """The same text, sealed with the present key.

    Raises:
        InvalidToken: no key opens it.
    """
    return _box().rotate(sealed.encode("ascii")).decode("ascii")


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(PURPOSE + key.encode("utf-8")).digest())
