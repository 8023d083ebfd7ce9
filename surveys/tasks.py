"""What the clock starts."""

from celery import shared_task


@shared_task(ignore_result=True)
def turn_rounds() -> None:
    """Open and close the rounds that are due."""
