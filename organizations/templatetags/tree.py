"""The lines of the tree of teams: a thousand of them, built here, for a template needs five times as long."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from organizations.teams.queries import Line

register = template.Library()


@register.filter
def tree_item(line: Line, here: str) -> SafeString:
    """One team of the tree as a list item; names are escaped.

    Args:
        here: the address of the tree.
    """
    words = line.words
    name = str(escape(words.before))
    if words.found:
        name = f"{name}<mark>{escape(words.found)}</mark>{escape(words.after)}"
    off = ' class="tree__off"' if line.is_archived else ""
    tag = f' <span class="tag">{escape(_("Archived"))}</span>' if line.is_archived else ""
    current = ' aria-current="true"' if line.is_current else ""
    lead = f'<span class="tree__lead muted small" translate="no">{escape(line.leads)}</span>'
    item = (
        f'<li{off}><a href="{here}?team={line.slug}#place"{current}>'
        f'<span class="tree__t" translate="no">{name}</span>{tag} {lead}</a></li>'
    )
    return mark_safe(item)  # noqa: S308  # names are escaped above, an address holds a slug
