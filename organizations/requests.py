"""The request as views of an organization see it."""

from django.http import HttpRequest

from organizations.models import Membership, User


class MemberRequest(HttpRequest):
    """A signed-in member's request; `MemberMiddleware` has set `member` and opened the tenant's scope."""

    user: User
    member: Membership
