"""The trail is only ever added to: the models refuse, and so does the database below, on both engines."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models.deletion import ProtectedError

from core.clock import now
from core.guards import switched_off
from organizations.audit import recording
from organizations.models import AuditEvent, Organization
from organizations.models.audit import TrailIsAppendOnly
from organizations.scoping import scopes_disabled
from tests.cast import Cast

TABLE = "organizations_auditevent"


@pytest.fixture
def line(cast: Cast) -> AuditEvent:
    recording.record(
        "role.granted", cast.lia, by=cast.olga, organization=cast.aurora, role="lead", email="x@y.example"
    )
    return AuditEvent.objects.get(action="role.granted")


def as_stored(pk: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {TABLE} WHERE id = %s", [pk])
        return list(cursor.fetchone() or ())


def refused(sql: str, *values: Any) -> bool:
    """Whether the database itself refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError as error:
        return "only ever added to" in str(error)
    return False


def let_end(organization: Organization | None, *, due_in: timedelta = -timedelta(minutes=1)) -> None:
    assert organization is not None
    Organization.objects.filter(pk=organization.pk).update(deletion_due_at=now() + due_in)


def test_the_model_refuses(line: AuditEvent) -> None:
    line.label = "Somebody else"
    everything = AuditEvent.objects.all()

    for bend in (
        line.save,
        line.delete,
        everything.delete,
        lambda: everything.update(label="x"),
        lambda: everything.bulk_update([line], ["label"]),
    ):
        with pytest.raises(TrailIsAppendOnly):
            bend()
    assert AuditEvent.objects.get(pk=line.pk).label == "Lia Souza"


NEW_VALUES = {
    "organization_id": None,
    "actor_id": None,
    "person_id": None,
    "action": "round.closed",
    "kind": "other",
    "object_type": "team",
    "object_id": "1",
    "label": "Somebody else",
    "detail": '{"role": "owner"}',
    "at": "2020-01-01 00:00:00+00:00",
    "origin": "web",
    "address": "203.0.113.9",
    "id": 10_000_000,
}


def test_every_column_is_tried() -> None:
    columns = {field.column for field in AuditEvent._meta.concrete_fields}

    assert columns == set(NEW_VALUES) | {"erased", "purging"}


