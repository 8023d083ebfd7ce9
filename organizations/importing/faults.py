"""What makes a cell unfit whatever its column is."""

import re

from django.utils.translation import gettext as _

from core.spreadsheets.tables import FAILED, LONGEST_CELL

OF_CALC = re.compile(r"Err:5\d\d")  # a failed formula as LibreOffice writes it
TOO_NARROW = re.compile("#{3,}")  # what a spreadsheet saves as CSV where a date or number did not fit
MARKS = ("#", "Err:")


def fault_in(value: str) -> str:
    """Why a value can be nothing that is stored; "" where it can."""
    if value.startswith(MARKS):
        if value.upper() in FAILED or OF_CALC.fullmatch(value):
            return _("the formula of this cell failed: “%(value)s”.") % {"value": value}
        if TOO_NARROW.fullmatch(value):
            return _(
                "the column was too narrow when the list was saved: the cell holds only “%(value)s”."
            ) % {"value": value}
    if len(value) > LONGEST_CELL:
        return _("a cell has at most %(most)s characters.") % {"most": LONGEST_CELL}
    return ""
