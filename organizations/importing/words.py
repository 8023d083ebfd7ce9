"""The words by which lists name roles and languages."""

import re
from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import override

from core.names import plain
from organizations.access import Role

REGION = re.compile(r"[-_][a-z]{2,4}$")  # what stands behind a language in directories


def roles_by_name() -> Mapping[str, Role]:
    """Each role under its word in every language of the interface, and under its code; as lists name them."""
    found = {plain(role.value): role for role in Role}
    for code, _language in settings.LANGUAGES:
        with override(code):
            found |= {plain(str(role.label)): role for role in Role}
    return found


def languages_by_name() -> Mapping[str, str]:
    """Each language under its code and its names: "pt-br", "pt", "Português"."""
    found: dict[str, str] = {}
    for code, name in settings.LANGUAGES:
        found |= {plain(word): code for word in (code, code.split("-")[0], code.replace("-", "_"))}
        for other, _name in settings.LANGUAGES:
            with override(other):
                found[plain(str(name))] = code
    return found | {plain("Português"): "pt-br", plain("Inglês"): "en", plain("English"): "en"}


def language_of(said: str, names: Mapping[str, str]) -> str:
    """The language that a list names; that of another country counts ("en-US", "pt_PT"). "" for another."""
    word = plain(said)
    return names.get(word) or names.get(REGION.sub("", word), "")
