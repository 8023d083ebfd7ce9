"""Forms of an import: the list, as files or pasted, and what its columns mean."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.spreadsheets.tables import MOST_BYTES, FileTooLarge, Grid, Unreadable
from organizations.access import Role
from organizations.fields import Form, own_names
from organizations.importing.keeping import Upload
from organizations.importing.mapping import Guess, apply, guess
from organizations.importing.people import Otherwise
from organizations.importing.reading import grid_of_text, grids_of, one_of_each
from organizations.importing.remembered import columns_for
from organizations.members.forms import RoleForm
from organizations.models import Membership

MOST_PASTED = 512 * 1024
ACCEPTED = (
    ".csv,.tsv,.txt,.xlsx,text/csv,text/plain,"
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)


class ListField(forms.FileField):
    """A CSV or XLSX file, read at once; the tables that stand in it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, **options)
        self.widget.attrs["accept"] = ACCEPTED

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not data:
            return []
        file: UploadedFile = super().clean(data, initial)
        try:
            if (file.size or 0) > MOST_BYTES:
                raise FileTooLarge(most=MOST_BYTES // (1024 * 1024))
            return grids_of(file.name or "", file.read())
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error


class PastedField(forms.CharField):
    """Lines copied from a spreadsheet, or recipients from a mail; the tables that stand in them."""

    def __init__(self, **options: Any) -> None:
        shown = forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "translate": "no"})
        super().__init__(max_length=MOST_PASTED, strip=False, widget=shown, **options)

    def clean(self, value: Any) -> Any:
        if not (value or "").strip():
            return []
        text = super().clean(value)
        try:
            return [grid_of_text(str(_("pasted list")), text)]
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error


class ListForm(RoleForm):
    """A list, as one file or two or pasted; and what counts where its rows say nothing."""

    file = ListField(label=_("File"), help_text=_("CSV or XLSX, at most 5 MB."))
    text = PastedField(
        label=_("Or paste a list"),
        help_text=_("Rows from a spreadsheet, or addresses as a mail program copies them."),
    )
    second = ListField(
        label=_("Second file"), required=False, help_text=_("Where teams and people are in two CSV files.")
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=own_names, required=False)

    use_required_attribute = False  # a file or a text: which of the two, no browser can know

    field_order = ["file", "text", "second", "role", "team", "language"]

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, member=member, **kwargs)
        # Each row may name its own.
        place = self.fields["team"]
        place.empty_label = _("None: each row names its own")
        place.choices = [("", place.empty_label), *list(place.choices)[1:]]
        place.help_text, place.required = "", False
        self.fields["role"].required = False
        self.initial.setdefault("language", member.organization.language)

    def clean(self) -> dict[str, Any]:
        # The role and the team are only for rows that name none, so together they are checked row by row.
        given = super(RoleForm, self).clean() or {}
        grids = [*given.get("file", []), *given.get("text", []), *given.get("second", [])]
        if not grids and not self.errors:
            self.add_error("file", _("Choose a file, or paste a list."))
        elif not self.errors:
            self._take(grids, given)
        return given

    def _take(self, grids: list[Grid], given: dict[str, Any]) -> None:
        found = [_meant(self.member, grid) for grid in grids]
        otherwise = Otherwise(
            Role(given.get("role") or Role.MEMBER),
            given["team"].pk if given.get("team") else None,
            given.get("language") or "",
        )
        self.upload = Upload(
            grids, [one.columns for one in found], not all(one.sure for one in found), otherwise
        )
        try:
            one_of_each(apply(grid, one.columns) for grid, one in zip(grids, found, strict=True) if one.sure)
        except Unreadable as error:
            self.add_error("second" if given.get("second") else "file", str(error))


def _meant(member: Membership, grid: Grid) -> Guess:
    """What the columns of a list mean: what somebody here said the last time, else what their names say."""
    if columns := columns_for(member, grid):
        return Guess(columns, sure=True)
    return guess(grid)


class ColumnsForm(Form):
    """Whether hidden rows are read. What each column means comes beside it; see `columns.said_in`."""

    hidden_too = forms.BooleanField(label=_("Read the hidden rows too"), required=False)


def has_hidden(grids: Sequence[Grid]) -> bool:
    """Whether a sheet hides rows."""
    return any(grid.hidden for grid in grids)
