"""The read side of the catalog pages: frozen, complete, so that a template causes no query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.utils.translation import get_language

from core.look import Stair, stair
from core.text import FALLBACK, TranslatedText
from maturity.models import Criterion, Dimension, Level, MaturityModel, ModelVersion
from maturity.reading import Catalog, LevelItem, items_of
from maturity.wording import rule_in_words
from organizations.models import Membership


@dataclass(frozen=True, slots=True)
class ListedModel:
    """A maturity model in the list: the version to read first, and the others."""

    model: MaturityModel
    version: ModelVersion
    others: list[ModelVersion]
    draft: ModelVersion | None
    stair: Stair
    lang: str


@dataclass(frozen=True, slots=True)
class Column:
    """A level that asks something, at the head of the matrix."""

    level: Level
    criteria: int


@dataclass(frozen=True, slots=True)
class Row:
    """A dimension with its cells, one for each column."""

    dimension: Dimension
    cells: list[Cell]
    criteria: int
    group: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a dimension asks at a level; nothing where `criteria` is empty."""

    level: Level
    criteria: list[Criterion]


@dataclass(frozen=True, slots=True)
class ToldItem:
    """A highlight or technology item, and the criteria that rest on it."""

    item: LevelItem
    criteria: list[Criterion]


@dataclass(frozen=True, slots=True)
class ToldLevel:
    """A level with everything that marks it."""

    level: Level
    criteria: int
    highlights: list[ToldItem]
    technology: list[ToldItem]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """A version whole. `lang` is the language of its texts where the reader's is missing, else ""."""

    base: Level | None
    columns: list[Column]
    rows: list[Row]
    levels: list[ToldLevel]
    options: list[dict[str, Any]]
    rule: str
    source: Source
    lang: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model comes from; `url` is "" where it has none."""

    title: TranslatedText
    note: TranslatedText
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An option of the scale, and what it means for one criterion."""

    label: TranslatedText
    value: Fraction
    anchor: TranslatedText


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """One criterion with what it rests on, and its neighbours in the order of the catalog."""

    criterion: Criterion
    answers: list[Answer]
    steps: list[TranslatedText]
    evidences: list[LevelItem]
    contrast: list[LevelItem]
    references: list[str]
    number: int
    total: int
    previous: Criterion | None
    following: Criterion | None
    lang: str


def models_for(member: Membership) -> list[ListedModel]:
    """The models that `member` can read, their own organization's first: two queries, however many."""
    versions = list(
        ModelVersion.objects.visible_to(member)
        .filter(model__archived_at=None)
        .select_related("model")
        .order_by("model", "-number")
    )
    by_model = [list(group) for _key, group in groupby(versions, key=lambda version: version.model_id)]
    chosen = [_chosen(group) for group in by_model]
    levels: dict[int, list[tuple[int, str]]] = {version.pk: [] for version in chosen}
    for level in Level.objects.filter(version__in=chosen).order_by("version", "number"):
        levels[level.version_id].append((level.number, str(level.name)))
    listed = [
        _listed(version, group, levels[version.pk]) for version, group in zip(chosen, by_model, strict=True)
    ]
    return sorted(listed, key=lambda one: (one.model.owner_id is None, str(one.version.name)))


def matrix(catalog: Catalog) -> MatrixPage:
    """The page of a version, levels against dimensions."""
    counted = [sum(1 for one in catalog.criteria if one.level == level) for level in catalog.levels]
    bounds = catalog.spec.bounds
    resting = _resting(catalog)
    return MatrixPage(
        base=catalog.levels[0] if catalog.levels else None,
        columns=[Column(level, count) for level, count in zip(catalog.levels, counted, strict=True)][1:],
        rows=_rows(catalog),
        levels=[_told(level, count, resting) for level, count in zip(catalog.levels, counted, strict=True)],
        options=catalog.options,
        rule=rule_in_words(bounds),
        source=_source(catalog.version),
        lang=foreign_language(catalog.version),
    )


