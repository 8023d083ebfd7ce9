from django.db import migrations, models


class Migration(migrations.Migration):
    """What came of a round is told to those who are asked next."""

    dependencies = [("surveys", "0014_answers_of_teams_merged_in")]

    operations = [
        migrations.AddField(
            model_name="round",
            name="outcome",
            field=models.TextField(blank=True, max_length=2000, null=True),
        ),
    ]
