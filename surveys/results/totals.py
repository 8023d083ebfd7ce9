"""What a closed round said of each team, in one row: trends over many rounds read no row a team."""

import secrets

from maturity.scoring import COUNTED
from organizations.models import Organization
from surveys.models import Round, RoundTotals, TeamResult
from surveys.results.standings import STAMPS


def total(round: Round) -> bool:
    """Store the totals of a closed round; whether they were others before. An open one has none.

    In the transaction that stores its results, if there is one, and after them.
    """
    if round.state in (Round.State.DRAFT, Round.State.OPEN):
        return False
    rows = TeamResult.objects.filter(round=round, version_id=round.version_id).order_by()
    teams = {
        str(team): level if state in COUNTED and level is not None else responses > 0
        for team, state, level, responses in rows.values_list(
            "participation__team_id", "state", "level", "responses"
        )
    }
    stored = RoundTotals.objects.filter(round=round).first()
    if stored is not None and stored.teams == teams:
        return False
    values = {"teams": teams, "stamp": secrets.randbelow(STAMPS)}
    RoundTotals.objects.update_or_create(round=round, defaults=values)
    return True


def total_all(organization: Organization) -> int:
    """Find the totals of all closed rounds anew; how many were stored differently."""
    return sum(total(round) for round in Round.objects.filter(organization=organization).order_by("pk"))
