"""The model that a new round of an organization begins with."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from maturity.models import ModelVersion, ModelVersionQuerySet
from organizations.models import Membership, Organization
from organizations.tenant.settings import choose_default_model


class NoSuchModel(DomainError):
    code = "no_such_model"
    message = _("There is no published maturity model of this name.")
    status = 404


def make_default(organization: Organization, key: str, *, by: Membership | None) -> ModelVersion:
    """Let new rounds begin with the model of that key, each time with its newest published version.

    Returns:
        The version that a round would begin with today.

    Raises:
        NoSuchModel: the organization reads no published version of a model with that key.
    """
    version = _newest(organization, key)
    if version is None:
        raise NoSuchModel
    choose_default_model(organization, key, by=by)
    return version


def default_version(organization: Organization) -> ModelVersion | None:
    """What a new round begins with: the newest of the default model, else the first of the catalog.

    A default that is retired or gone counts as none.
    """
    return _newest(organization, organization.default_model_key) or _published(organization).first()


def _newest(organization: Organization, key: str) -> ModelVersion | None:
    """The newest published version of the model with that key; of two such models the organization's own."""
    of_key = _published(organization).filter(model__key=key)
    return of_key.order_by(F("model__owner").asc(nulls_last=True), "-number").first() if key else None


def _published(organization: Organization) -> ModelVersionQuerySet:
    found = ModelVersion.objects.readable_in(organization).published().filter(model__archived_at=None)
    return found.select_related("model").order_by("model__key", "-number")
