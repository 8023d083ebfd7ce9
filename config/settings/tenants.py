"""What an organization may do, and for how long."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import env
from config.settings.security import SECURE_COOKIES

FOUNDING = env.str("PATAMAR_FOUNDING", "operators")  # who founds further organizations
if FOUNDING not in ("operators", "everyone"):
    raise ImproperlyConfigured(f"PATAMAR_FOUNDING is {FOUNDING!r}, must be operators or everyone.")

# Offers to join
OFFER_MAILS_PER_DAY = env.int("PATAMAR_OFFER_MAILS_PER_DAY", 500)  # of one organization
OFFER_DAYS = env.int("PATAMAR_OFFER_DAYS", 14)  # for so long an offer can be accepted
if OFFER_MAILS_PER_DAY < 1 or not 1 <= OFFER_DAYS <= 365:
    raise ImproperlyConfigured(
        "PATAMAR_OFFER_MAILS_PER_DAY must be 1 or more, PATAMAR_OFFER_DAYS from 1 to 365."
    )
OFFER_COOKIE_NAME = ("__Secure-" if SECURE_COOKIES else "") + "offer"  # its path is /offer/, so not __Host-
DELETION_DAYS = env.int("PATAMAR_DELETION_DAYS", 30)  # how long an organization can still be taken back
if not 1 <= DELETION_DAYS <= 365:
    raise ImproperlyConfigured(f"PATAMAR_DELETION_DAYS is {DELETION_DAYS}, must be a number from 1 to 365.")

STALE_MONTHS = env.int("PATAMAR_STALE_MONTHS", 13)  # so old a level may be and still say where a team stands
if not 1 <= STALE_MONTHS <= 120:
    raise ImproperlyConfigured(f"PATAMAR_STALE_MONTHS is {STALE_MONTHS}, must be a number from 1 to 120.")
