from django.db import migrations, models


class Migration(migrations.Migration):
    """A round asks people who have not joined yet, by their address."""

    dependencies = [("surveys", "0009_answering_times")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="purpose",
            field=models.CharField(
                blank=True,
                choices=[
                    ("team", "For the team"),
                    ("self", "For oneself"),
                    ("dimension", "For one dimension of the team"),
                ],
                max_length=10,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="mail_key",
            field=models.CharField(blank=True, max_length=32, null=True),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email", ""), _negated=True),
                fields=("participation", "email", "purpose"),
                name="invitation_once_per_address",
            ),
        ),
    ]
