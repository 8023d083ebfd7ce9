"""Memberships: found, begun, granted roles, ended."""

from organizations.models import Membership, User
from organizations.scoping import scopes_disabled


def membership_in(slug: str, *, user: User) -> Membership | None:
    """The active membership of `user` in the organization of that slug, with its grants; else None."""
    with scopes_disabled():
        found = Membership.objects.active().with_grants().select_related("organization", "user")
        return found.filter(user=user, organization__slug=slug, organization__archived_at=None).first()


def memberships_of(user: User) -> list[Membership]:
    """All active memberships of one person, by name of the organization."""
    with scopes_disabled():
        found = Membership.objects.active().with_grants().select_related("organization", "user")
        return list(found.filter(user=user, organization__archived_at=None).order_by("organization__name"))
