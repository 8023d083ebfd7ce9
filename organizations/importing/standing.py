"""Whether a list says that somebody has left, or that an account is disabled: who is gone is not invited."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from core.clock import now
from core.names import plain
from organizations.importing.headers import ACTIVE_WORDS, INACTIVE_WORDS

DISABLED = 2  # the bit of userAccountControl in Active Directory
LEAST_FLAGS = 512  # an ordinary account; smaller numbers are no flags
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%m/%d/%Y")
NO_DAY = re.compile(
    r"[\s0/.:-]*"
)  # "  /  /    " and 00/00/0000, as programs write a day that there is none of
DAYS_BEGIN = date(1899, 12, 30)  # for spreadsheets, which hold a day as the number of days since
FIRST_NUMBER, LAST_NUMBER = 20_000, 100_000  # of days between 1954 and 2173


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
    """Whether the words say if somebody is active; numbers of payroll systems do not, 0 and 1 do."""
    word = plain(status)
    if word.isdigit() and int(word) >= LEAST_FLAGS:
        return True
    return not word or word in ACTIVE_WORDS or word in INACTIVE_WORDS


def _has_left(left: str) -> bool:
    if left in INACTIVE_WORDS - {"left"}:  # "blocked: no"
        return False
    if NO_DAY.fullmatch(left):
        return False
    if left.isdecimal() and FIRST_NUMBER <= int(left) <= LAST_NUMBER:
        return DAYS_BEGIN + timedelta(days=int(left)) <= now().date()
    for form in DAYS:
        with suppress(ValueError):
            return _day(left, form) <= now().date()
    return True


def _day(text: str, form: str) -> date:
    """The day in a text, whatever time stands after it."""
    return datetime.strptime(re.split(r"[\st]", text, maxsplit=1)[0], form).date()  # noqa: DTZ007
