"""An archive from asking to deletion: the one writer of `Export`.

queued --made--> ready --some days--> deleted        failed: it can be asked for again
"""

import logging
from datetime import datetime, timedelta
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.clock import now
from core.errors import DomainError
from core.moments import long_day_and_time
from core.outbox import emit
from organizations.access import Right, demand, may
from organizations.audit.recording import record
from organizations.mail import absolute
from organizations.models import Membership, Organization
from organizations.tenant.mail import Letter, write
from reports.exports.archive import Archive
from reports.models import Export

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=7)
GIVEN_UP_AFTER = timedelta(days=1)


class ExportNotReady(DomainError):
    code = "export_not_ready"
    message = gettext_lazy("This archive is not there any more, or not yet. Ask for another one.")


def ask_for_archive(organization: Organization, *, by: Membership) -> Export:
    """Have everything put into one archive, in the background; while one is being made, that one.

    Raises:
        RightLacking: `by` is no owner here.
    """
    demand(by, Right.TAKE_OUT, organization)
    with transaction.atomic():
        # Against another owner who asks at the same moment: of the two one archive is made.
        organization.hold()
        waiting = Export.objects.filter(organization=organization, state=Export.State.QUEUED).first()
        if waiting is not None:
            return waiting
        asked = Export.objects.create(organization=organization, asked_by=by, asked_at=now())
        record("archive.asked", asked, by=by, organization=organization)
        emit(
            "archive.asked",
            {"organization": organization.pk, "export": asked.pk, "language": get_language() or ""},
        )
        return asked


def make(asked: Export, *, language: str) -> None:
    """Write the archive, and tell whoever asked; what goes wrong marks it as failed.

    Once more, or after whoever asked has lost the right, nothing is made.

    Args:
        language: of the page inside; "" for that of the organization.
    """
    if asked.state != Export.State.QUEUED:
        return
    member = Membership.objects.active().with_grants().filter(pk=asked.asked_by_id).first()
    if member is None or not may(member, Right.TAKE_OUT):
        _turn(asked, Export.State.FAILED)
        return
    try:
        with translation.override(language or asked.organization.language):
            name, size = _store(asked)
    except Exception:  # whatever it was, it must not stay queued for ever
        logger.exception("The archive %s could not be made.", asked.pk)
        _turn(asked, Export.State.FAILED)
        return
    with transaction.atomic():
        if not _turn(asked, Export.State.READY, file=name, size=size, expires_at=now() + KEPT_FOR):
            default_storage.delete(name)
            return
        emit("archive.made", {"organization": asked.organization_id, "export": asked.pk})


def tell_that_it_is_made(made: Export) -> None:
    """Write to whoever asked that the archive can be fetched, and until when."""
    member, organization = made.asked_by, made.organization
    if made.expires_at is None or not member.active:
        return
    until: datetime = made.expires_at

    def compose() -> Letter:
        words = {
            "organization": organization.name,
            "day": long_day_and_time(until, organization.time_zone),
        }
        return Letter(
            heading=_("The archive of %(organization)s is ready") % words,
            sentences=[
                _("Everything of %(organization)s is in one file. You can download it until %(day)s.")
                % words,
                _("It holds names and answers: keep it where only those can read it who may."),
            ],
            way=_("Download the archive"),
            address=absolute(reverse("reports:archives", args=[organization.slug])),
        )

    write(member.user, organization, f"archive-{made.pk}", compose)


def fetch(made: Export, *, by: Membership) -> File:
    """Open the file of an archive, and leave a line in the trail.

    Raises:
        RightLacking: `by` is no owner here.
        ExportNotReady: the file is not there.
    """
    demand(by, Right.TAKE_OUT, made.organization)
    is_there = made.state == Export.State.READY and made.expires_at is not None and made.expires_at > now()
    if not is_there:
        raise ExportNotReady
    try:
        opened = default_storage.open(made.file)
    except FileNotFoundError as error:  # its time may run out at this very moment
        raise ExportNotReady from error
    with transaction.atomic():
        record("archive.fetched", made, by=by, organization=made.organization)
    return opened


def expire() -> int:
    """Delete the files whose time is over, and give up what is queued since yesterday; how many."""
    over = list(Export.objects.ready().filter(expires_at__lte=now()))
    for made in over:
        default_storage.delete(made.file)
        Export.objects.filter(pk=made.pk).update(state=Export.State.DELETED, file="")
    stuck = Export.objects.filter(state=Export.State.QUEUED, asked_at__lte=now() - GIVEN_UP_AFTER)
    return len(over) + stuck.update(state=Export.State.FAILED)


def _store(asked: Export) -> tuple[str, int]:
    """Write the archive into the storage; its name there and its size."""
    name = f"{asked.organization.folder}/exports/{asked.pk}.zip"
    with TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as target:
        Archive(target, asked.organization).write()
        size = target.tell()
        target.seek(0)
        return default_storage.save(name, File(target)), size


def _turn(asked: Export, state: Export.State, **fields: object) -> bool:
    """Of two who finish the same archive one wins."""
    queued = Export.objects.filter(pk=asked.pk, state=Export.State.QUEUED)
    return bool(queued.update(state=state, **fields))
