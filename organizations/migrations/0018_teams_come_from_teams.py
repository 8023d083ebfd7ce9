import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A new team can say which team it comes from."""

    dependencies = [("organizations", "0017_mappings_of_imports")]

    operations = [
        migrations.AddField(
            model_name="team",
            name="split_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="split_off",
                to="organizations.team",
            ),
        ),
    ]
