"""A page with every component in its states, served under tests only, beside the product's own addresses."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as the_product
from core.look import Chip, stair

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
NAMES = ["No MLOps", "DevOps but no MLOps", "Automated training", "Automated deployment", "Full MLOps"]
DIMENSIONS = [
    ("People", "Pe", 2),
    ("Data", "Da", 2),
    ("Training", "Tr", 3),
    ("Release", "Re", 1),
    ("Testing", "Te", 3),
    ("Monitoring", "Mo", 2),
    ("Governance", "Go", 2),
]


@dataclass(frozen=True)
class Version:
    """Only what the drawing asks of a version."""

    base_level: int
    level_count: int

    @property
    def levels(self) -> range:
        return range(self.base_level, self.base_level + self.level_count)


class Fields(forms.Form):
    name = forms.CharField(label="Name", help_text="As people know it")
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "Lead answers"), ("b", "Members")], widget=forms.RadioSelect
    )
    model = forms.ChoiceField(label="Model", choices=[("m", "MLOps")], required=False)
    teams = forms.MultipleChoiceField(
        label="Teams", choices=[("p", "Pricing"), ("c", "Churn")], widget=forms.CheckboxSelectMultiple
    )
    remind = forms.BooleanField(label="Send reminders")


def condition(name: str, share: Fraction, needed: Fraction) -> dict[str, Any]:
    figure = f"{float(share) * 100:.1f} %"
    return {"name": name, "share": share, "needed": needed, "met": share >= needed, "figure": figure}


def blocks() -> dict[str, Any]:
    """What the page shows."""
    five = Version(0, 5)
    form = Fields({"kind": "a"})
    form.add_error(None, "The form as a whole is wrong.")
    chips = [Chip(short, abbreviation, level, low=level == 1) for short, abbreviation, level in DIMENSIONS]
    ten = [(number, f"Step {number}") for number in range(1, 11)]
    models = [Version(0, 2), Version(1, 3), five, Version(1, 10)]
    return {
        "five": five,
        "models": [(version, version.levels) for version in models],
        "stair": stair(enumerate(NAMES), stands_on=1, chips=chips),
        "tall": stair(ten, stands_on=4, chips=[Chip("Data", "Da", 10), Chip("People", "Pe", 4)]),
        "low": stair([(0, "Not yet"), (1, "Yes")], stands_on=None),
        "overall": condition("All dimensions", Fraction(603, 1000), TWO_THIRDS),
        "conditions": [condition("People", HALF, HALF), condition("Release", Fraction(431, 1000), HALF)],
        "way": [
            {
                "statement": "We can return to the previous version within one hour",
                "url": "#main",
                "dimension": "Release",
                "climb": "33.3 % to Fully",
                "steps": "2 steps",
            },
            {
                "statement": "We keep every version in one central catalogue",
                "url": "",
                "dimension": "Release",
                "climb": "find out first, then up to Largely",
                "steps": "2 steps",
            },
        ],
        "third": Fraction(1, 3),
        "half": HALF,
        "facts": [
            {"label": "Median team level", "figure": "1", "rest": ""},
            {"label": "Teams on level 2 or higher", "figure": "3", "rest": "of 9"},
        ],
        "form": form,
        "ways": [{"url": "#main", "description": "Use your password"}],
        "figure": {
            "data": [
                {
                    "type": "bar",
                    "x": ["Level 0", "Level 1", "Level 2"],
                    "y": [2, 4, 2],
                    "marker": {
                        "color": ["var(--pt-lv-0)", "var(--pt-lv-1)", "var(--pt-lv-2)"],
                        "line": {"color": "var(--pt-lv-edge)", "width": 1},
                    },
                }
            ],
            "layout": {
                "height": 240,
                "font": {"family": "Figtree, sans-serif", "size": 12, "color": "var(--pt-muted)"},
                "paper_bgcolor": "rgba(0,0,0,0)",
                "plot_bgcolor": "rgba(0,0,0,0)",
                "margin": {"l": 32, "r": 16, "t": 8, "b": 32},
            },
        },
        "page_obj": Paginator(range(60), 20).page(2),
    }


def showcase(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Round 2026 Q4 is closed.")
    messages.info(request, "It is noted.")
    text = Path(__file__).with_suffix(".html").read_text(encoding="utf-8")
    return HttpResponse(engines["django"].from_string(text).render(blocks(), request))


urlpatterns = [path("o/<slug:organization>/showcase/", showcase), *the_product]
