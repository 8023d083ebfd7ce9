from django.db import migrations, models


class Migration(migrations.Migration):
    """Kept passes end when somebody signs out on their device."""

    dependencies = [("surveys", "0002_rounds_open_by_themselves")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="passes_ended",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
    ]
