"""Their tables, and somebody who has signed in."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client

from bench.limits.views import TABLE


def main() -> dict[str, str]:
    """The cookies of the person."""
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    person = User.objects.create_user("person", "person@bench.example")
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value}
