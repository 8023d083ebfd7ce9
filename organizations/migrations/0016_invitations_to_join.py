"""Pages of operators call an offer to join what everybody else reads: an invitation. No table changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organizations", "0015_guard_trail_against_replacing")]

    operations = [
        migrations.AlterModelOptions(
            name="membershipoffer",
            options={
                "ordering": ["-made_at", "-pk"],
                "verbose_name": "invitation to join",
                "verbose_name_plural": "invitations to join",
            },
        ),
    ]
