"""Template tags of the look: how a level is drawn."""

from django import template

register = template.Library()
