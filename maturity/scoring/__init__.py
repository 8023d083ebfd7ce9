"""The scoring rule: how answers become levels. Pure and exact; `docs/scoring.md` tells it in words."""

from maturity.scoring.display import percentage, score_tenths, value_hundredths
from maturity.scoring.organization import COUNTED, Stand, Standing, Summary, summarize, summarize_levels
from maturity.scoring.rule import (
    Condition,
    DimensionScore,
    Means,
    State,
    TeamScore,
    dimension_level,
    score_criteria,
    score_team,
    team_level,
)
from maturity.scoring.spec import DK, NA, Bounds, CriterionSpec, ModelSpec, Option, Scale
from maturity.scoring.tallies import CriterionScore, Status, Tally, rate, tally

__all__ = [
    "COUNTED",
    "DK",
    "NA",
    "Bounds",
    "Condition",
    "CriterionScore",
    "CriterionSpec",
    "DimensionScore",
    "Means",
    "ModelSpec",
    "Option",
    "Scale",
    "Stand",
    "Standing",
    "State",
    "Status",
    "Summary",
    "Tally",
    "TeamScore",
    "dimension_level",
    "percentage",
    "rate",
    "score_criteria",
    "score_team",
    "score_tenths",
    "summarize",
    "summarize_levels",
    "tally",
    "team_level",
    "value_hundredths",
]
