"""Catalog file <-> version, both ways: `as_document(load_version(document)) == document`.

The form of the document is told in `docs/catalog.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.errors import DomainError
from core.text import TranslatedText, as_canonical_json
from maturity.catalogs import Provenance, provenance_of, read_built_in
from maturity.documents import read_document
from maturity.models import Criterion, Dimension, Level, MaturityModel, ModelVersion, VersionPart
from maturity.problems import FORMAT, Problem, VersionHasProblems, problems_in
from organizations.audit.recording import record
from organizations.models import Membership, Organization

__all__ = [
    "KeyIsTaken",
    "Problem",
    "Rows",
    "VersionExists",
    "VersionHasProblems",
    "as_document",
    "checksum_of",
    "load_built_in",
    "load_version",
    "problems_in",
    "read_document",
    "rows_of",
]


class VersionExists(DomainError):
    """This model has a version of that number already; a changed catalog takes the next number."""

    code = "version_exists"
    message = _("Version %(number)d of the model “%(key)s” exists already. A change needs a new number.")


class KeyIsTaken(DomainError):
    """An organization's own model must not bear the key of a built-in one: addresses would clash."""

    code = "model_key_is_taken"
    message = _("The key “%(key)s” belongs to a built-in model. Choose another one.")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that a document describes, linked with each other and not saved."""

    version: ModelVersion
    levels: list[Level]
    dimensions: list[Dimension]
    criteria: list[Criterion]


def rows_of(
    document: Mapping[str, Any], *, published_at: datetime | None, provenance: Provenance | None = None
) -> Rows:
    """The rows of a published version, built in, as `document` describes them.

    Args:
        published_at: None for a version that came with the product.
        provenance: where the texts come from, for columns beside the document.

    Raises:
        VersionHasProblems: the document breaks rules of the format.
    """
    problems = problems_in(document)
    if problems:
        raise VersionHasProblems(problems)
    version = _version(document["model"], document["references"])
    levels = [_level(version, row) for row in document["levels"]]
    dimensions = [_dimension(version, row, place) for place, row in enumerate(document["dimensions"], 1)]
    by_number = {level.number: level for level in levels}
    by_key = {dimension.key: dimension for dimension in dimensions}
    criteria = [
        _criterion(version, row, by_key[row["dimension"]], by_number[row["level"]], place)
        for place, row in enumerate(document["criteria"], 1)
    ]
    version.base_level = levels[0].number
    version.level_count, version.dimension_count = len(levels), len(dimensions)
    version.criterion_count = len(criteria)
    version.state = ModelVersion.State.PUBLISHED
    version.published_at = published_at
    if provenance is not None:
        version.source_revision, version.licence = provenance.source_revision, provenance.licence
    version.checksum = checksum_of(document)
    return Rows(version, levels, dimensions, criteria)


@transaction.atomic
def load_version(
    document: Mapping[str, Any],
    *,
    owner: Organization | None = None,
    published_at: datetime | None = None,
    by: Membership | None = None,
) -> ModelVersion:
    """Make a published version of a catalog document, and its model where there is none yet.

    Args:
        owner: whose model it becomes; None makes it built in, readable by every organization.
        published_at: the present moment when not given.

    Raises:
        VersionHasProblems: the document breaks rules of the format.
        VersionExists: the model has this version already.
        KeyIsTaken: an owner's model would bear the key of a built-in one.
    """
    return _stored(rows_of(document, published_at=published_at or now()), owner=owner, by=by)


@transaction.atomic
def load_built_in(name: str) -> ModelVersion:
    """Make the published version of one built-in catalog, for example "mlops", and its model.

    It has no date: it came with the product.

    Raises:
        VersionExists: it is here already.
    """
    document = read_built_in(name)
    rows = rows_of(document, published_at=None, provenance=provenance_of(document))
    return _stored(rows, owner=None, by=None)


def _stored(rows: Rows, *, owner: Organization | None, by: Membership | None) -> ModelVersion:
    version = rows.version
    version.model = _model(version.model.key, version.number, owner=owner)
    version.state, version.published_by = ModelVersion.State.DRAFT, by
    version.save()
    Level.objects.bulk_create(rows.levels)
    Dimension.objects.bulk_create(rows.dimensions)
    Criterion.objects.bulk_create(rows.criteria)
    version.state = ModelVersion.State.PUBLISHED
    version.save(update_fields=["state"])
    if owner is not None:
        record("version.published", version, by=by, organization=owner, number=version.number)
    return version


def as_document(version: ModelVersion) -> dict[str, Any]:
    """The catalog document of a version, fields in the order of the format (four queries)."""
    model: dict[str, Any] = {
        "key": version.model.key,
        "version": version.number,
        "languages": list(version.languages),
        "name": dict(version.name),
        "description": dict(version.description),
        "purpose": dict(version.purpose),
        "source": version.source,
        "rating": version.rating,
    }
    return {
        "format": FORMAT,
        "model": model | _carried(version),
        "references": version.references,
        "levels": [_level_row(level) for level in version.levels.all()],
        "dimensions": [_dimension_row(dimension) for dimension in version.dimensions.all()],
        "criteria": [
            _criterion_row(criterion)
            for criterion in version.criteria.select_related("dimension", "level").all()
        ],
    }


def checksum_of(document: Mapping[str, Any]) -> str:
    """SHA-256 of the document in its one canonical form: equal exactly when the catalogs are equal."""
    return hashlib.sha256(as_canonical_json(document).encode()).hexdigest()


def _model(key: str, number: int, *, owner: Organization | None) -> MaturityModel:
    """The owner's model of this key, made if need be, which has no version `number` yet."""
    if owner is not None and MaturityModel.objects.filter(owner=None, key=key).exists():
        raise KeyIsTaken(key=key)
    model, _made = MaturityModel.objects.get_or_create(owner=owner, key=key)
    if model.versions.filter(number=number).exists():
        raise VersionExists(key=key, number=number)
    return model


