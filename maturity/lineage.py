"""Which models are one in the course of time: a model, and whatever was adapted from a version of it.

Trend, history and whatever is compared with an earlier round go on across an adaptation, so they ask for the
lineage and not for the model.
"""

from maturity.models import MaturityModel
from organizations.models import Organization


def lineage_of(model: MaturityModel) -> MaturityModel:
    """The root of the chain of models from which this one was adapted; itself where it was from none.

    A query for each step; for many models at once there is `lineages_in`.
    """
    while (origin := model.derived_from) is not None:
        model = origin.model
    return model


def relatives_of(model: int, organization: Organization) -> list[int]:
    """The models (ids) that are one in the course of time with this one, itself among them (one query)."""
    roots = lineages_in(organization)
    root = roots.get(model, model)
    return [root, *(one for one, own in roots.items() if own == root)]


def lineages_in(organization: Organization) -> dict[int, int]:
    """The id of the root by the id of each adapted model that the organization reads (one query).

    A model that is not named is a root itself.
    """
    adapted = MaturityModel.objects.readable_in(organization).exclude(derived_from=None)
    parents: dict[int, int] = dict(adapted.values_list("pk", "derived_from__model_id"))
    roots = {}
    for model in parents:
        root = model
        while root in parents:
            root = parents[root]
        roots[model] = root
    return roots
