from django.db import migrations, models


class Migration(migrations.Migration):
    """An answer can be last time's, confirmed as unchanged."""

    dependencies = [("surveys", "0005_round_totals")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="confirmed",
            field=models.BooleanField(null=True),
        ),
    ]
