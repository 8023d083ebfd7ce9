"""Whether a list says that somebody has left, or that an account is disabled: who is gone is not invited."""

from contextlib import suppress
from datetime import date, datetime

from core.clock import now
from core.names import plain
from organizations.importing.headers import ACTIVE_WORDS, INACTIVE_WORDS

DISABLED = 2  # the bit of userAccountControl in Active Directory
LEAST_FLAGS = 512  # an ordinary account; smaller numbers are no flags
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y")


def is_over(status: str, left: str) -> str:
    """What says that the person is gone, as the list has it; "" for who is here.

    Args:
        status: "active", FALSE, "Desligado", or the flags of Active Directory.
        left: whether or since when somebody is gone: a day, or a yes.
    """
    if status and _is_inactive(plain(status)):
        return status
    if left and _has_left(plain(left)):
        return left
    return ""


def _is_inactive(status: str) -> bool:
    if status.isdigit() and int(status) >= LEAST_FLAGS:
        return bool(int(status) & DISABLED)
    return status in INACTIVE_WORDS


def is_known(status: str) -> bool:
    """Whether the words say if somebody is active."""
    word = plain(status)
    return not word or word.isdigit() or word in ACTIVE_WORDS or word in INACTIVE_WORDS


def _has_left(left: str) -> bool:
    if left in INACTIVE_WORDS - {"left"}:  # "blocked: no"
        return False
    for form in DAYS:
        with suppress(ValueError):
            return _day(left, form) <= now().date()
    return True


def _day(text: str, form: str) -> date:
    return datetime.strptime(text[:10].strip(), form).date()  # noqa: DTZ007
