"""Who has just confirmed to be the person that is signed in."""

from time import time

from allauth.account.internal.flows import login
from django.test import Client


def confirm(client: Client, *, seconds_ago: float = 0) -> None:
    """As if the person had typed the password at that time."""
    session = client.session
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = session["_auth_user_id"]
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time() - seconds_ago}]
    session.save()
