"""The built-in catalogs as fixtures, and the commands around them."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from maturity.catalogs import FOLDER, built_in_names, read_built_in
from maturity.exchange import as_document, checksum_of
from maturity.management.commands import make_catalog_fixture
from maturity.models import Criterion, Dimension, Level, MaturityModel, ModelVersion
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def tables() -> dict[str, list[dict]]:
    """Every row of the catalog, with all its columns."""
    parts = (MaturityModel, ModelVersion, Level, Dimension, Criterion)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in parts}


def load_catalogs(*args: object) -> str:
    told = StringIO()
    call_command("load_catalogs", *map(str, args), stdout=told, stderr=told)
    return told.getvalue()


@pytest.mark.parametrize("name", built_in_names())
def test_the_fixture_is_the_one_that_the_catalog_file_makes(name: Any) -> None:
    fixture = make_catalog_fixture.FIXTURES / f"{name}.json"

    assert fixture.read_text(encoding="utf-8") == make_catalog_fixture.fixture_of(name), (
        "run: manage.py make_catalog_fixture"
    )


def test_every_fixture_has_its_catalog_file() -> None:
    assert [path.stem for path in sorted(make_catalog_fixture.FIXTURES.iterdir())] == built_in_names()


def test_making_the_fixtures_writes_one_file_for_each_catalog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_catalog_fixture, "FIXTURES", tmp_path)

    call_command("make_catalog_fixture", stdout=StringIO())

    assert [path.name for path in sorted(tmp_path.iterdir())] == ["mlops.json", "team-health.json"]
    assert {row["model"] for row in json.loads((tmp_path / "mlops.json").read_text(encoding="utf-8"))} == {
        "maturity.maturitymodel",
        "maturity.modelversion",
        "maturity.level",
        "maturity.dimension",
        "maturity.criterion",
    }


@pytest.mark.parametrize("name", built_in_names())
def test_a_loaded_fixture_is_the_catalog_whole(name: Any) -> None:
    call_command("loaddata", name, verbosity=0)

    version = ModelVersion.objects.get(model__key=name)
    document = read_built_in(name)
    assert as_document(version) == document
    assert version.checksum == checksum_of(document)


CHECKSUMS = {
    "mlops": "a08ea839cc937bfb792fb5b34cf86d7cdac48e2542272bd3effda8737307fefc",
    "team-health": "530d335aff11481c3177239c1334fd56c3fb272f0d59f61943e30b07b769070c",
}


def test_the_documents_of_the_published_versions_are_for_ever_the_same() -> None:
    """Answers of years rest on them. A change of any text, however small, is a version of its own."""
    stored = {name: as_stored_in(make_catalog_fixture.FIXTURES / f"{name}.json") for name in CHECKSUMS}

    assert {name: checksum_of(read_built_in(name)) for name in CHECKSUMS} == CHECKSUMS
    assert stored == CHECKSUMS


def as_stored_in(fixture: Path) -> str:
    [version] = [
        row["fields"]
        for row in json.loads(fixture.read_text(encoding="utf-8"))
        if row["model"] == "maturity.modelversion"
    ]
    return version["checksum"]


@pytest.mark.django_db(transaction=True)
def test_an_installation_of_before_loses_its_date_and_loads_the_fixture() -> None:
    load_catalogs()
    call_command("migrate", "maturity", "0007", verbosity=0)
    dated = set(ModelVersion.objects.values_list("published_at", flat=True))

    call_command("migrate", verbosity=0)

    assert dated == {datetime(2026, 11, 24, 12, tzinfo=UTC)}
    after = tables()
    call_command("loaddata", *built_in_names(), verbosity=0)
    assert tables() == after
    for version in ModelVersion.objects.all():
        assert version.published_at is None
        assert as_document(version) == read_built_in(version.model.key)


def test_loading_a_fixture_twice_changes_nothing() -> None:
    call_command("loaddata", "mlops", verbosity=0)
    before = tables()

    call_command("loaddata", "mlops", verbosity=0)

    assert tables() == before
    assert len(before["Criterion"]) == 70


def test_loading_the_catalogs_twice_changes_nothing() -> None:
    first = load_catalogs()
    before = tables()

    second = load_catalogs()

    assert first.splitlines() == ["mlops: version 1 is loaded.", "team-health: version 1 is loaded."]
    assert second.splitlines() == [
        "mlops: version 1 is there already.",
        "team-health: version 1 is there already.",
    ]
    assert tables() == before


def test_fixture_and_command_bring_the_same_rows(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    call_command("loaddata", *built_in_names(), verbosity=0)
    before = tables()

    with django_assert_max_num_queries(2):
        load_catalogs()

    assert tables() == before


def test_a_fixture_can_follow_the_command() -> None:
    load_catalogs()
    before = tables()

    call_command("loaddata", *built_in_names(), verbosity=0)

    assert tables() == before


def test_a_changed_catalog_needs_a_new_number(tmp_path: Path) -> None:
    load_catalogs()
    text = (FOLDER / "team-health.yaml").read_text(encoding="utf-8")
    changed = tmp_path / "changed.yaml"
    changed.write_text(text.replace("We know who uses", "We know well who uses"), encoding="utf-8")

    with pytest.raises(CommandError, match="Version 1 of the model “team-health” exists already"):
        load_catalogs(changed)

    changed.write_text(
        changed.read_text(encoding="utf-8").replace("version: 1", "version: 2"), encoding="utf-8"
    )
    assert load_catalogs(changed) == "changed.yaml: version 2 is loaded.\n"


def test_an_organization_brings_a_model_of_its_own(cast: Cast, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    text = (FOLDER / "team-health.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("key: team-health", "key: our-health"), encoding="utf-8")

    assert load_catalogs(own, "--check") == "own.yaml is sound.\n"
    assert not MaturityModel.objects.exists()
    load_catalogs(own, "--organization", "aurora")

    assert MaturityModel.objects.get().owner == cast.aurora


def test_a_file_with_problems_is_told_line_by_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    text = (FOLDER / "team-health.yaml").read_text(encoding="utf-8")
    broken.write_text(text.replace("polarity", "x").replace("why:", "because:", 1), encoding="utf-8")
    told = StringIO()

    with pytest.raises(CommandError, match=r"The catalog has 2 problems\."):
        call_command("load_catalogs", str(broken), stderr=told)

    assert told.getvalue().splitlines() == [
        "broken.yaml: dimensions[value]: the field “why” is missing",
        "broken.yaml: dimensions[value]: unknown field “because”",
    ]
    assert not ModelVersion.objects.exists()


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--check"], "Name at least one catalog file"),
        (["--organization", "nowhere"], "There is no organization “nowhere”"),
        (["missing.yaml"], "missing.yaml cannot be read"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(args: Any, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        load_catalogs(*args)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CommandError, match=r"binary\.yaml cannot be read"):
        load_catalogs(binary)


@pytest.mark.django_db(transaction=True)
def test_a_flush_after_real_transactions_may_empty_the_catalog() -> None:
    """The flush itself comes after this test: it would fail there without `_flushed_without_guards`."""
    call_command("loaddata", "team-health", verbosity=0)

    assert ModelVersion.objects.count() == 1
