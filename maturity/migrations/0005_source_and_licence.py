"""What a version says of its source besides its document; null, so that no table is remade."""

from django.db import migrations

import core.text
from core.guards import WithoutGuards


class Migration(migrations.Migration):

    dependencies = [("maturity", "0004_where_models_come_from")]

    # Adding a column that may be null alters the table as it is; taking one of JSON away remakes it on SQLite.
    operations = [
        WithoutGuards(
            [
                migrations.AddField(
                    model_name="modelversion",
                    name="source_revision",
                    field=core.text.TranslatedField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="modelversion",
                    name="licence",
                    field=core.text.TranslatedField(blank=True, null=True),
                ),
            ]
        )
    ]
