from django.db import migrations, models


class Migration(migrations.Migration):
    """A team can come to a round that is open already."""

    dependencies = [("surveys", "0012_rounds_remind_by_plan")]

    operations = [
        migrations.AddField(
            model_name="participation",
            name="joined_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
