"""The form of a recurrence. Its choices are already the permitted ones, so a foreign id is none."""

from datetime import datetime, time, timedelta
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.names import by_name
from core.zones import zone_named
from maturity.defaults import default_version
from maturity.models import MaturityModel, ModelVersion
from organizations.fields import Form, NameField, PlaceField, ZoneField
from organizations.models import Label, Membership, Organization, Team
from surveys.following import counted
from surveys.forms import END_OF_WORK, MomentField, ReminderDaysField
from surveys.models import Recurrence
from surveys.planning import following, last_round
from surveys.recurring.recurrences import NAME_LIMIT, Wanted, went_on_in
from surveys.recurring.schedule import longest, step_of
from surveys.refusals import NameCountsNothing, RhythmNotAllowed, StartsInThePast
from surveys.reminder_plan import USUAL, days_of

Reach, Rhythm = Recurrence.Reach, Recurrence.Rhythm
USUAL_LENGTH = 14  # days
IN_THE_MORNING = time(9)


class ModelField(forms.ModelChoiceField):
    """A model of which a version is published, with the number that it has now.

    The organization's own are told apart from those that came with the product, for both may have one name.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(MaturityModel.objects.none(), **options)
        self.widget.attrs["translate"] = "no"

    def offer(self, organization: Organization, *, chosen: int | None) -> None:
        """Let one of the models be chosen that this organization reads.

        Where the one that is `chosen` (its id) is offered no more, none is: browsers would take the first.
        """
        found = ModelVersion.objects.readable_in(organization).published().filter(model__archived_at=None)
        newest: dict[int, ModelVersion] = {}
        for version in found.select_related("model").order_by("model", "-number"):
            newest.setdefault(version.model_id, version)
        self.queryset = MaturityModel.objects.filter(pk__in=list(newest))
        named = [(pk, self.name_of(version)) for pk, version in newest.items()]
        none = [] if chosen in newest else [("", _("Choose a model"))]
        self.choices = [*none, *by_name(named, itemgetter(1))]

    @staticmethod
    def name_of(version: ModelVersion) -> str:
        words = {"model": version.name, "number": version.number}
        own = version.model.owner_id is not None
        told = (
            _("%(model)s, your own, now version %(number)s")
            if own
            else _("%(model)s, built in, now version %(number)s")
        )
        return str(told % words)


class LabelField(forms.ModelChoiceField):
    """A label of the organization."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Label.objects.none(), **options)
        self.widget.attrs["translate"] = "no"


