"""The forms of rounds. Their choices are already the permitted ones, so a foreign id is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.names import by_name, sort_key
from core.text import one_line
from maturity.defaults import default_version
from maturity.models import ModelVersion
from organizations.access import Right
from organizations.fields import ProseField
from organizations.models import Membership, Organization, Team
from surveys.models import Round
from surveys.models.rounds import OUTCOME_LIMIT
from surveys.planning import Following
from surveys.refusals import NameTaken
from surveys.reminder_plan import USUAL, days_of
from surveys.rounds import NAME_LIMIT, name_is_taken
from surveys.teams_asked import unit_paths

BY_HAND, AT_A_TIME = "by_hand", "at_a_time"
USUAL_LENGTH = timedelta(days=14)
END_OF_WORK = time(18)


class MomentField(forms.DateTimeField):
    """A day and time on the clocks of `zone`, whatever zone the reader lives in.

    Years at either end of the calendar are slips of the finger, and in other zones no dates at all.
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    zone = ZoneInfo("UTC")
    years = range(2000, 2200)

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(self.zone):
            moment = super().to_python(value)
        if moment is not None and moment.year not in self.years:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment

    def prepare_value(self, value: Any) -> Any:
        return timezone.make_naive(value, self.zone) if isinstance(value, datetime) else value


class ReminderDaysField(forms.TypedMultipleChoiceField):
    """So many days before its end a round reminds by itself."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Remind who has not finished"),
            coerce=int,
            choices=[
                (14, _("two weeks before the end")),
                (7, _("one week before the end")),
                (2, _("two days before the end")),
                (1, _("one day before the end")),
            ],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("At the hour of the end, but never between 20:00 and 8:00; one mail a person a day."),
        )


class VersionField(forms.ModelChoiceField):
    """A published version, by the name of its model and its number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(ModelVersion.objects.none(), **options)

    def choose_anew(self) -> None:
        """Begin with none: the one before is offered no more, and browsers would take the first unasked."""
        self.empty_label = _("Choose a model")

    def label_from_instance(self, obj: Any) -> str:
        return str(_("%(model)s, version %(number)s") % {"model": obj.name, "number": obj.number})


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team that can be asked; `labels` are the addresses of those it carries, in one string."""

    pk: int
    name: str
    chosen: bool
    labels: str


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """The teams of one unit that can be asked; `path` is empty for teams without a unit."""

    path: str
    teams: list[TeamChoice]

    @property
    def chosen(self) -> int:
        """How many of them are chosen."""
        return sum(1 for team in self.teams if team.chosen)


def _slugs(team: Team) -> list[str]:
    return [label.slug for label in team.labels.all()]


class TeamsForm(forms.Form):
    """Teams to be asked, chosen among those that `offer` names."""

    teams = forms.MultipleChoiceField(
        label=_("Teams"),
        error_messages={
            "required": _("Choose at least one team."),
            "invalid_choice": _("One of the teams is not among those that can be asked. Choose again."),
        },
    )

    def offer(self, teams: Any, organization: Organization) -> None:
        """Let some of `teams`, a queryset of teams of the organization, be chosen."""
        askable = teams.active().teams().order_by("pk").prefetch_related("labels")
        self._askable = {str(team.pk): team for team in by_name(askable, lambda team: team.name)}
        self._field("teams", forms.MultipleChoiceField).choices = list(self._askable.items())
        self.labels = {one.slug: one.name for team in self._askable.values() for one in team.labels.all()}
        self._paths = unit_paths(organization)

    def _field(self, name: str, kind: type[Any]) -> Any:
        return self.fields[name]

    def units(self) -> Iterator[UnitChoice]:
        """The teams to choose from, unit by unit in the order of their names."""
        chosen = {str(value) for value in self["teams"].value() or ()}
        groups: dict[str, list[TeamChoice]] = {}
        for key, team in self._askable.items():
            carried = " ".join(_slugs(team))
            choice = TeamChoice(team.pk, team.name, key in chosen, carried)
            groups.setdefault(self._paths[team.pk], []).append(choice)
        for path in sorted(groups, key=sort_key):
            yield UnitChoice(path, groups[path])

    def choose_labelled(self, label: str) -> None:
        """Begin with the teams that carry a label, and no others."""
        carrying = [key for key, team in self._askable.items() if label in _slugs(team)]
        self.initial["teams"] = carrying

    def labels_by_name(self) -> list[tuple[str, str]]:
        """The labels of the teams that can be asked: address and name."""
        return by_name(self.labels.items(), lambda label: label[1])

    def clean_teams(self) -> list[Team]:
        return [self._askable[key] for key in self.cleaned_data["teams"]]


class JoinForm(TeamsForm):
    """Teams that are to take part in a round that is open already."""

    def __init__(self, *args: Any, member: Membership, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = round.participations.values("team")
        mine = Team.objects.where_may(member, Right.RUN_ROUND)
        self.offer(mine.exclude(pk__in=there), member.organization)


class RoundForm(TeamsForm):
    """What is asked of which teams, from when to when."""

    name = forms.CharField(
        label=_("Name"), max_length=NAME_LIMIT, help_text=_("Teams read it, for example “2026 Q4”.")
    )
    version = VersionField(label=_("Maturity model"), empty_label=None)
    begin = forms.ChoiceField(
        label=_("Opens"),
        choices=[(BY_HAND, _("When I open it")), (AT_A_TIME, _("By itself, at a set time"))],
        widget=forms.RadioSelect,
        initial=BY_HAND,
    )
    opens_at = MomentField(label=_("Opens at"), required=False)
    closes_at = MomentField(label=_("Closes at"))
    reminder_days = ReminderDaysField()

    def __init__(self, *args: Any, member: Membership, round: Round | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._organization, self._round = member.organization, round
        organization = member.organization
        self.zone = round.time_zone if round else organization.time_zone
        for name in ("opens_at", "closes_at"):
            self._field(name, MomentField).zone = ZoneInfo(self.zone)
        versions = ModelVersion.objects.readable_in(organization).published()
        self._field("version", VersionField).queryset = versions.order_by("model__key", "-number")
        if round and not versions.filter(pk=round.version_id).exists():
            self._field("version", VersionField).choose_anew()
        self.offer(Team.objects.where_may(member, Right.RUN_ROUND), organization)
        self.initial = {**(_as_planned(round) if round else self._usual()), **self.initial}

    def _usual(self) -> dict[str, Any]:
        """What most rounds want: this quarter, all teams, two weeks from today until the end of work."""
        today = now().astimezone(ZoneInfo(self.zone))
        end = datetime.combine(today.date() + USUAL_LENGTH, END_OF_WORK, tzinfo=today.tzinfo)
        return {
            "name": _("%(year)s Q%(quarter)s") % {"year": today.year, "quarter": (today.month + 2) // 3},
            "version": default_version(self._organization),
            "teams": list(self._askable),
            "closes_at": end,
            "reminder_days": USUAL,
        }

    def begin_with(self, following: Following) -> None:
        """Begin with what was planned from the last round; teams that can't be asked are left out."""
        teams = [key for key in self._askable if int(key) in following.teams]
        self.initial = {**self.initial, **following.initial(), "teams": teams}
        if following.version is None:
            self._field("version", VersionField).choose_anew()

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"], code="required")
        if name_is_taken(self._organization, name, but=self._round):
            raise forms.ValidationError(NameTaken.message, code=NameTaken.code)
        return name

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        by_hand = given.get("begin") == BY_HAND
        opens, closes = given.get("opens_at"), given.get("closes_at")
        if by_hand:
            opens = given["opens_at"] = None
            self.errors.pop("opens_at", None)
        elif opens is None and "opens_at" not in self.errors:
            self.add_error("opens_at", _("Say when the round opens by itself."))
        elif opens and opens < now():
            self.add_error(
                "opens_at", _("This moment is past. Choose a later one, or open the round by hand.")
            )
        if closes and closes <= now():
            self.add_error("closes_at", _("This moment is past. Choose a later one."))
        elif closes and opens and closes <= opens:
            self.add_error("closes_at", _("A round closes after it opens."))
        return given

    def plan(self) -> dict[str, Any]:
        """The arguments of `rounds.plan_round`."""
        return {
            name: self.cleaned_data[name]
            for name in ("name", "version", "teams", "opens_at", "closes_at", "reminder_days")
        }


