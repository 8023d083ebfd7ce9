"""The settings of the bench: the tests', with the units' addresses besides ours."""

from config.settings_test import *  # noqa: F403
from config.settings_test import DATABASES

ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "bench.urls"
DATABASES["default"]["CONN_MAX_AGE"] = 60
