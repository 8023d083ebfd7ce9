import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A response knows the one whose answers stand beside its own as "last time"."""

    dependencies = [("surveys", "0006_confirmed_answers")]

    operations = [
        migrations.AddField(
            model_name="response",
            name="earlier",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="surveys.response",
            ),
        ),
    ]
