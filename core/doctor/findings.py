"""What an examination finds."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is: nothing, something to look at soon, or something that loses data or stops work."""

    WELL = "well"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in the language of whoever asked."""

    part: str  # for programs: what was looked at
    state: State
    message: str
    remedy: str = ""

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return asdict(self)


def well(part: str, message: str) -> Finding:
    """Nothing is amiss."""
    return Finding(part, State.WELL, message)


def warning(part: str, message: str, remedy: str) -> Finding:
    """It works, and should be looked at."""
    return Finding(part, State.WARNING, message, remedy)


def bad(part: str, message: str, remedy: str) -> Finding:
    """Data can be lost, or work stands still."""
    return Finding(part, State.BAD, message, remedy)
