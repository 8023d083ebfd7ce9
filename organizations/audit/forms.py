"""The filter of the audit trail."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.audit.reading import Asked
from organizations.audit.words import Kind

A_THING = re.compile(r"^[a-z]{1,40}:\d{1,18}$", re.ASCII)
LONGEST = 80


class TrailForm(forms.Form):
    """Each field narrows what is shown; what cannot be read narrows nothing, and is told."""

    who = forms.CharField(label=_("Who"), max_length=LONGEST, required=False)
    kind = forms.ChoiceField(label=_("What"), required=False)
    text = forms.CharField(label=_("On what, or from where"), max_length=LONGEST, required=False)
    since = forms.DateField(label=_("From"), required=False, input_formats=["%Y-%m-%d"])
    until = forms.DateField(label=_("To"), required=False, input_formats=["%Y-%m-%d"])
    thing = forms.CharField(max_length=LONGEST, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        everything = [("", _("Everything"))]
        self.fields["kind"].choices = everything + [  # type: ignore[attr-defined]
            (kind.value, kind.label) for kind in Kind if kind is not Kind.OTHER
        ]
        for name in ("since", "until"):
            self.fields[name].error_messages["invalid"] = _("Choose a day, for example 2026-12-31.")

    def asked(self) -> Asked:
        """What was asked for, as far as it could be read."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if not A_THING.match(given.get("thing", "")):
            given.pop("thing", None)
        return Asked(**given)
