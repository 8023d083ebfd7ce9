"""Everybody who was here before addresses were confirmed keeps theirs: a link that came to it let them in."""

from django.db import migrations

BATCH = 500


def confirm(apps, schema_editor):
    # The database that is migrated, which need not be the one in use: `manage.py move` prepares another.
    people = apps.get_model("organizations", "User").objects.using(schema_editor.connection.alias)
    addresses = apps.get_model("account", "EmailAddress").objects.using(schema_editor.connection.alias)
    addresses.filter(primary=True).update(primary=False)
    for person in people.only("pk", "email").iterator(chunk_size=BATCH):
        addresses.update_or_create(
            user_id=person.pk, email=person.email, defaults={"primary": True, "verified": True}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0008_guard_audit_trail"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop, elidable=True)]
