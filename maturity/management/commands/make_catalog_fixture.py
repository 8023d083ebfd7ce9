"""`manage.py make_catalog_fixture`: the built-in catalogs as fixtures for `loaddata`."""

from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.management.base import BaseCommand

from maturity import exchange
from maturity.catalogs import built_in_names, provenance_of, read_built_in

FIXTURES = Path(exchange.__file__).parent / "fixtures"


class Command(BaseCommand):
    help = "Make maturity/fixtures/*.json from the catalog files in maturity/catalogs/."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for name in built_in_names():
            path = FIXTURES / f"{name}.json"
            path.write_text(fixture_of(name), encoding="utf-8")
            self.stdout.write(f"{path.name} is made.")


def fixture_of(name: str) -> str:
    """The fixture of one built-in catalog: Django's own form with natural keys, without a database."""
    document = read_built_in(name)
    rows = exchange.rows_of(document, published_at=None, provenance=provenance_of(document))
    return (
        serializers.serialize(
            "json",
            [rows.version.model, rows.version, *rows.levels, *rows.dimensions, *rows.criteria],
            indent=1,
            use_natural_foreign_keys=True,
            use_natural_primary_keys=True,
        )
        + "\n"
    )