def _version(model: Mapping[str, Any], references: Mapping[str, str]) -> ModelVersion:
    return ModelVersion(
        model=MaturityModel(key=model["key"]),
        number=model["version"],
        languages=model["languages"],
        name=TranslatedText(model["name"]),
        description=TranslatedText(model["description"]),
        purpose=TranslatedText(model["purpose"]),
        source=model["source"],
        rating=model["rating"],
        references=references,
        extra=model.get("extra", {}),
    )


def _level(version: ModelVersion, row: Mapping[str, Any]) -> Level:
    return Level(
        version=version,
        number=row["number"],
        key=row["key"],
        name=TranslatedText(row["name"]),
        summary=TranslatedText(row["summary"]),
        highlights=row["highlights"],
        technology=row["technology"],
        extra=row.get("extra", {}),
    )


def _dimension(version: ModelVersion, row: Mapping[str, Any], position: int) -> Dimension:
    return Dimension(
        version=version,
        key=row["key"],
        name=TranslatedText(row["name"]),
        short=TranslatedText(row["short"]),
        abbreviation=TranslatedText(row["abbreviation"]),
        description=TranslatedText(row["description"]),
        why=TranslatedText(row["why"]),
        group=TranslatedText(row["group"]) if "group" in row else None,
        position=position,
        extra=row.get("extra", {}),
    )


def _criterion(
    version: ModelVersion, row: Mapping[str, Any], dimension: Dimension, level: Level, position: int
) -> Criterion:
    return Criterion(
        version=version,
        dimension=dimension,
        level=level,
        key=row["key"],
        statement=TranslatedText(row["statement"]),
        guidance=row["guidance"],
        evidence=TranslatedText(row["evidence"]),
        improve=row["improve"],
        na_allowed=row["na_allowed"],
        not_applicable_when=TranslatedText(row["not_applicable_when"]),
        evidences=row["evidences"],
        contrast=row["contrast"],
        references=row["references"],
        position=position,
        extra=row.get("extra", {}),
    )


def _carried(row: ModelVersion | VersionPart) -> dict[str, Any]:
    return {"extra": row.extra} if row.extra else {}


def _level_row(level: Level) -> dict[str, Any]:
    row = {
        "number": level.number,
        "key": level.key,
        "name": dict(level.name),
        "summary": dict(level.summary),
        "highlights": level.highlights,
        "technology": level.technology,
    }
    return row | _carried(level)


def _dimension_row(dimension: Dimension) -> dict[str, Any]:
    row: dict[str, Any] = {"key": dimension.key}
    for name in ("name", "short", "abbreviation", "description", "why"):
        row[name] = dict(getattr(dimension, name))
    if dimension.group is not None:
        row["group"] = dict(dimension.group)
    return row | _carried(dimension)


def _criterion_row(criterion: Criterion) -> dict[str, Any]:
    row = {
        "key": criterion.key,
        "dimension": criterion.dimension.key,
        "level": criterion.level.number,
        "statement": dict(criterion.statement),
        "guidance": criterion.guidance,
        "evidence": dict(criterion.evidence),
        "improve": criterion.improve,
        "na_allowed": criterion.na_allowed,
        "not_applicable_when": dict(criterion.not_applicable_when),
        "evidences": criterion.evidences,
        "contrast": criterion.contrast,
        "references": criterion.references,
    }
    return row | _carried(criterion)
