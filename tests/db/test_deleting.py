"""An organization is deleted with all it has, and nobody else notices."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core import clock
from core.clock import now
from core.models import OutboxMessage
from core.outbox import emit
from maturity.models import MaturityModel, ModelVersion
from organizations import requests, tasks
from organizations.access import Role
from organizations.accounts import people
from organizations.members import memberships
from organizations.models import AuditEvent, Organization, User
from organizations.scoping import scope, scopes_disabled
from organizations.tenant import deleting, ending
from organizations.tenant.tables import links_to_untie, tables
from surveys.models import Round
from tests.rules.footprints import footprint
from tests.rules.footprints import ways as ways_to_all
from tests.rules.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(health_document: dict[str, Any]) -> World:
    return make_world(health_document)


def ask(world: World, organization: Organization | None = None) -> None:
    ours = organization or world.cast.aurora
    owner = world.cast.olga if ours == world.cast.aurora else world.cast.otto
    with scope(organization=ours):
        ending.ask_for_end(ours, name=ours.name, by=owner)


def let_it_be_time() -> None:
    """Whoever waits for the end has waited long enough: by the database's clock, which no test can move."""
    past = now() - timedelta(minutes=1)
    Organization.objects.exclude(deletion_due_at=None).update(deletion_due_at=past)
    tasks.delete_due_organizations()


def rows_left(organization: Organization) -> dict[str, int]:
    """By the way that the proofs find, not the product."""
    with scopes_disabled():
        return {
            model.__name__: found
            for model, way in ways_to_all().items()
            if (found := model._base_manager.filter(**{way: organization.pk}).count())
        }


def test_every_table_of_an_organization_is_known_and_stands_before_what_it_points_at() -> None:
    order = list(tables())

    assert {model for model, way in ways_to_all().items() if "memberships" not in way} == set(order)
    assert {model.__name__: untied for model in order if (untied := links_to_untie(model))} == {
        "MaturityModel": ["derived_from"],
        "Response": ["earlier"],
        "Team": ["parent", "merged_into", "split_from"],
    }
    for place, model in enumerate(order):
        kept = [field for field in model._meta.concrete_fields if field.name not in links_to_untie(model)]
        points_at = {field.related_model for field in kept if field.is_relation}
        assert not points_at & set(order[:place]), f"{model.__name__} comes too late"


def test_no_row_and_no_file_is_left(world: World) -> None:
    aurora = world.cast.aurora
    default_storage.save(f"{aurora.folder}/exports/all.zip", ContentFile(b"all"))
    with scopes_disabled():
        emit("round.recompute", {"organization": aurora.pk, "round": world.closed.pk})
    assert default_storage.exists(aurora.logo)
    ask(world)

    let_it_be_time()

    assert rows_left(aurora) == {}
    assert not OutboxMessage.objects.filter(payload__organization=aurora.pk).exists()
    assert not default_storage.exists(aurora.logo)
    assert not default_storage.exists(f"{aurora.folder}/exports/all.zip")


def test_a_published_model_of_its_own_goes_too(world: World) -> None:
    """With one that was adapted from it, so that each of their tables points at the other."""
    own = ModelVersion.objects.get(model__owner=world.cast.boreal)
    MaturityModel.objects.create(owner=world.cast.boreal, key="adapted", derived_from=own)
    ask(world, world.cast.boreal)

    let_it_be_time()

    assert rows_left(world.cast.boreal) == {}


def test_the_other_organization_is_the_same_to_the_byte(world: World) -> None:
    before = footprint(world.cast.boreal)
    ask(world)

    let_it_be_time()

    assert footprint(world.cast.boreal) == before


def test_one_line_stays_in_the_operators_trail(world: World) -> None:
    ask(world)

    let_it_be_time()

    with scopes_disabled():
        [event] = AuditEvent.objects.filter(action="organization.deleted")
    assert (event.organization, event.actor, event.label) == (None, None, "Aurora Seguros")


def test_before_the_day_and_after_a_change_of_mind_nothing_goes(world: World) -> None:
    before = footprint(world.cast.boreal)
    ask(world)
    with clock.at(now() + timedelta(days=29)):
        tasks.delete_due_organizations()
    assert Organization.objects.filter(slug="aurora", archived_at=None).exists()

    with scope(organization=world.cast.aurora):
        ending.take_back_end(world.cast.aurora, by=world.cast.olga)
    let_it_be_time()

    with scopes_disabled():
        assert Round.objects.filter(organization=world.cast.aurora).count() == 4
    assert footprint(world.cast.boreal) == before


def test_a_run_that_is_killed_anywhere_is_finished_by_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before each table in turn, and with one row a batch."""
    ask(world)
    monkeypatch.setattr(deleting, "BATCH", 1)
    empty = deleting._empty
    before = footprint(world.cast.boreal)

    for killed_at in range(len(tables())):
        calls = iter(range(1000))

        def dies(*args: Any, killed_at: int = killed_at, calls: Any = calls) -> None:
            if next(calls) == killed_at:
                raise KeyboardInterrupt
            empty(*args)

        monkeypatch.setattr(deleting, "_empty", dies)
        with pytest.raises(KeyboardInterrupt):
            let_it_be_time()
        assert Organization.objects.filter(slug="aurora").exclude(archived_at=None).exists()
    monkeypatch.setattr(deleting, "_empty", empty)
    let_it_be_time()
    let_it_be_time()

    assert rows_left(world.cast.aurora) == {}
    assert footprint(world.cast.boreal) == before
    with scopes_disabled():
        assert AuditEvent.objects.filter(action="organization.deleted").count() == 1


def test_from_the_first_moment_nobody_gets_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(world)
    monkeypatch.setattr(deleting, "_empty", lambda *args: pytest.fail("stop here"))

    with pytest.raises(pytest.fail.Exception):
        let_it_be_time()

    assert requests.membership_in("aurora", user=world.cast.olga.user) is None


def test_an_account_without_another_organization_is_erased(world: World) -> None:
    ask(world)

    let_it_be_time()

    lia = User.objects.get(pk=world.cast.lia.user_id)
    assert (lia.name, lia.email) == ("", f"erased-{lia.pk}@erased.invalid")
    assert not lia.is_active
    assert not lia.has_usable_password()
    assert lia.erased_at is not None


def test_an_account_with_another_organization_stays_as_it_is(world: World) -> None:
    with scope(organization=world.cast.boreal):
        memberships.join(world.cast.boreal, user=world.cast.lia.user, role=Role.AUDITOR, by=world.cast.otto)
    before = User.objects.filter(pk=world.cast.lia.user_id).values().get()
    ask(world)

    let_it_be_time()

    assert User.objects.filter(pk=world.cast.lia.user_id).values().get() == before


def test_an_operator_keeps_the_account(world: World) -> None:
    User.objects.filter(pk=world.cast.lia.user_id).update(is_superuser=True)
    ask(world)

    let_it_be_time()

    assert User.objects.get(pk=world.cast.lia.user_id).email == "lia@aurora.example"


def test_erasing_an_account_twice_changes_nothing_more(world: World) -> None:
    people.erase_account(world.cast.lia.user)
    once = User.objects.filter(pk=world.cast.lia.user_id).values_list("email", "name", "is_active").get()

    people.erase_account(world.cast.lia.user)

    assert (
        User.objects.filter(pk=world.cast.lia.user_id).values_list("email", "name", "is_active").get() == once
    )
