"""Organizations and the tree of their units and teams."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.query import TreeQuerySet

from core.names import LONGEST_NAME
from core.text import SortedJSONField
from organizations.access import Reach, Right, reach_of
from organizations.models.roles import Membership
from organizations.scoping import scoped

MINIMUM_GROUP_FLOOR = 3
LONGEST_RETENTION = 240


def all_languages() -> list[str]:
    """The codes of all languages of the interface: what a new organization uses."""
    return [code for code, _name in settings.LANGUAGES]


class Organization(models.Model):
    """A tenant; sees nothing of the others.

    `language` is the main one of `languages`, which are those that it uses. `logo` names a file in the
    storage, "" where there is none. `retention_months` counts from the closing of a round; None keeps all.
    From `deletion_due_at` on, where it has one, it is deleted with all it has.
    """

    # Made of the name at founding, and never again: addresses that people keep go on leading here.
    slug = models.SlugField(_("address"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    language = models.CharField(_("language"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    min_group_size = models.PositiveSmallIntegerField(
        _("minimum group"), default=5, validators=[MinValueValidator(MINIMUM_GROUP_FLOOR)]
    )
    languages = SortedJSONField(default=all_languages)
    # The key of a model and not its row: models live in an app above this one. The settings write it alone;
    # what it names may be archived or gone, then the order of the catalog counts.
    default_model_key = models.CharField(max_length=60, blank=True)
    retention_months = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RETENTION)]
    )
    # The file's name holds a digest of its content, see `logo_mark`; `tenant.logos` alone writes both.
    logo = models.CharField(max_length=100, blank=True)
    deletion_due_at = models.DateTimeField(_("goes on"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [
            models.CheckConstraint(
                condition=Q(min_group_size__gte=MINIMUM_GROUP_FLOOR),
                name="organization_min_group_size",
                violation_error_message=_("The minimum group is at least 3 people."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> str:
        """Where its files lie in the storage."""
        return f"organizations/{self.pk}"

    @property
    def logo_mark(self) -> str:
        """What tells one logo from the next in an address, so that a browser may keep it; "" without one."""
        return self.logo.rpartition("logo-")[2].partition(".")[0]

    def hold(self) -> None:
        """Keep others from changing owners, the tree, offers or settings until this transaction ends.

        The one lock of a tenant: whoever looks at several rows of it and acts on what they say takes it
        first, so that no two wait for each other. It lets others add rows that point here (no key update).
        """
        Organization.objects.select_for_update(no_key=True).get(pk=self.pk)


class TeamQuerySet(TreeQuerySet):
    def visible_to(self, member: Membership) -> Self:
        """The teams and units that `member` may see."""
        return self.where_may(member, Right.SEE_TEAM)

    def where_may(self, member: Membership, right: Right) -> Self:
        """The teams on which `member` may use `right`; none when no grant gives it.

        Always inside the member's own organization, so a foreign id is simply not found.
        """
        return self.within(member.organization_id, reach_of(member, right))

    def within(self, organization: int, reach: Reach) -> Self:
        """The teams of an organization (id) that a reach takes in."""
        ours = self.filter(organization_id=organization)
        if reach.everywhere:
            return ours
        taken_in = Q(pk__in=reach.teams)
        for unit in reach.units:
            below = Team.objects.descendants(unit, include_self=True)
            taken_in |= Q(pk__in=below.values("pk"))
        return ours.filter(taken_in)

    def active(self) -> Self:
        """Without the archived ones."""
        return self.filter(archived_at=None)

    def labelled(self, slug: str) -> Self:
        """Those that carry the label of this slug."""
        return self.filter(labels__slug=slug)

    def teams(self) -> Self:
        """Only what answers and gets a level; units are left out."""
        return self.filter(kind=Team.Kind.TEAM)


class Label(models.Model):
    """A free word on teams to filter by: a country, a product line."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="labels")
    name = models.CharField(_("name"), max_length=40)
    slug = models.SlugField(max_length=40)  # made of the first name; stays when the name changes

    objects = scoped(models.QuerySet["Label"])

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organization", "slug"], name="label_slug_unique")]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team, or a unit above teams: one tree.

    `external_key` is the team's name in a spreadsheet or another system; it finds the team again when its
    name and place have changed. `merged_into` says where its people went when it was merged, `split_from`
    which team a new one comes from.
    """

    class Kind(models.TextChoices):
        UNIT = "unit", _("Unit")
        TEAM = "team", _("Team")

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="teams")
    parent = TreeNodeForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("unit"),
    )
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices, default=Kind.TEAM)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    slug = models.SlugField(max_length=60)  # made of the first name; stays when the name or place changes
    archived_at = models.DateTimeField(null=True, blank=True)
    external_key = models.CharField(_("key"), max_length=80, blank=True, default="")
    # Where its people went on, for whoever comes to its page. `merging` alone sets it, as it archives.
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    # The team whose last answers stand beside its first ones. `tree.add_team` alone sets it, as it is added.
    split_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="split_off"
    )
    labels = models.ManyToManyField(Label, related_name="teams", blank=True)

    objects = scoped(TeamQuerySet)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "slug"], name="team_slug_unique"),
            models.UniqueConstraint(
                fields=["organization", "external_key"],
                condition=~Q(external_key=""),
                name="team_external_key_unique",
            ),
        ]
        indexes = [models.Index(fields=["organization", "parent"], name="team_tree")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A parent is a unit of the same organization, and not the team itself or one below it."""
        if self.parent is None:
            return
        if self.parent.organization_id != self.organization_id or self.parent.kind != self.Kind.UNIT:
            raise ValidationError({"parent": _("Choose a unit of this organization.")})
        above: Team | None = self.parent
        while above is not None:
            if self.pk is not None and above.pk == self.pk:
                raise ValidationError({"parent": _("A unit cannot be placed below itself.")})
            above = above.parent
