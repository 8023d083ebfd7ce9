"""Starting parts of the product in a process of their own, as production does."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
KEY = "k3Yq9wZ-" * 8
SAFE = {
    "PATAMAR_MODE": "production",
    "PATAMAR_SECRET_KEY": KEY,
    "PATAMAR_SITE_URL": "https://patamar.example",
    "PATAMAR_ALLOWED_HOSTS": "patamar.example",
    "DATABASE_URL": "postgres://patamar:secret@127.0.0.1:1/patamar",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def run(*command: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """A command of Python's with a production environment, but for what is changed."""
    inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    environment = {name: value for name, value in (SAFE | changed).items() if value is not None}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
