"""What may be shown of answers: the one answer to it. Pure rules, which know rows only by their values."""

from collections.abc import Mapping

ANONYMOUS = "anonymous"  # the answering mode in which nobody may be recognized


def is_anonymous(mode: str) -> bool:
    """Whether nobody may be recognized in a round of this answering mode."""
    return mode == ANONYMOUS


def minimum_group(mode: str, size: int) -> int | None:
    """The fewest people whose answers together may be shown; None where they answer by name.

    Args:
        size: the round's own minimum.
    """
    return size if is_anonymous(mode) else None


def may_show(counts: Mapping[str, int], minimum: int | None) -> bool:
    """Whether so many answered one criterion that its counts may be shown.

    Args:
        counts: how many gave each answer.
        minimum: as `minimum_group` tells it.
    """
    return minimum is None or sum(counts.values()) >= minimum