@pytest.mark.parametrize("column", sorted(NEW_VALUES))
def test_the_database_refuses_to_change(column: str, line: AuditEvent) -> None:
    before = as_stored(line.pk)

    assert refused(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", NEW_VALUES[column], line.pk)
    assert refused(
        f"UPDATE {TABLE} SET erased = TRUE, purging = TRUE, {column} = %s WHERE id = %s",
        NEW_VALUES[column],
        line.pk,
    )
    assert as_stored(line.pk) == before


def test_the_database_refuses_to_delete(line: AuditEvent) -> None:
    assert refused(f"DELETE FROM {TABLE} WHERE id = %s", line.pk)


def test_the_database_refuses_to_blank_in_silence(line: AuditEvent) -> None:
    assert refused(f"UPDATE {TABLE} SET label = '' WHERE id = %s", line.pk)
    assert not refused(f"UPDATE {TABLE} SET label = '', erased = TRUE WHERE id = %s", line.pk)
    assert refused(f"UPDATE {TABLE} SET erased = FALSE WHERE id = %s", line.pk)


def test_nobody_can_delete_a_person_who_has_lines(cast: Cast, line: AuditEvent) -> None:
    with pytest.raises(ProtectedError), scopes_disabled():
        cast.olga.user.delete()


def test_an_erased_person_is_named_no_more_and_the_deeds_stay(cast: Cast, line: AuditEvent) -> None:
    recording.record("team.renamed", cast.pricing, by=cast.lia, before="Prices")
    recording.refuse("person.sign_in_failed", cast.lia.user, by=None, organization=cast.aurora)

    recording.forget_person(cast.lia.user)

    given = AuditEvent.objects.get(action="role.granted")
    assert (given.label, given.detail, given.erased) == ("", {}, True)
    assert (given.actor, given.person) == (cast.olga.user, cast.lia.user)
    renamed = AuditEvent.objects.get(action="team.renamed")
    assert (renamed.label, renamed.detail) == ("Pricing", {"before": "Prices"})
    assert AuditEvent.objects.get(action="person.sign_in_failed").label == ""


def test_what_names_nobody_stays_in_a_line_about_an_erased_person(cast: Cast) -> None:
    recording.record("role.revoked", cast.lia, by=cast.olga, role="lead", team="Pricing")

    recording.forget_person(cast.lia.user)

    line = AuditEvent.objects.get(action="role.revoked")
    assert (line.label, line.detail) == ("", {"role": "lead", "team": "Pricing"})


def test_what_is_marked_can_be_deleted_and_the_mark_stays(line: AuditEvent) -> None:
    """As `deleting` does with the whole trail of an organization, once its end is due."""
    let_end(line.organization)
    assert not refused(f"UPDATE {TABLE} SET purging = TRUE WHERE id = %s", line.pk)
    assert refused(f"UPDATE {TABLE} SET purging = FALSE WHERE id = %s", line.pk)
    assert not refused(f"DELETE FROM {TABLE} WHERE id = %s", line.pk)
    assert as_stored(line.pk) == []


@pytest.mark.parametrize("due_in", [None, timedelta(minutes=10)], ids=["no end", "an end to come"])
def test_no_line_is_marked_before_the_end_of_its_organization(
    line: AuditEvent, due_in: timedelta | None
) -> None:
    if due_in:
        let_end(line.organization, due_in=due_in)

    assert refused(f"UPDATE {TABLE} SET purging = TRUE WHERE id = %s", line.pk)


def test_an_end_that_is_taken_back_keeps_the_lines_that_were_marked(line: AuditEvent) -> None:
    let_end(line.organization)
    assert not refused(f"UPDATE {TABLE} SET purging = TRUE WHERE id = %s", line.pk)
    Organization.objects.filter(pk=line.organization_id).update(deletion_due_at=None)

    assert refused(f"DELETE FROM {TABLE} WHERE id = %s", line.pk)


def test_the_lines_of_operators_are_never_marked(cast: Cast) -> None:
    recording.record_for_operators("organization.deleted", cast.boreal, by=None)
    let_end(cast.aurora)
    with scopes_disabled():
        line = AuditEvent.objects.get(organization=None)

    assert refused(f"UPDATE {TABLE} SET purging = TRUE WHERE id = %s", line.pk)


FORGED = {
    "sqlite": [
        ("INSERT INTO", ""),
        ("INSERT OR REPLACE INTO", ""),
        ("INSERT OR IGNORE INTO", ""),
        ("INSERT INTO", "ON CONFLICT DO NOTHING"),
        ("INSERT INTO", "ON CONFLICT (id) DO UPDATE SET label = excluded.label"),
        ("REPLACE INTO", ""),
    ],
    "postgresql": [
        ("INSERT INTO", ""),
        ("INSERT INTO", "ON CONFLICT DO NOTHING"),
        ("INSERT INTO", "ON CONFLICT (id) DO UPDATE SET label = EXCLUDED.label"),
    ],
}


@pytest.mark.parametrize(("start", "end"), FORGED[connection.vendor])
def test_no_line_is_forged_in_the_place_of_another(start: str, end: str, line: AuditEvent) -> None:
    before = as_stored(line.pk)

    assert refused(copy_of_a_line(start, label="'Somebody else'", end=end), line.pk)
    assert as_stored(line.pk) == before


def copy_of_a_line(start: str, *, label: str, end: str) -> str:
    """An INSERT of the same line with another label."""
    columns = [connection.ops.quote_name(field.column) for field in AuditEvent._meta.concrete_fields]
    values = [label if column == '"label"' else column for column in columns]
    return (
        f"{start} {TABLE} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {TABLE} WHERE id = %s {end}"
    )


@pytest.mark.engine("sqlite")
def test_what_replacing_deletes_is_asked_of_the_guard_of_deleting(line: AuditEvent) -> None:
    """The second lock, `recursive_triggers`: it holds although the first is off."""
    with switched_off(connection, f"{TABLE}_guard_insert"):
        assert refused(copy_of_a_line("INSERT OR REPLACE INTO", label="'Somebody else'", end=""), line.pk)


def test_a_line_is_added_with_its_place(cast: Cast, line: AuditEvent) -> None:
    assert (line.organization, line.actor, line.person) == (cast.aurora, cast.olga.user, cast.lia.user)
    assert (line.kind, line.origin, line.address) == ("people", "clock", "")
    assert line.at <= now()
