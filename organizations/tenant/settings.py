"""What an organization decides about itself. Each change leaves both values in the trail."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.text import one_line
from core.zones import zone_named
from organizations.access import Right, demand
from organizations.audit.recording import record
from organizations.models import Membership, Organization
from organizations.models.tenants import LONGEST_RETENTION, MINIMUM_GROUP_FLOOR
from organizations.tenant.founding import OrganizationNameMissing


class LanguageNotOffered(DomainError):
    code = "language_not_offered"
    message = _("The main language is one of those that the organization uses.")
    status = 422


class ZoneUnknown(DomainError):
    code = "zone_unknown"
    message = _("There is no time zone of this name.")
    status = 422


class GroupTooSmall(DomainError):
    code = "group_too_small"
    message = _("The minimum group is at least 3 people.")
    status = 422


class RetentionOutOfBounds(DomainError):
    code = "retention_out_of_bounds"
    message = _("Choose from 1 to 240 months, or leave it empty.")
    status = 422


def change_settings(
    organization: Organization,
    *,
    name: str,
    language: str,
    languages: Iterable[str],
    time_zone: str,
    min_group_size: int,
    retention_months: int | None,
    by: Membership | None,
) -> None:
    """Set what the page of general settings shows; what stays as it was leaves no trace.

    The address stays. Rounds that are open or closed keep the minimum group and the time zone that they
    were planned with.

    Args:
        languages: those that the organization uses; the main one is among them.
        retention_months: after how many months what people wrote in a closed round is deleted; None keeps it.

    Raises:
        OrganizationNameMissing, LanguageNotOffered, ZoneUnknown, GroupTooSmall, RetentionOutOfBounds:
            what was given can't be; nothing is stored then.
    """
    demand(by, Right.MANAGE_ORGANIZATION, organization)
    wanted = {
        "name": one_line(name),
        "language": language,
        "languages": [code for code, _name in settings.LANGUAGES if code in set(languages)],
        "time_zone": time_zone,
        "min_group_size": min_group_size,
        "retention_months": retention_months,
    }
    _check(wanted)
    _store(organization, wanted, by=by)


def choose_default_model(organization: Organization, key: str, *, by: Membership | None) -> None:
    """Let new rounds begin with the model of that key; "" leaves it to the order of the catalog."""
    demand(by, Right.MANAGE_ORGANIZATION, organization)
    _store(organization, {"default_model_key": key}, by=by)


def _check(wanted: dict[str, Any]) -> None:
    if not wanted["name"]:
        raise OrganizationNameMissing
    if wanted["language"] not in wanted["languages"]:
        raise LanguageNotOffered
    if zone_named(wanted["time_zone"]) is None:
        raise ZoneUnknown
    if wanted["min_group_size"] < MINIMUM_GROUP_FLOOR:
        raise GroupTooSmall
    months = wanted["retention_months"]
    if months is not None and not 1 <= months <= LONGEST_RETENTION:
        raise RetentionOutOfBounds


def _store(organization: Organization, wanted: dict[str, Any], *, by: Membership | None) -> None:
    """Save what differs from the stored row, and tell the trail both values."""
    with transaction.atomic():
        # Against another save of the settings: both would tell the trail the same value as the one before.
        organization.hold()
        organization.refresh_from_db()
        before = {name: getattr(organization, name) for name in wanted}
        changed = [name for name, value in wanted.items() if before[name] != value]
        if not changed:
            return
        for name in changed:
            setattr(organization, name, wanted[name])
        organization.save(update_fields=changed)
        record(
            "organization.changed",
            organization,
            by=by,
            organization=organization,
            before={name: before[name] for name in changed},
            after={name: wanted[name] for name in changed},
        )
