"""The catalog."""

from tests.rules.routes.shapes import EVERYBODY, MANAGES, Page

PAGES: dict[str, Page] = {
    "maturity:index": Page(rights=EVERYBODY, get=200),
    "maturity:make_default": Page(
        rights=MANAGES,
        own=lambda w: {"model": "team-health"},
        foreign=lambda w: [{"model": w.foreign_model}],
        post=302,
    ),
    "maturity:version": Page(
        rights=EVERYBODY,
        own=lambda w: {"model": "team-health", "number": 1},
        foreign=lambda w: [{"model": w.foreign_model, "number": 1}],
        get=200,
    ),
    "maturity:criterion": Page(
        rights=EVERYBODY,
        own=lambda w: {"model": "team-health", "number": 1, "criterion": w.criterion},
        foreign=lambda w: [{"model": w.foreign_model, "number": 1, "criterion": w.criterion}],
        get=200,
    ),
}
