"""What cannot go through a pooler that hands each transaction to another connection."""

from django.conf import settings
from django.utils.translation import gettext as _


def why_not_behind_a_pooler() -> str:
    """Why a backup, a restore and a move refuse here, and the way past the pooler; "" where there is none.

    pg_dump and pg_restore empty the search path of their session, and the pooler would hand that session on
    to the next request, which then finds no table. A move reads the whole database in one transaction and
    takes the last numbers of sequences along, which no pooler can be asked to do for a session.
    """
    if settings.POOLER != "transaction":
        return ""
    return _(
        "This does not go through a pooler in transaction mode (PATAMAR_POOLER). Run it with a DATABASE_URL "
        "that leads to PostgreSQL itself, and with PATAMAR_POOLER=none."
    )
