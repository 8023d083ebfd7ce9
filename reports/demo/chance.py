"""Chance that is the same each time."""

import random


def chance(*about: object) -> random.Random:
    """A row of numbers that follows from what it is about, on every machine."""
    return random.Random("/".join(map(str, about)))  # noqa: S311  nothing secret is drawn from it
