"""What the clock does with files."""

from celery import shared_task

from organizations.scoping import scopes_disabled
from reports.exports import asking


@shared_task(ignore_result=True)
def expire_archives() -> int:
    """Delete the archives whose days are over, of all organizations; how many."""
    with scopes_disabled():
        return asking.expire()