def criterion_page(catalog: Catalog, key: str) -> CriterionPage | None:
    """The page of one criterion, or None when the version has none of this key."""
    place = next((place for place, one in enumerate(catalog.criteria) if one.key == key), None)
    if place is None:
        return None
    criterion = catalog.criteria[place]
    return CriterionPage(
        criterion=criterion,
        answers=[
            Answer(option["label"], option["value"], TranslatedText(criterion.guidance[option["key"]]))
            for option in catalog.options_of(criterion)
        ],
        steps=[TranslatedText(step) for step in criterion.improve],
        evidences=[catalog.items[item] for item in criterion.evidences],
        contrast=[catalog.items[item] for item in criterion.contrast],
        references=[catalog.version.references[reference] for reference in criterion.references],
        number=place + 1,
        total=len(catalog.criteria),
        previous=catalog.criteria[place - 1] if place else None,
        following=catalog.criteria[place + 1] if place + 1 < len(catalog.criteria) else None,
        lang=foreign_language(catalog.version),
    )


def foreign_language(version: ModelVersion) -> str:
    """The language in which the reader gets the version's texts when theirs is missing, else ""."""
    language = get_language() or FALLBACK
    if {language, language.split("-")[0]} & set(version.languages):
        return ""
    return FALLBACK if FALLBACK in version.languages else version.languages[0]


def _chosen(versions: list[ModelVersion]) -> ModelVersion:
    """The version to read first: the newest published, else the newest retired, else the draft."""
    rank = {ModelVersion.State.PUBLISHED.value: 0, ModelVersion.State.RETIRED.value: 1}
    return min(versions, key=lambda version: rank.get(version.state, 2))


def _listed(version: ModelVersion, group: list[ModelVersion], levels: list[tuple[int, str]]) -> ListedModel:
    draft = next((one for one in group if one.state == ModelVersion.State.DRAFT), None)
    return ListedModel(
        model=version.model,
        version=version,
        others=[one for one in group if one not in (version, draft)],
        draft=None if draft == version else draft,
        stair=_whole_stair(levels),
        lang=foreign_language(version),
    )


def _whole_stair(levels: list[tuple[int, str]]) -> Stair:
    """The stair of a model with nobody on it, every step in its own tone."""
    return Stair([replace(step, done=True) for step in stair(levels, stands_on=None).steps])


def _rows(catalog: Catalog) -> list[Row]:
    rows = []
    shown_group = ""
    for dimension in catalog.dimensions:
        criteria = catalog.criteria_of(dimension.key)
        cells = [Cell(level, [one for one in criteria if one.level == level]) for level in catalog.levels[1:]]
        group = str(dimension.group or "")
        rows.append(Row(dimension, cells, len(criteria), "" if group == shown_group else group))
        shown_group = group
    return rows


def _resting(catalog: Catalog) -> Mapping[str, list[Criterion]]:
    """By item key the criteria that evidence the item or overcome what it lacks."""
    resting: dict[str, list[Criterion]] = {key: [] for key in catalog.items}
    for criterion in catalog.criteria:
        for key in dict.fromkeys((*criterion.evidences, *criterion.contrast)):
            resting[key].append(criterion)
    return resting


def _told(level: Level, criteria: int, resting: Mapping[str, list[Criterion]]) -> ToldLevel:
    items = [ToldItem(item, resting[item.key]) for item in items_of(level)]
    return ToldLevel(
        level=level,
        criteria=criteria,
        highlights=[one for one in items if one.item.column == "highlights"],
        technology=[one for one in items if one.item.column == "technology"],
    )


def _source(version: ModelVersion) -> Source:
    source = version.source
    return Source(
        title=TranslatedText(source.get("title", {})),
        note=TranslatedText(source.get("note", {})),
        url=str(TranslatedText(source.get("urls", {}))),
    )
