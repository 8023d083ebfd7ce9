"""The settings of what is measured in this process: the tests', with connections that stay."""

from config.settings_test import *  # noqa: F403
from config.settings_test import DATABASES

ALLOWED_HOSTS = ["testserver"]
DATABASES["default"]["CONN_MAX_AGE"] = 60
