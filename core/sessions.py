"""Sessions in the database, with a copy in the cache that may be away.

Django's own store fails where the copy can't be written after reading. Removing the copy still may fail,
and must: a session that was ended would come back with the cache.
"""

import logging
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.cached_db import SessionStore as CachedStore
from django.core.cache import BaseCache, caches

logger = logging.getLogger(__name__)


class Copies:
    """A cache for copies: what can't be read is missing, what can't be written is left out."""

    def __init__(self, cache: BaseCache) -> None:
        self.cache = cache

    def get(self, key: str) -> Any:
        with suppress(Exception):
            return self.cache.get(key)
        return None

    def set(self, key: str, value: Any, timeout: int) -> None:
        try:
            self.cache.set(key, value, timeout)
        except Exception as error:  # whatever a cache raises, the session is in the database
            logger.warning("No copy of a session was kept: %s", error)

    def delete(self, key: str) -> None:
        self.cache.delete_many([key])

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None


class SessionStore(CachedStore):
    """Django's store of sessions, unharmed while the cache is away."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._cache = Copies(caches[settings.SESSION_CACHE_ALIAS])
