"""What reports carry out after a commit."""

from typing import Any

from core.outbox import handles
from organizations.scoping import in_tenant
from reports.exports import asking
from reports.models import Export


@handles("archive.asked")
@in_tenant
def make_archive(payload: dict[str, Any]) -> None:
    """Write the archive that was asked for; once more does nothing."""
    asked = Export.objects.select_related("organization").filter(pk=payload["export"]).first()
    if asked is not None:
        asking.make(asked, language=payload["language"])


@handles("archive.made")
@in_tenant
def tell_that_it_is_made(payload: dict[str, Any]) -> None:
    """Tell whoever asked."""
    made = (
        Export.objects.select_related("organization", "asked_by__user").filter(pk=payload["export"]).first()
    )
    if made is not None:
        asking.tell_that_it_is_made(made)
