"""The part of a Redis that belongs to one process of the tests; it empties no other.

Several share one server, and Redis empties all of it: the counts of a test that runs beside go with it, and
more attempts pass than its limit allows.
"""

from django.core.cache.backends.redis import RedisCache


class OwnRedisCache(RedisCache):
    """Redis, where each process of the tests has a prefix (`KEY_PREFIX`)."""

    def clear(self) -> bool:
        client = self._cache.get_client(None, write=True)
        mine = list(client.scan_iter(match=self.make_key("*"), count=1000))
        return bool(client.delete(*mine)) if mine else True
