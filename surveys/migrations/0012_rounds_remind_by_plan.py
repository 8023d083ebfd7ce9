from django.db import migrations, models


class Migration(migrations.Migration):
    """A round reminds by itself, and whoever wants no reminders of it says so."""

    dependencies = [("surveys", "0011_invitations_are_reminded")]

    operations = [
        migrations.AddField(
            model_name="round",
            name="reminder_days",
            field=models.CharField(blank=True, max_length=20, null=True),
        ),
        migrations.AddField(
            model_name="round",
            name="reminded_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="reminders_off_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
