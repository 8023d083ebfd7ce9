"""Makes the provider's tables, its client and its people, and serves it until it is stopped."""

import json
import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Nothing is logged."""


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.oidc_provider.settings"
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    django.setup()
    given = json.loads(sys.argv[1])
    fill(given)
    from django.core.wsgi import get_wsgi_application

    make_server("127.0.0.1", given["port"], get_wsgi_application(), Server, Quiet).serve_forever()


def fill(given: dict) -> None:
    """The tables, the client that the tests are, and the people; models are there once Django is set up."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    Application.objects.create(
        name="Patamar",
        client_id=given["client_id"],
        client_secret=given["client_secret"],
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=given["redirect_uri"],
        algorithm=Application.RS256_ALGORITHM,
    )
    for login, email, sure in given["people"]:
        User.objects.create_user(login, email, given["password"], first_name=login.title(), last_name=sure)


if __name__ == "__main__":
    main()