class ExtendForm(forms.Form):
    """Another end for an open round."""

    closes_at = MomentField(label=_("Closes at"))

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["closes_at"]
        field.zone = ZoneInfo(round.time_zone)
        self.initial.setdefault("closes_at", round.closes_at)

    def clean_closes_at(self) -> datetime:
        closes: datetime = self.cleaned_data["closes_at"]
        if closes <= now():
            raise forms.ValidationError(_("This moment is past. To end the round now, close it."))
        return closes


class OutcomeForm(forms.Form):
    """What came of a round that is over."""

    text = ProseField(
        label=_("What came of it"),
        required=False,
        max_length=OUTCOME_LIMIT,
        widget=forms.Textarea(attrs={"rows": 8, "translate": "no"}),
        help_text=_(
            "Plain text, up to 2,000 characters. Mails leave links out. Leave it empty to tell nothing."
        ),
    )


class RemindForm(forms.Form):
    """The teams of a round to remind, or all of them."""

    who = forms.ChoiceField(choices=[("chosen", ""), ("all", "")])
    teams = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": _("One of these teams is not asked in this round.")},
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parts = dict(round.participations.values_list("team__slug", "pk"))
        field: Any = self.fields["teams"]
        field.choices = [(slug, slug) for slug in self._parts]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("who") != "all" and not given.get("teams") and "teams" not in self.errors:
            self.add_error("teams", _("Choose the teams to remind, or remind all."))
        return given

    def participations(self) -> list[int] | None:
        """Those that are chosen (ids); None for all."""
        if self.cleaned_data["who"] == "all":
            return None
        return [self._parts[slug] for slug in self.cleaned_data["teams"]]


def _as_planned(round: Round) -> dict[str, Any]:
    return {
        "name": round.name,
        "version": round.version_id,
        "teams": list(round.participations.values_list("team_id", flat=True)),
        "begin": AT_A_TIME if round.opens_by_itself else BY_HAND,
        "opens_at": round.opens_at if round.opens_by_itself else None,
        "closes_at": round.closes_at,
        "reminder_days": days_of(round.reminder_days),
    }
