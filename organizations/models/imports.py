"""What an organization has said about the columns of the lists that it imports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.text import SortedJSONField
from organizations.models.tenants import Organization
from organizations.scoping import scoped


class ImportMapping(models.Model):
    """What the columns of lists of one shape mean here, so that the next file of it asks nobody.

    A shape is the set of names of columns, in any order; no cell of any list is kept. What is said by who
    changes no teams has a shape of their own, see `importing.remembered`.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="import_mappings")
    shape = models.CharField(_("shape"), max_length=64)
    columns = SortedJSONField(_("columns"))
    used_at = models.DateTimeField(_("used"))

    objects = scoped(models.QuerySet["ImportMapping"])

    class Meta:
        verbose_name = _("columns of a list")
        verbose_name_plural = _("columns of lists")
        constraints = [
            models.UniqueConstraint(fields=["organization", "shape"], name="import_mapping_once"),
        ]

    def __str__(self) -> str:
        return self.shape
