"""`manage.py read_bounce`: take in a delivery report that the mail server pipes in."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from organizations.offers.bounces import take_in

MOST_BYTES = 1024 * 1024


class Command(BaseCommand):
    help = (
        "Read one mail from standard input. If it reports that an invitation, to join or to answer, "
        "could not be delivered, that is marked. Anything else is passed over, so that nothing stays in a "
        "queue."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        mail = take_in(sys.stdin.buffer.read(MOST_BYTES))
        self.stdout.write(f"Marked: {mail.email}" if mail else "No report about an invitation.")
