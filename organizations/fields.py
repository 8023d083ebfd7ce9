"""Fields that several forms share. Their choices are already the permitted ones."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.context import languages
from core.moments import place_of
from core.names import LONGEST_NAME, as_path, by_name, paths_of
from core.text import one_line, prose
from core.zones import by_region, zone_named
from organizations.models import Membership, Team

HOW_TO_WRITE_AN_ADDRESS = _("Write the full address, for example name@company.com.")


def own_names() -> list[tuple[str, str]]:
    """The languages of the interface, each in its own words."""
    return [(language.code, language.name) for language in languages(active="")]


class Form(forms.Form):
    fields: dict[str, Any]  # each field is what the class body says, not the plain Field of the stubs


class NameField(forms.CharField):
    """A name in one line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", LONGEST_NAME)
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        return one_line(super().to_python(value) or "")


class ProseField(forms.CharField):
    """A text of several lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return prose(super().to_python(value) or "")


class AddressField(forms.EmailField):
    """An e-mail address, in the one spelling that is stored."""

    default_error_messages = {"invalid": HOW_TO_WRITE_AN_ADDRESS}

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 254)
        options.setdefault("label", _("E-mail"))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        return (super().to_python(value) or "").lower()


class ZoneSelect(forms.Select):
    """Offers the zones by their present names; one that is stored under an older name stands below them."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        offered = {str(option["value"]) for _name, options, _place in groups for option in options}
        for place, older in enumerate([one for one in value if one not in offered and zone_named(one)]):
            option = self.create_option(name, older, place_of(older), True, len(groups) + place, attrs=attrs)
            groups.append((None, [option], len(groups)))
        return groups


class ZoneField(forms.ChoiceField):
    """A time zone, under any name that is known."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Time zone"))
        options.setdefault("choices", by_region)
        super().__init__(widget=ZoneSelect(attrs={"translate": "no"}), **options)

    def valid_value(self, value: Any) -> bool:
        return super().valid_value(value) or zone_named(value) is not None


class PlaceField(forms.ModelChoiceField):
    """A unit or team, named with the units above it: "Retail / Pricing"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Team.objects.none(), **options)
        self.widget.attrs["translate"] = "no"
        self.labels: dict[int, str] = {}

    def offer(self, teams: Any) -> None:
        """Let one of these teams be chosen."""
        self.queryset = teams
        offered = list(teams)  # before all are named: one added meanwhile has a name then, and is no choice
        self.labels = labels_with_path(Team.objects.filter(organization__in=teams.values("organization")))
        named = by_name(((team.pk, self.labels[team.pk]) for team in offered), itemgetter(1))
        first = [] if self.empty_label is None else [("", self.empty_label)]
        self.choices = [*first, *named]


class MemberField(forms.ModelChoiceField):
    """A member of the organization."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Membership.objects.none(), **options)
        self.widget.attrs["translate"] = "no"

    def offer(self, member: Membership) -> None:
        """Let a colleague of `member`, or `member`, be chosen."""
        colleagues = Membership.objects.filter(organization=member.organization_id).active()
        self.queryset = colleagues.select_related("user").order_by("pk")
        self.choices = self._named

    def _named(self) -> list[tuple[Any, Any]]:
        first = [] if self.empty_label is None else [("", self.empty_label)]
        colleagues: Any = self.queryset
        rows = by_name(colleagues, lambda one: one.user.name)
        return [*first, *((one.pk, self.label_from_instance(one)) for one in rows)]

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.name} ({obj.user.email})"


def labels_with_path(teams: Iterable[Team]) -> dict[int, str]:
    """Each team's name after the names of the units above it: "Retail / Pricing"."""
    paths = paths_of((team.pk, team.parent_id, team.name) for team in teams)
    return {pk: as_path(names) for pk, names in paths.items()}
