from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="team",
            name="external_key",
            field=models.CharField(blank=True, default="", max_length=80, verbose_name="key"),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_key", ""), _negated=True),
                fields=("organization", "external_key"),
                name="team_external_key_unique",
            ),
        ),
    ]
