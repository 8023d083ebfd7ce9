"""The settings under test: production's, but a quick hasher, mail and files in memory, jobs at once."""

import os

os.environ["PATAMAR_MODE"] = "test"

from config.settings import *  # noqa: F403
from config.settings import CACHES, DATA_DIR, DATABASES, POOLER, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The threads of a live server leave no connection behind that would keep the test database from going.
DATABASES["default"]["CONN_MAX_AGE"] = 0
# A file, since several workers and parallel writers need one. What a test wrote need not survive a power cut.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
elif POOLER == "none":
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
if "redis" in CACHES["default"]["BACKEND"]:  # one server for all processes of the tests: each has its part
    CACHES["default"] |= {
        "BACKEND": "tests.own_cache.OwnRedisCache",
        "KEY_PREFIX": f"tests-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}",
    }
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
