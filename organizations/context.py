"""What the navigation shows: the rights of the member at hand."""

from typing import Any

from django.http import HttpRequest

from organizations.access import Right, rights_held


def rights(request: HttpRequest) -> dict[str, Any]:
    """`may.<right>` for the member of this request; all false outside an organization."""
    member = getattr(request, "member", None)
    held = rights_held(member) if member else frozenset()
    return {
        "member": member,
        "organization": member.organization if member else None,
        "may": {right.value: right in held for right in Right},
    }
