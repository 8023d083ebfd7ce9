"""The kinds of what tests are given, for their signatures."""

from collections.abc import Callable

from django.test import Client

from organizations.models import Membership

Enter = Callable[[Membership], Client]
"""Signs a member in, and gives the client back."""
