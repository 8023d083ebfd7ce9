"""The version from which a model was adapted; none for all that are there."""

import django.db.models.deletion
from django.db import migrations, models

from core.guards import WithoutGuards


class Migration(migrations.Migration):

    dependencies = [("maturity", "0003_guard_versions_on_postgresql")]

    # Adding the column alters the table as it is; taking it away remakes it on SQLite.
    operations = [
        WithoutGuards(
            [
                migrations.AddField(
                    model_name="maturitymodel",
                    name="derived_from",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adapted_as",
                        to="maturity.modelversion",
                    ),
                )
            ]
        )
    ]
