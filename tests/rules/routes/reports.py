"""Results."""

from tests.rules.routes.objects import (
    elsewhere_in_results,
    foreign_in_results,
    foreign_team,
    other_team,
    team,
)
from tests.rules.routes.shapes import EVERYBODY, ONE_TEAM, OWNS, SEES, SEES_ALL, Page

PAGES: dict[str, Page] = {
    "reports:index": Page(rights=EVERYBODY, get=302),
    "reports:overview": Page(
        rights=SEES,
        query=lambda w: f"?round={w.closed.pk}&unit=retail&label=brazil",
        queries_elsewhere=elsewhere_in_results,
        reach_elsewhere=SEES_ALL,
        queries_foreign=foreign_in_results,
        get=200,
        special=dict.fromkeys(ONE_TEAM, 302),  # to their one team, whatever they asked for
    ),
    "reports:export": Page(
        rights=SEES,
        query=lambda w: f"?round={w.closed.pk}",
        queries_elsewhere=elsewhere_in_results,
        reach_elsewhere=SEES_ALL,
        queries_foreign=foreign_in_results,
        post=200,
    ),
    "reports:find": Page(rights=EVERYBODY, query=lambda w: "?q=pricing", get=200),
    "reports:archives": Page(rights=OWNS, get=200, post=302),
    "reports:fetch_archive": Page(
        rights=OWNS,
        own=lambda w: {"pk": w.archive.pk},
        foreign=lambda w: [{"pk": w.foreign_archive.pk}],
        post=200,
    ),
    "reports:team": Page(
        rights=SEES,
        own=team,
        query=lambda w: f"?round={w.closed.pk}",
        elsewhere=other_team,
        reach_elsewhere=SEES_ALL,
        foreign=foreign_team,
        queries_foreign=lambda w: [f"?round={w.foreign_closed.pk}", f"?model={w.foreign_model}"],
        get=200,
    ),
    "reports:glance": Page(
        rights=SEES, own=team, elsewhere=other_team, reach_elsewhere=SEES_ALL, foreign=foreign_team, get=200
    ),
    "reports:dimension": Page(
        rights=SEES,
        own=lambda w: team(w) | {"dimension_key": w.dimension},
        elsewhere=lambda w: other_team(w) | {"dimension_key": w.dimension},
        reach_elsewhere=SEES_ALL,
        foreign=lambda w: [values | {"dimension_key": w.dimension} for values in foreign_team(w)],
        get=200,
    ),
    "reports:criterion": Page(
        rights=SEES,
        own=lambda w: team(w) | {"criterion_key": w.criterion},
        elsewhere=lambda w: other_team(w) | {"criterion_key": w.criterion},
        reach_elsewhere=SEES_ALL,
        foreign=lambda w: [values | {"criterion_key": w.criterion} for values in foreign_team(w)],
        get=200,
    ),
}
