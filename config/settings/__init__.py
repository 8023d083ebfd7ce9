"""All settings, read from the environment. Every default is safe for production.

`docs/settings.md` lists each variable; a test compares the two. Each module is one subject; `base` says which
installation this is, and the others build on it.
"""

from config.settings.base import *  # noqa: F403
from config.settings.data import *  # noqa: F403
from config.settings.jobs import *  # noqa: F403
from config.settings.mail import *  # noqa: F403
from config.settings.security import *  # noqa: F403
from config.settings.sign_in import *  # noqa: F403
from config.settings.sign_on import *  # noqa: F403
from config.settings.tenants import *  # noqa: F403
