"""The archive of an organization is whole: each table and field is in it, or left out for a reason."""

from typing import Any

import pytest

from organizations.models import Organization
from organizations.tenant.tables import tables
from reports.exports.sheets import LEFT_OUT_FIELDS, LEFT_OUT_TABLES, SHEETS
from tests.rules.footprints import ways

SECRET_WORDS = ("token", "secret", "password", "hash")


def test_every_table_is_in_the_archive_or_left_out_for_a_reason() -> None:
    of_organizations = {model._meta.label for model, way in ways().items() if "memberships" not in way}
    taken = {sheet.table._meta.label for sheet in SHEETS}

    assert of_organizations - taken - set(LEFT_OUT_TABLES) == set(), (
        "A new table needs a sheet in reports/exports/sheets.py, or a reason in LEFT_OUT_TABLES."
    )
    assert taken & set(LEFT_OUT_TABLES) == set()
    assert set(LEFT_OUT_TABLES) <= of_organizations


def test_every_field_is_a_column_or_left_out_for_a_reason() -> None:
    missing = set()
    for sheet in SHEETS:
        named = {lookup.split("__")[0] for lookup in sheet.columns.values()}
        taken = named | {name.removesuffix("_id") for name in named}
        for field in sheet.table._meta.concrete_fields:
            if field.name not in taken:
                missing.add(f"{sheet.table._meta.label}.{field.name}")
    of_parts = {name for name in missing if _is_named_by_another(name)}

    assert missing - of_parts - set(LEFT_OUT_FIELDS) == set(), "Name it as a column, or in LEFT_OUT_FIELDS."
    assert set(LEFT_OUT_FIELDS) <= missing


def _is_named_by_another(name: str) -> bool:
    """A key that the row reaches over another one it has: an answer names the part of its response."""
    return name in {"surveys.Answer.response", "surveys.Answer.criterion"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_column_is_a_secret(sheet: Any) -> None:
    found = [lookup for lookup in sheet.columns.values() for word in SECRET_WORDS if word in lookup]

    assert found == []


def test_sheets_have_names_of_their_own() -> None:
    assert len({sheet.name for sheet in SHEETS}) == len(SHEETS)
    assert tables()[Organization] == "pk"
