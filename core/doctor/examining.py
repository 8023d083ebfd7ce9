"""Looking at everything, one thing after the other; what cannot be looked at is a finding, too."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from core.doctor import data, running
from core.doctor.findings import Finding, bad

Look = Callable[[], Iterator[Finding]]

LOOKS: dict[str, Look] = {
    "settings": data.settings_are_safe,
    "durability": data.commits_last,
    "erased": data.what_is_erased_goes,
    "migrations": data.is_up_to_date,
    "guards": data.guards_stand,
    "backup": data.a_backup_can_be_made,
    "clock": data.clocks_agree,
    "disk": data.disk_has_room,
    "rights": data.rights_are_narrow,
    "redis": running.cache_answers,
    "worker": running.worker_works,
    "outbox": running.messages_go_out,
    "mail": running.mail_is_taken,
}


def examine() -> list[Finding]:
    """All findings, in a fixed order."""
    return [finding for part, look in LOOKS.items() for finding in _looked(part, look)]


def _looked(part: str, look: Look) -> list[Finding]:
    try:
        return list(look())
    except Exception as error:  # a broken part must not hide the others
        told = _("This could not be looked at: %(error)s") % {"error": f"{type(error).__name__}: {error}"}
        return [bad(part, told, _("Look into the log of this process."))]
