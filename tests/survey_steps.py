"""Steps that tests about rounds begin with: a planned round, an open one, a page of answers."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from core import clock
from maturity.models import ModelVersion
from maturity.reading import catalog
from organizations.models import Team
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.models import Answer, Response, Round
from surveys.seats import TEAM_SEAT
from tests.cast import Cast

# Aurora's clock is three hours behind UTC: the round is open from 9:00 on 23 November to 18:00 on 4 December.
OPENS = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLOSES = datetime(2026, 12, 4, 21, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 17, 32, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def planned(
    cast: Cast,
    version: ModelVersion,
    *,
    name: str = "2026 Q4",
    teams: Iterable[Team] = (),
    opens_at: datetime | None = None,
) -> Round:
    """Davi's draft for Pricing, or for `teams`."""
    with clock.at(OPENS - timedelta(days=1)):
        return rounds.plan_round(
            cast.aurora,
            name=name,
            version=version,
            teams=teams or [cast.pricing],
            opens_at=opens_at,
            closes_at=CLOSES,
            by=cast.davi,
        )


def plan(cast: Cast, version: ModelVersion, **changed: Any) -> Round:
    """A draft that opens by itself, made by `plan_round` with some of its arguments changed."""
    wanted = {
        "name": "2026 Q4",
        "version": version,
        "teams": [cast.pricing],
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "by": cast.davi,
    }
    with clock.at(OPENS - timedelta(days=1)):
        return rounds.plan_round(cast.aurora, **(wanted | changed))


def opened(cast: Cast, version: ModelVersion, *, name: str = "2026 Q4", teams: Iterable[Team] = ()) -> Round:
    """The same round, opened by Davi."""
    round = planned(cast, version, name=name, teams=teams)
    with clock.at(OPENS):
        rounds.open_round(round, by=cast.davi)
    return round


def begun(cast: Cast, round: Round) -> Response:
    """Lia's response for Pricing, without an answer yet."""
    with clock.at(MONDAY):
        participation = round.participations.get(team=cast.pricing)
        return answering.start(invitations.invitation_of(cast.lia, participation))


def answer_all(response: Response, rating: str, others: dict[str, str] | None = None) -> None:
    """One rating for every criterion, but for `others`, which names ratings by criterion key."""
    read = catalog(response.participation.round.version_id)
    given = {one: Given(rating=(others or {}).get(one.key, rating)) for one in read.criteria}
    answering.save_answers(response, given)


def sent_in(round: Round, team: Team, answers: dict[str, Given]) -> Response:
    """What a team had sent in a round that is over, by criterion key."""
    participation = round.participations.get(team=team)
    sent = Response.objects.create(
        participation=participation,
        seat=TEAM_SEAT,
        state=Response.State.SUBMITTED,
        submitted_at=round.closed_at,
    )
    read = catalog(round.version_id)
    Answer.objects.bulk_create(
        Answer(response=sent, criterion=read.criterion(key), **given.fields())
        for key, given in answers.items()
    )
    return sent
