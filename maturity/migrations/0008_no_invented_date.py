"""Built-in versions lose the date that nobody published them at, and say where their texts come from.

The installations had a date of ours, the demo even a moved one, so that the fixture could not be loaded there.
Documents and checksums stay as they are. The guard of versions is switched off by name for the two rows.
"""

from datetime import UTC, datetime

from django.db import migrations

from core.guards import switched_off

GUARDS = {"sqlite": "maturity_modelversion_guard_update", "postgresql": "maturity_modelversion_guard"}
LICENCE = {
    "en": "The wording is ours: BSD 3-Clause, like this product.",
    "pt-br": "A redação é nossa: BSD 3-Clause, como este produto.",
}
REVISIONS = {
    "mlops": {
        "en": "The Portuguese page as it was before the revision of 28 October 2025, which is not taken in.",
        "pt-br": "A página em português como era antes da revisão de 28 de outubro de 2025, que não foi incorporada.",
    },
    "team-health": {"en": "The idea as published in 2014.", "pt-br": "A ideia como publicada em 2014."},
}
CHECKSUMS = {
    "mlops": "a08ea839cc937bfb792fb5b34cf86d7cdac48e2542272bd3effda8737307fefc",
    "team-health": "530d335aff11481c3177239c1334fd56c3fb272f0d59f61943e30b07b769070c",
}
AS_BEFORE = datetime(2026, 11, 24, 12, tzinfo=UTC)


def tell_the_source(apps, schema_editor):
    change(
        apps,
        schema_editor,
        lambda revision: {"published_at": None, "source_revision": revision, "licence": LICENCE},
    )


def tell_a_date(apps, schema_editor):
    change(
        apps,
        schema_editor,
        lambda _revision: {"published_at": AS_BEFORE, "source_revision": None, "licence": None},
    )


def change(apps, schema_editor, values):
    connection = schema_editor.connection
    versions = apps.get_model("maturity", "ModelVersion").objects.using(connection.alias)
    with switched_off(connection, GUARDS[connection.vendor]):
        for key, revision in REVISIONS.items():
            versions.filter(model__owner=None, model__key=key, checksum=CHECKSUMS[key]).update(**values(revision))


class Migration(migrations.Migration):

    dependencies = [("maturity", "0007_guard_replacing_on_postgresql")]

    operations = [migrations.RunPython(tell_the_source, tell_a_date, elidable=False)]
