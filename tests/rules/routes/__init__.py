"""What every address promises to everybody: the table behind `test_routes.py`, a module for each part.

A new route needs a row in the module of its part; `shapes` says what a row holds.
"""

from tests.rules.routes import audit, maturity, organizations, reports, surveys
from tests.rules.routes.answering import WITH_PASS
from tests.rules.routes.public import PUBLIC
from tests.rules.routes.shapes import Bearing, Page, Public

PAGES: dict[str, Page] = {
    **organizations.PAGES,
    **audit.PAGES,
    **maturity.PAGES,
    **surveys.PAGES,
    **reports.PAGES,
}

__all__ = ["PAGES", "PUBLIC", "WITH_PASS", "Bearing", "Page", "Public"]
