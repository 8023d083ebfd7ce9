from surveys.models.responses import Answer, Invitation, NaReason, Response
from surveys.models.results import CriterionResult, DimensionResult, RoundTotals, TeamResult
from surveys.models.rounds import Participation, Round
from surveys.models.standings import TeamStanding

__all__ = [
    "Answer",
    "CriterionResult",
    "DimensionResult",
    "Invitation",
    "NaReason",
    "Participation",
    "Response",
    "Round",
    "RoundTotals",
    "TeamResult",
    "TeamStanding",
]
