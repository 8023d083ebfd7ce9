"""Deleting an organization with all it has, once its waiting time is over.

Tables go one after the other, rows in batches with a transaction each: a run that is killed halfway left
whole rows, and the next one goes on with what is there. From the first moment nobody gets in any more. One
line stays in the operators' trail.
"""

from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction

from core.clock import now
from core.outbox import withdraw
from core.traces import clear_after_commit
from organizations.accounts import people
from organizations.audit.recording import record_for_operators
from organizations.models import AuditEvent, Membership, Organization, User
from organizations.scoping import scopes_disabled
from organizations.tenant.tables import Table, links_to_untie, rows_of, tables

BATCH = 1000


def due_to_delete() -> models.QuerySet[Organization]:
    """The organizations whose waiting time is over."""
    return Organization.objects.filter(deletion_due_at__lte=now())


def delete_organization(organization: Organization) -> None:
    """Delete all rows and files; accounts that belong to no other organization are erased.

    Somebody took the end back, or it is not time yet: then nothing happens.
    """
    if not due_to_delete().filter(pk=organization.pk).update(archived_at=now()):
        return
    below = [model for model in tables() if model is not Organization]
    with scopes_disabled():
        withdraw(organization=organization.pk)
        for model in below:
            _mark(organization, model)
        for model in below:
            if model is Membership:
                _erase_people(organization)
            _empty(organization, model)
        _empty(organization, AuditEvent)  # who signed in meanwhile has left a line
        _delete_files(organization.folder)
        with transaction.atomic():
            if Organization.objects.filter(pk=organization.pk).delete()[0]:
                record_for_operators("organization.deleted", organization, by=None)
                clear_after_commit()


def _mark(organization: Organization, model: Table) -> None:
    """Untie the rows of a table, and mark those that guards let go only when marked and due."""
    marks: dict[str, Any] = dict.fromkeys(links_to_untie(model))
    if any(field.name == "purging" for field in model._meta.concrete_fields):
        marks["purging"] = True
    for name, value in marks.items():
        with transaction.atomic():
            rows_of(organization, model).exclude(**{name: value}).update(**{name: value})


def _empty(organization: Organization, model: Table) -> None:
    """Delete all rows of one table, in batches."""
    found = rows_of(organization, model).order_by("pk")
    while batch := list(found.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            _mark(organization, model)
            model._base_manager.filter(pk__in=batch).delete()


def _erase_people(organization: Organization) -> None:
    """Erase whoever is in no other organization and runs no server; each in a transaction of its own."""
    members = Membership.objects.filter(organization=organization)
    elsewhere = Membership.objects.exclude(organization=organization).filter(user=models.OuterRef("user"))
    alone = members.exclude(models.Exists(elsewhere)).filter(user__erased_at=None, user__is_superuser=False)
    for person in User.objects.filter(pk__in=alone.values("user")).order_by("pk").iterator(chunk_size=500):
        people.erase_account(person)


def _delete_files(folder: str) -> None:
    """Delete a folder of the storage with all in it; one that is not there is none."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    for name in folders:
        _delete_files(f"{folder}/{name}")
    default_storage.delete(folder)
