"""The two ends of a crowd: a personal link for each person asked, and all answers that are stored."""

import hashlib
import secrets
from typing import Any

from django.apps import apps
from django_scopes import scope


def main(place: dict[str, Any], wanted: str) -> Any:
    """ "links": the token of each link of the open round. "stored": what is in the database, by response."""
    with scope(organization=place["organization"]):
        return links(place["round"]) if wanted == "links" else stored(place["round"])


def links(round_id: int) -> list[str]:
    """A token for each invitation, as its mail would carry it; of each only the hash is kept."""
    model = apps.get_model("surveys.Invitation")
    asked = list(model.objects.filter(participation__round=round_id))
    tokens = [secrets.token_urlsafe(32) for _ in asked]
    for one, token in zip(asked, tokens, strict=True):
        one.token_hash = hashlib.sha256(token.encode()).hexdigest()
    model.objects.bulk_update(asked, ["token_hash"], batch_size=200)
    return tokens


def stored(round_id: int) -> dict[str, dict[str, str]]:
    """The rating of each criterion's key, by the public name of the response."""
    answers = apps.get_model("surveys.Answer").objects.filter(response__participation__round=round_id)
    found: dict[str, dict[str, str]] = {}
    for response, key, rating in answers.values_list("response__public_id", "criterion__key", "rating"):
        found.setdefault(response, {})[key] = rating
    return found
