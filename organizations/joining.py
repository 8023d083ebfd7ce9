"""Memberships: found, begun, granted roles, ended."""

from django.db.models import Exists, OuterRef

from organizations.models import Membership, User
from organizations.scoping import scopes_disabled


def membership_in(slug: str, *, user: User) -> Membership | None:
    """The active membership of `user` in the organization of that slug, with its grants; else None.

    `has_others` on it says whether the person is active elsewhere too, which the top bar shows.
    """
    with scopes_disabled():
        others = Membership.objects.active().filter(user=user, organization__archived_at=None)
        found = Membership.objects.active().with_grants().select_related("organization", "user")
        found = found.annotate(has_others=Exists(others.exclude(pk=OuterRef("pk"))))
        return found.filter(user=user, organization__slug=slug, organization__archived_at=None).first()


def memberships_of(user: User) -> list[Membership]:
    """All active memberships of one person, by name of the organization."""
    with scopes_disabled():
        found = Membership.objects.active().with_grants().select_related("organization", "user")
        return list(found.filter(user=user, organization__archived_at=None).order_by("organization__name"))