class RecurrenceForm(Form):
    """What is asked of which teams, how often, from when on."""

    use_required_attribute = False  # no browser asks for a unit where all teams are chosen

    model = ModelField(
        label=_("Maturity model"),
        help_text=_("Each round asks the version that is the newest by then."),
        empty_label=None,
    )
    reach = forms.ChoiceField(
        label=_("Which teams"), choices=Reach.choices, widget=forms.RadioSelect, initial=Reach.ALL
    )
    # Either is asked for only where it is chosen, see `clean`.
    unit = PlaceField(
        label=_("Unit"),
        empty_label=_("Choose a unit"),
        error_messages={"required": _("Choose one, or another kind of teams.")},
    )
    label = LabelField(
        label=_("Label"),
        empty_label=_("Choose a label"),
        error_messages={"required": _("Choose one, or another kind of teams.")},
    )
    months = forms.TypedChoiceField(label=_("How often"), coerce=int, choices=Rhythm.choices)
    name = NameField(
        label=_("Name of the first round"),
        max_length=NAME_LIMIT,
        help_text=_("With a number that counts on: “2027 S1”, “2027 Q1”, “2027-01”, “Round 1”."),
    )
    opens_at = MomentField(label=_("Opens for the first time at"))
    days = forms.IntegerField(label=_("How many days it lasts"), min_value=1)
    closes = forms.TimeField(
        label=_("Closes on its last day at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    time_zone = ZoneField(help_text=_("All times are those of this place, in summer as in winter."))
    opens_by_itself = forms.BooleanField(
        label=_("Each round opens by itself"),
        required=False,
        help_text=_("Otherwise its draft waits until somebody opens it. It is made seven days before."),
    )
    reminder_days = ReminderDaysField()

    def __init__(
        self, *args: Any, member: Membership, recurrence: Recurrence | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._recurrence = recurrence
        organization = member.organization
        units = Team.objects.filter(organization=organization, kind=Team.Kind.UNIT).active()
        self.fields["unit"].offer(units)
        labels = Label.objects.filter(organization=organization)
        self.fields["label"].queryset = labels
        self.initial = {**(_as_it_is(recurrence) if recurrence else _usual(member)), **self.initial}
        self.fields["model"].offer(organization, chosen=self.initial["model"])
        zone = zone_named(self.data.get("time_zone", "")) if self.is_bound else None
        self.fields["opens_at"].zone = zone or ZoneInfo(self.initial["time_zone"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for reach, field in ((Reach.UNIT, "unit"), (Reach.LABEL, "label")):
            if given.get("reach") != reach:
                given[field] = None
                self.errors.pop(field, None)
        months = given.get("months")
        if months and given.get("name") and step_of(given["name"], months) is None:
            self.add_error("name", NameCountsNothing.message)
        if months and (given.get("days") or 0) > longest(months):
            self.add_error("days", RhythmNotAllowed.message % {"most": longest(months)})
        opens = given.get("opens_at")
        if opens and opens <= now() and not self._is_as_before(opens, given.get("time_zone")):
            self.add_error("opens_at", StartsInThePast.message)
        return given

    def _is_as_before(self, opens: datetime, zone: Any) -> bool:
        """Whether the first opening stays what it is: that of a recurrence under way is past."""
        one = self._recurrence
        return one is not None and one.time_zone == zone and one.schedule.planned(0).opens_at == opens

    def wanted(self) -> Wanted:
        """The argument of `recurrences.set_up` and `change`."""
        given = dict(self.cleaned_data)
        there = given.pop("opens_at").astimezone(ZoneInfo(given["time_zone"]))
        return Wanted(first_on=there.date(), opens=there.time(), **given)


def _as_it_is(recurrence: Recurrence) -> dict[str, Any]:
    return {
        "model": recurrence.model_id,
        "reach": recurrence.reach,
        "unit": went_on_in(recurrence.unit).pk if recurrence.unit else None,
        "label": recurrence.label_id,
        "months": recurrence.months,
        "name": recurrence.name,
        "opens_at": recurrence.schedule.planned(0).opens_at,
        "days": recurrence.days,
        "closes": recurrence.closes,
        "time_zone": recurrence.time_zone,
        "opens_by_itself": recurrence.opens_by_itself,
        "reminder_days": days_of(recurrence.reminder_days),
    }


def _usual(member: Membership) -> dict[str, Any]:
    """What goes on from the last round, as far as there is one: its model, its name, its days and hours."""
    organization = member.organization
    zone = ZoneInfo(organization.time_zone)
    opens = datetime.combine(now().astimezone(zone).date() + timedelta(14), IN_THE_MORNING, tzinfo=zone)
    version, days, closes, name = default_version(organization), USUAL_LENGTH, END_OF_WORK, ""
    last = last_round(member)
    if last is not None:
        next_one = following(last)
        begin, end = last.opens_at.astimezone(zone), last.closes_at.astimezone(zone)
        opens, version, name = next_one.opens_at or opens, next_one.version or version, next_one.name
        days, closes = max(1, (end.date() - begin.date()).days), end.time().replace(second=0, microsecond=0)
    there = opens.astimezone(zone)
    name = name or f"{there.year} S{1 + (there.month > 6)}"
    months = _rhythm_of(name)
    return {
        "model": version.model_id if version else None,
        "months": months,
        "name": name,
        "opens_at": opens,
        "days": min(days, longest(months)),
        "closes": closes,
        "time_zone": organization.time_zone,
        "reminder_days": USUAL,
    }


def _rhythm_of(name: str) -> int:
    """The rhythm that a name speaks of: half-years where it counts none."""
    found = counted(name)
    a_year = found.a_year if found else 0
    return 12 // a_year if a_year else Rhythm.HALF_YEARLY.value
