import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

STEPS = """
1. Put the key above into PATAMAR_SECRET_KEY, and the present one into PATAMAR_SECRET_KEY_FALLBACKS
   (before what stands there, with a comma).
2. Restart web, worker and beat. Sessions, links in mails and passes to answer go on through the fallback.
3. manage.py seal_factors: seals the secrets of authenticator apps with the new key.
4. After {days} days take the old key out of PATAMAR_SECRET_KEY_FALLBACKS and restart. By then sessions and
   links that it signed are over; passes to answer from a link last 180 days and are asked for again.

Was the old key stolen? Then take it out at once: everybody signs in again, and links in mails are dead.
"""


class Command(BaseCommand):
    help = "Print a new secret key and what to do with it; nothing is stored or changed."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"PATAMAR_SECRET_KEY={secrets.token_urlsafe(64)}")
        self.stdout.write(STEPS.format(days=settings.SESSION_COOKIE_AGE // 86400))
        count = len(settings.SECRET_KEY_FALLBACKS)
        if count:
            self.stdout.write(f"Now {count} earlier key(s) still open what they signed.")
