"""Template tags of the look; every template knows them."""

import json
import secrets
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from html import escape
from typing import Any, Protocol

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import look

register = template.Library()

HTMX = {
    "allowEval": False,
    "allowScriptTags": False,
    "includeIndicatorStyles": False,
    # Without "style", which htmx would copy as an attribute: the content security policy refuses that.
    "attributesToSettle": ["class", "width", "height"],
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
    "responseHandling": [
        {"code": "204|304", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "409|422", "swap": True, "error": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}
DRAWING = '<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>'
NOTE_KINDS = {"success": "ok", "warning": "warn", "error": "bad"}


@register.filter
def tone(level: int | None, version: look.Steps) -> str:
    """`{{ level|tone:version }}`: "lv-0" ... "lv-4", class and glyph; "" where there is no level."""
    return "" if level is None else look.tone(level, version)


@register.filter
def figure_data(figure: Any, id: str) -> SafeString:
    """`{{ figure|figure_data:id }}`: the JSON of a chart in a hidden element, from which its script reads it.

    No `<script>`: htmx takes those out of what it swaps in, for we let it bring none.
    """
    text = json.dumps(figure, cls=DjangoJSONEncoder)
    return format_html('<pre id="{}" hidden>{}</pre>', id, mark_safe(escape_text(text)))  # noqa: S308


def escape_text(text: str) -> str:
    """A text between tags, where quotation marks need no escaping: half of JSON is made of them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@register.filter
def disc(value: Fraction) -> str:
    """`{{ option.value|disc }}`: the glyph of an answer, "rate-n", "rate-p", "rate-l" or "rate-f"."""
    return look.disc(value)


@register.filter
def headline(sentence: object) -> str:
    """A sentence as a heading or an entry of a list: without its full stop."""
    return str(sentence).removesuffix(".")


@register.filter
def absolute(number: int) -> int:
    """A number without its sign."""
    return abs(number)


@register.filter
def note_kind(level_tag: str) -> str:
    """The kind of `components/_note.html` for the level of a Django message."""
    return NOTE_KINDS.get(level_tag, "")


@register.filter
def hundredths(share: Fraction | float | None) -> str:
    """A share from 0 to 1 as SVG writes a number: "60.3" of a hundred, with a dot in every language."""
    return "0" if share is None else f"{float(share) * 100:.1f}"


@register.simple_tag
def badge_tone(level: int, version: look.Steps | str, given: str) -> str:
    """The tone of a badge: as it was given, else by the level's place in its version."""
    return given if given or isinstance(version, str) else look.tone(level, version)


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "sun" %}`: an icon, hidden from readers, for a word stands beside it."""
    return _drawing("i", name)


@register.simple_tag
def glyph(name: str) -> SafeString:
    """`{% glyph "lv-2" %}`: one of our own glyphs; nothing for no name."""
    return _drawing("g", name) if name else SafeString("")


@lru_cache(maxsize=256)  # as `sprite_url`
def _drawing(kind: str, name: str) -> SafeString:
    return format_html(DRAWING, kind, look.sprite_url(name))


@register.simple_block_tag
def kept(content: str) -> str:
    """`{% kept as name %}...{% endkept %}`: what stands between, drawn once, to be printed twice."""
    return content


@register.simple_tag
def level_badge(
    level: int | None,
    version: look.Steps | str,
    *,
    tone: str = "",
    word: bool = False,
    big: bool = False,
    line: bool = False,
    none: str = "",
) -> SafeString:
    """`{% level_badge 2 version %}`: as `components/_level_badge.html` tells; a page has a dozen."""
    if level is None:
        return format_html('<span class="tag"> {} </span>', none or _("No level"))
    return _badge(level, badge_tone(level, version, tone), word, big, line, get_language())


@lru_cache(maxsize=1024)  # levels, sizes and languages there are few of
def _badge(level: int, tone: str, word: bool, big: bool, line: bool, _language: str | None) -> SafeString:
    classes = f"lv {'lv--line' if line else tone}{' lv--big' if big else ''}"
    if word:
        told = format_html("{}", _("Level %(level)s") % {"level": level})
    else:
        told = format_html('<span class="visually-hidden">{}</span> {}', _("Level"), level)
    return format_html('<span class="{}">{} {}</span>', classes, glyph(tone), told)


class Choosable(Protocol):
    """One choice of a select."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def chosen(self) -> bool: ...


@register.simple_tag
def select_options(options: Iterable[Choosable], *, written: bool = False) -> SafeString:
    """`{% select_options list %}`: the choices of a select, which may be all units of an organization.

    Args:
        written: whether people wrote the labels of those with a value.
    """
    parts = []
    for one in options:
        translate = ' translate="no"' if written and one.value else ""
        chosen = " selected" if one.chosen else ""
        parts.append(f'<option value="{escape(one.value)}"{translate}{chosen}>{escape(one.label)}</option>')
    return mark_safe("\n".join(parts))  # noqa: S308  # what is no text of ours is escaped above


METER = (
    '<svg class="meter{}" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
    '<rect class="meter-track" y="2" width="100" height="8"/>'
    '<rect class="meter-fill{}" y="2" width="{}" height="8"/>{}</svg>'
)
METER_LINE = '<path class="meter-line" vector-effect="non-scaling-stroke" d="M{} 0V12"/>'


@register.simple_tag
def meter(
    share: Fraction | float | None,
    line: Fraction | float | None = None,
    *,
    here: bool = False,
    cell: bool = False,
) -> SafeString:
    """`{% meter share line here=True %}`: as `components/_meter.html` tells; a page has a dozen."""
    reach = "" if line is None else METER_LINE.format(hundredths(line))
    narrow, blocks = " meter--cell" if cell else "", " meter-fill--here" if here else ""
    return mark_safe(METER.format(narrow, blocks, hundredths(share), reach))  # noqa: S308  # numbers of ours


@register.simple_tag
def form_key() -> SafeString:
    """`{% form_key %}` beside `{% csrf_token %}`: sent twice, the form does its deed once (`core.once`)."""
    return format_html('<input type="hidden" name="form_key" value="{}">', secrets.token_urlsafe(16))


@register.simple_tag
def htmx_config() -> SafeString:
    """The settings of htmx: no eval, nothing from elsewhere; a refusal (409, 422) is shown in place."""
    return mark_safe(json.dumps(HTMX, separators=(",", ":")))  # noqa: S308
