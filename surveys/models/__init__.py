from surveys.models.responses import Answer, Invitation, NaReason, Response
from surveys.models.results import CriterionResult, DimensionResult, TeamResult
from surveys.models.rounds import Participation, Round

__all__ = [
    "Answer",
    "CriterionResult",
    "DimensionResult",
    "Invitation",
    "NaReason",
    "Participation",
    "Response",
    "Round",
    "TeamResult",
]
