"""The built-in catalogs: the files beside this module, and where their texts come from."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.text import TranslatedText
from maturity.documents import read_document

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which state of its source a version follows, and the licence of its texts."""

    source_revision: TranslatedText
    licence: TranslatedText


OURS = TranslatedText(
    {
        "en": "The wording is ours: BSD 3-Clause, like this product.",
        "pt-br": "A redação é nossa: BSD 3-Clause, como este produto.",
    }
)
PROVENANCE = {
    ("mlops", 1): Provenance(
        TranslatedText(
            {
                "en": "The Portuguese page as it was before the revision of 28 October 2025, "
                "which is not taken in.",
                "pt-br": "A página em português como era antes da revisão de 28 de outubro de 2025, "
                "que não foi incorporada.",
            }
        ),
        OURS,
    ),
    ("team-health", 1): Provenance(
        TranslatedText({"en": "The idea as published in 2014.", "pt-br": "A ideia como publicada em 2014."}),
        OURS,
    ),
}
"""By model key and version. It is no part of the documents, whose checksums never change."""


def built_in_names() -> list[str]:
    """The names of the built-in catalog files, in order of the alphabet."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read_built_in(name: str) -> dict[str, Any]:
    """The document of one built-in catalog, for example "mlops"."""
    return read_document((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def provenance_of(document: dict[str, Any]) -> Provenance:
    """Where the texts of a built-in catalog come from."""
    model = document["model"]
    return PROVENANCE[model["key"], model["version"]]
