from surveys.models.recurring import Occurrence, Recurrence
from surveys.models.responses import Answer, Invitation, NaReason, Response
from surveys.models.results import CriterionResult, DimensionResult, RoundTotals, TeamResult
from surveys.models.rounds import Participation, Round
from surveys.models.standings import TeamStanding
from surveys.models.timing import AnsweringTime

__all__ = [
    "Answer",
    "AnsweringTime",
    "CriterionResult",
    "DimensionResult",
    "Invitation",
    "NaReason",
    "Occurrence",
    "Participation",
    "Recurrence",
    "Response",
    "Round",
    "RoundTotals",
    "TeamResult",
    "TeamStanding",
]
