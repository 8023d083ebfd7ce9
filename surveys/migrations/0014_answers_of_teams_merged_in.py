from django.db import migrations

import core.text


class Migration(migrations.Migration):
    """Beside a team's last answers stand those of teams that were merged into it."""

    dependencies = [("surveys", "0013_teams_join_open_rounds")]

    operations = [
        migrations.AddField(
            model_name="response",
            name="beside",
            field=core.text.SortedJSONField(blank=True, null=True),
        ),
    ]
