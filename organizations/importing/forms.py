"""The form that takes the file, or the two files, of an import."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.spreadsheets.tables import MOST_BYTES, FileTooLarge, Table, Unreadable
from organizations.fields import Form
from organizations.importing.reading import one_of_each, read_file

ACCEPTED = ".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TableField(forms.FileField):
    """A CSV or XLSX file, read at once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, **options)
        self.widget.attrs["accept"] = ACCEPTED

    def clean(self, data: Any, initial: Any = None) -> Any:
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return []
        try:
            if (file.size or 0) > MOST_BYTES:
                raise FileTooLarge(most=MOST_BYTES // (1024 * 1024))
            return read_file(file.name or "", file.read())
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error


class UploadForm(Form):
    """One workbook, or a CSV file of teams and another of people."""

    file = TableField(
        label=_("File"), help_text=_("CSV or XLSX, at most 5 MB. A workbook may hold both sheets.")
    )
    second = TableField(
        label=_("Second file"),
        required=False,
        help_text=_("Where teams and people are in two CSV files."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        try:
            self.tables: list[Table] = one_of_each([*given.get("file", []), *given.get("second", [])])
        except Unreadable as error:
            self.add_error("second", str(error))
        return given
