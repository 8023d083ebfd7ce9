"""What makes a cell unfit whatever its column is."""

from django.utils.translation import gettext as _

from core.spreadsheets.tables import FAILED, LONGEST_CELL


def fault_in(value: str) -> str:
    """Why a value can be nothing that is stored; "" where it can."""
    if value.startswith("#") and value.upper() in FAILED:
        return _("the formula of this cell failed: “%(value)s”.") % {"value": value}
    if len(value) > LONGEST_CELL:
        return _("a cell has at most %(most)s characters.") % {"most": LONGEST_CELL}
    return ""
