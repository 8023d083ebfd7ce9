"""Forms that take lists: the file, or the two, of an import, and the pasted list of people."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.spreadsheets.delimited import text_of
from core.spreadsheets.tables import MOST_BYTES, FileTooLarge, Table, Unreadable
from organizations.access import Role
from organizations.fields import Form
from organizations.importing.pasted_list import Line, read_lines
from organizations.importing.reading import one_of_each, read_file
from organizations.members.forms import RoleForm
from organizations.models import Membership
from organizations.offers.forms import LanguageField

MOST_PASTED = 512 * 1024
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


class ManyOffersForm(RoleForm):
    """Offer access to hundreds; `lines` tells what each line would do, once the form is valid."""

    people = forms.CharField(
        label=_("One person a line: e-mail; name; role; team"),
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "translate": "no"}),
        help_text=_("Only the e-mail is needed. What a line leaves out is taken from the choices below."),
    )
    file = forms.FileField(
        label=_("Or a CSV file with these columns"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    language = LanguageField()

    field_order = ["people", "file", "role", "team", "language"]

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, member=member, **kwargs)
        self.fields["team"].required = False  # each line may name its own
        self.initial.setdefault("language", member.organization.language)
        self.lines: list[Line] = []

    def clean_file(self) -> str:
        """The text of the file; "" where none was sent."""
        file = self.cleaned_data.get("file")
        if file is None:
            return ""
        if file.size > MOST_PASTED:
            raise forms.ValidationError(_("The file is too large. At most 512 KB at a time."))
        try:
            return text_of(file.read())
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        # The role and the team are only for lines that name none, so together they are checked by line.
        given = super(RoleForm, self).clean() or {}
        if given.get("file"):
            shown: Any = self.data
            self.data = shown = shown.copy()
            shown["people"] = given["people"] = given["file"]
        if not given.get("people", "").strip() and "file" not in self.errors:
            self.add_error("people", _("Paste at least one line, or choose a file."))
        if not self.errors:
            self._read(given)
        return given

    def _read(self, given: dict[str, Any]) -> None:
        try:
            self.lines = read_lines(
                self.member,
                given["people"],
                role=Role(given["role"]),
                team=given["team"],
                language=given["language"],
            )
        except DomainError as problem:
            self.add_error("people", str(problem))
        else:
            if not self.lines:
                self.add_error("people", _("There is no person in this list."))
