"""The built-in catalogs: the files beside this module, and when each version was published."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from maturity.documents import read_document

FOLDER = Path(__file__).parent

PUBLISHED_AT = {
    ("mlops", 1): datetime(2026, 11, 24, 12, tzinfo=UTC),
    ("team-health", 1): datetime(2026, 11, 24, 12, tzinfo=UTC),
}
"""By model key and version; fixed, so that every installation has the same rows."""


def built_in_names() -> list[str]:
    """The names of the built-in catalog files, in order of the alphabet."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read_built_in(name: str) -> dict[str, Any]:
    """The document of one built-in catalog, for example "mlops"."""
    return read_document((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
