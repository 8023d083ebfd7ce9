"""Which teams take part in a round, under which names: the one writer of `Participation`.

`rounds` calls it within the deeds of a round, and holds the round's row meanwhile.
"""

from collections.abc import Iterable
from datetime import datetime

from core.clock import now
from core.names import as_path, by_name, paths_of
from organizations.models import Organization, Team
from surveys.models import Participation, Round
from surveys.refusals import NoTeams, TeamAsked, TeamNotAllowed


def set_teams(round: Round, teams: Iterable[Team]) -> None:
    """Let exactly `teams` take part in a draft."""
    allowed = _allowed(round, teams)
    round.participations.exclude(team_id__in=allowed).delete()
    there = set(round.participations.values_list("team_id", flat=True))
    _add(round, [team for pk, team in sorted(allowed.items()) if pk not in there])


def settle_teams(round: Round) -> None:
    """Leave out what has been archived, and copy the names that history keeps."""
    round.participations.exclude(team__archived_at=None).delete()
    staying = list(round.participations.select_related("team").order_by("team_id"))
    if not staying:
        raise NoTeams
    paths = unit_paths(round.organization)
    for participation in staying:
        participation.team_name = participation.team.name
        participation.unit_path = paths[participation.team_id]
    Participation.objects.bulk_update(staying, ["team_name", "unit_path"], batch_size=200)


def join(round: Round, teams: Iterable[Team]) -> list[Participation]:
    """Let `teams` take part in an open round from now on."""
    allowed = _allowed(round, teams)
    there = round.participations.filter(team_id__in=allowed).values_list("team_name", flat=True)
    if there:
        raise TeamAsked(teams=", ".join(by_name(there, str)))
    return _add(round, [team for _pk, team in sorted(allowed.items())], joined_at=now())


def unit_paths(organization: Organization) -> dict[int, str]:
    """For each team and unit the names of the units above it, "Retail / Online"; one query."""
    paths = paths_of(organization.teams.values_list("pk", "parent_id", "name"))
    return {pk: as_path(above) for pk, (*above, _own) in paths.items()}


def _allowed(round: Round, teams: Iterable[Team]) -> dict[int, Team]:
    """These teams by their keys, as they are now; all can take part."""
    wanted = {team.pk for team in teams}
    if not wanted:
        raise NoTeams
    active = Team.objects.filter(organization_id=round.organization_id, pk__in=wanted).active().teams()
    by_id = {team.pk: team for team in active}
    if len(by_id) != len(wanted):
        raise TeamNotAllowed
    return by_id


def _add(round: Round, teams: Iterable[Team], *, joined_at: datetime | None = None) -> list[Participation]:
    """Add these teams under the names that they and the units above them have now."""
    paths = unit_paths(round.organization)
    return Participation.objects.bulk_create(
        Participation(
            round=round, team=team, team_name=team.name, unit_path=paths[team.pk], joined_at=joined_at
        )
        for team in teams
    )
