"""The product's own source, to be read by rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("core", "organizations", "maturity", "surveys", "reports")


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Each module, but for migrations, with its tree."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name, ast.parse(path.read_text(encoding="utf-8"))
