from django.db import migrations, models


class Migration(migrations.Migration):
    """Whoever has not sent is asked again."""

    dependencies = [("surveys", "0010_rounds_ask_addresses")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="reminder_key",
            field=models.CharField(blank=True, max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="reminder_sent_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
