"""The first run of an installation: nobody is here yet, so whoever comes sets it up.

In production a stranger could come first. There the page asks for a code that only somebody with
access to the server can print (`manage.py setup_code`). The code is worked out from the secret key
and the hour, so nothing is stored; with the first person the page closes for good.
"""

import base64
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.errors import DomainError
from core.outbox import emit
from organizations.accounts.people import add_person
from organizations.models import Membership, User
from organizations.tenant.founding import found_organization

CODE_BYTES = 10


class AlreadySetUp(DomainError):
    code = "already_set_up"
    message = _("This installation has been set up already. Sign in.")


def nobody_is_here() -> bool:
    """Whether no account exists, deactivated ones included."""
    return not User.objects.exists()


def needs_code() -> bool:
    """Whether setting up asks for the one-time code."""
    return bool(settings.IN_PRODUCTION)


def code_at(moment: datetime) -> str:
    """The code of that hour: 16 letters and digits in groups of four."""
    hour = moment.strftime("%Y%m%d%H")
    digest = salted_hmac("organizations.first_run", hour, algorithm="sha256").digest()
    letters = base64.b32encode(digest[:CODE_BYTES]).decode("ascii")
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def code_is_right(code: str) -> bool:
    """Whether `code` is that of this hour or the last one; spaces, hyphens and case do not matter."""
    given = _plain(code)
    moments = (now(), now() - timedelta(hours=1))
    return any(constant_time_compare(given, _plain(code_at(moment))) for moment in moments)


def set_up(
    *,
    organization: str,
    language: str,
    time_zone: str,
    name: str,
    email: str,
    password: str,
    with_built_in_model: bool,
) -> Membership:
    """Create the first person, who owns the first organization.

    Of two who set up at once one wins: both wait for the same row, and the second finds somebody.
    The built-in model is loaded by whoever takes "built_in_model.wanted", right after the commit.

    Raises:
        AlreadySetUp: somebody is here.
        The errors of `add_person` and `found_organization`; nothing is stored then.
    """
    row = ContentType.objects.get_for_model(User)
    with transaction.atomic():
        # Against whoever sets up at the same moment. No row of ours is there to be held yet; this one is.
        ContentType.objects.select_for_update().get(pk=row.pk)
        if not nobody_is_here():
            raise AlreadySetUp
        # Whoever has the code runs the server: the address needs no other proof.
        person = add_person(email=email, name=name, password=password, confirmed=True)
        member = found_organization(name=organization, language=language, time_zone=time_zone, owner=person)
        if with_built_in_model:
            emit("built_in_model.wanted", {"organization": member.organization_id})
        return member


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()
