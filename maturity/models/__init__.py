from maturity.models.catalogs import MaturityModel
from maturity.models.parts import Criterion, Dimension, Level, VersionPart
from maturity.models.versions import ModelVersion, ModelVersionQuerySet, VersionIsPublished

__all__ = [
    "Criterion",
    "Dimension",
    "Level",
    "MaturityModel",
    "ModelVersion",
    "ModelVersionQuerySet",
    "VersionIsPublished",
    "VersionPart",
]
