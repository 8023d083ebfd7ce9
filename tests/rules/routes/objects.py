"""The objects that stand in addresses, and what forms send."""

import json
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.clock import now
from core.spreadsheets.tables import Grid, Record
from maturity.models import ModelVersion
from organizations.importing import keeping
from organizations.importing.checking import check
from organizations.importing.headers import Column
from organizations.importing.keeping import Upload
from organizations.models import Membership
from organizations.scoping import scope
from tests.rules.routes.shapes import Values
from tests.rules.world import World


def team(world: World) -> Values:
    return {"team": world.cast.pricing.slug}


def other_team(world: World) -> Values:
    return {"team": world.cast.fraud.slug}


def foreign_team(world: World) -> list[Values]:
    return [{"team": world.cast.logistics.slug}]


def label(world: World) -> Values:
    return {"label": world.label.slug}


def foreign_label(world: World) -> list[Values]:
    return [{"label": world.foreign_label.slug}]


UPLOAD = "upload-of-each"


def upload(world: World) -> Values:
    """Olga, Ada, Davi and Marta have sent the same file, under the same word."""
    keep_as(UPLOAD, world.cast.olga, world.cast.ada, world.cast.davi, world.cast.marta)
    return {"upload": UPLOAD}


def foreign_upload(world: World) -> list[Values]:
    """What Otto has sent, and a word that nobody was given."""
    keep_as("upload-of-otto", world.cast.otto)
    return [{"upload": "upload-of-otto"}, {"upload": "no-upload"}]


def confirmed(world: World) -> Values:
    """The word to import it, and to invite at once."""
    with scope(organization=world.cast.aurora):
        return {"send": "now", "digest": check(world.cast.aurora, SENT.tables(), by=world.cast.olga).digest}


SENT = Upload(
    [
        Grid(
            "people.csv", ["email", "team"], 1, [Record(2, ["rita@aurora.example", "retail / CanaryPricing"])]
        )
    ],
    [(Column.EMAIL, Column.TEAM)],
)


def keep_as(word: str, *members: Membership) -> None:
    """Keep a file for each member under a word that the test knows."""
    for member in members:
        name = keeping._name(member, word)
        default_storage.delete(name)
        default_storage.save(name, ContentFile(json.dumps(SENT.as_json()).encode()))


def foreign_rounds(world: World) -> list[Values]:
    return [{"pk": one.pk} for one in (world.foreign, world.foreign_draft, world.foreign_closed)]


def a_year_on() -> str:
    return (now() + timedelta(days=365)).strftime("%Y-%m-%dT%H:%M")


def plan(world: World) -> Values:
    """What the form of a new round sends."""
    return {
        "name": "Winter",
        "version": world.version.pk,
        "teams": [world.cast.pricing.pk],
        "begin": "by_hand",
        "closes_at": a_year_on(),
    }


def recurring(world: World) -> Values:
    return {"pk": world.recurring.pk}


def foreign_recurring(world: World) -> list[Values]:
    return [{"pk": world.foreign_recurring.pk}]


def again(world: World) -> Values:
    """What the form of a recurring round sends."""
    return {
        "model": world.version.model_id,
        "reach": "all",
        "months": "12",
        "name": "Check 2031",
        "opens_at": a_year_on(),
        "days": "14",
        "closes": "18:00",
        "time_zone": "UTC",
    }


def smuggled_again(world: World) -> list[Values]:
    """The same with a unit, a label and a model of Boreal."""
    return [
        again(world) | {"reach": "unit", "unit": world.abroad.pk},
        again(world) | {"reach": "label", "label": world.foreign_label.pk},
        again(world) | {"model": foreign_model(world)},
    ]


def foreign_model(world: World) -> int:
    return ModelVersion.objects.get(pk=world.foreign_version).model_id


def mauro(world: World) -> Values:
    return {"pk": world.member("mauro").pk}


def otto(world: World) -> list[Values]:
    return [{"pk": world.member("otto").pk}]


def suspended(world: World) -> Values:
    return {"pk": world.suspended.pk}


def bounced_offer(world: World) -> Values:
    return {"pk": world.offer.pk}


def other_offer(world: World) -> Values:
    return {"pk": world.risky_offer.pk}


def foreign_offer(world: World) -> list[Values]:
    return [{"pk": world.foreign_offer.pk}]


def elsewhere_in_results(world: World) -> list[str]:
    return [f"?round={world.risky.pk}", "?unit=risk", f"?label={world.risky_label.slug}"]


def foreign_in_results(world: World) -> list[str]:
    rounds = [f"?round={world.foreign_closed.pk}", f"?round={world.foreign.pk}"]
    others = [f"?unit={world.abroad.slug}", f"?label={world.foreign_label.slug}"]
    return [*rounds, *others, f"?model={world.foreign_model}"]
