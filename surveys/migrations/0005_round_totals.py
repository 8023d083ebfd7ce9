from django.db import migrations, models
from django.db.models.deletion import CASCADE

import core.text


class Migration(migrations.Migration):
    """What a closed round said of each team, in one row; `recount_standings` fills it after the upgrade."""

    dependencies = [("surveys", "0004_team_standings")]

    operations = [
        migrations.CreateModel(
            name="RoundTotals",
            fields=[
                (
                    "round",
                    models.OneToOneField(
                        on_delete=CASCADE,
                        primary_key=True,
                        related_name="totals",
                        serialize=False,
                        to="surveys.round",
                    ),
                ),
                ("teams", core.text.SortedJSONField(blank=True, default=dict)),
                ("stamp", models.PositiveIntegerField(default=0)),
            ],
        ),
    ]
