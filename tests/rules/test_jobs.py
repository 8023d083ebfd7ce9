"""No job reaches another organization: not by its arguments, and not by the clock.

The jobs come from Celery and the outbox; one that `jobs.py` does not declare fails. Each handler gets real
objects of one organization under the name of the other; each task runs while only Aurora has work for it.
"""

import ast
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import product
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from config.celery import app
from core import outbox
from core.errors import DomainError
from tests.rules.footprints import changed, footprint
from tests.rules.jobs import HANDLERS, TASKS
from tests.rules.sources import modules
from tests.rules.world import NOT_FOR, World

pytestmark = pytest.mark.django_db
HINT = "Say in tests/rules/jobs.py what its arguments name, and how it comes to have something to do."
REFUSALS = (ObjectDoesNotExist, DomainError)


def handlers() -> dict[str, outbox.Handler]:
    return {name: handler for taken in outbox._handlers.values() for name, handler in taken.items()}


def product_tasks() -> dict[str, Any]:
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}


def test_every_job_is_declared() -> None:
    assert set(handlers()) == set(HANDLERS), HINT
    assert set(product_tasks()) == set(TASKS), HINT


# Of an earlier release: its messages may still wait while ours begins, and nothing here emits them.
FORMER = {"round.opened"}


def test_every_argument_of_a_handler_is_declared() -> None:
    """What the product puts into a message, read from the calls of `emit`."""
    for topic, taken in outbox._handlers.items():
        if topic in FORMER:
            continue
        named = emitted_with(topic)
        for name in taken:
            declared = HANDLERS[name]
            tenant = {"organization"} if declared.of_tenant else set()
            assert named == {*tenant, *declared.objects, *declared.words}, f"{topic}: {HINT}"


def emitted_with(topic: str) -> set[str]:
    """The names in the payloads of a topic."""
    names: set[str] = set()
    for module, node in all_emits():
        if ast.literal_eval(node.args[0]) != topic:
            continue
        for part in ast.walk(node.args[1]):
            if isinstance(part, ast.Dict):
                names |= {ast.literal_eval(key) for key in part.keys if key is not None}
            if isinstance(part, ast.Name) and part.id == "payload":  # handed on, with more in it
                names |= CARRIED[module]
    return names


@cache
def all_emits() -> list[tuple[str, ast.Call]]:
    return [*calls_of("emit"), *calls_of("emit_each")]


def calls_of(function: str) -> Iterator[tuple[str, ast.Call]]:
    for module, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
                yield module, node


# What a handler that hands its payload on was given.
CARRIED = {
    "organizations.accounts.adapters": {"user", "what", "to", "address", "browser", "at", "language"},
    "organizations.handlers": {"organization", "by"},
}

OF_TENANTS = [name for name in sorted(HANDLERS) if HANDLERS[name].of_tenant]
WITH_OBJECTS = [name for name in sorted(HANDLERS) if HANDLERS[name].objects]


@pytest.mark.parametrize("name", WITH_OBJECTS)
def test_a_handler_refuses_objects_of_another_organization(name: str, world: World) -> None:
    declared = HANDLERS[name]
    declared.prepare(world)
    pairs = {part: pair(world) for part, pair in declared.objects.items()}
    aurora, boreal = world.cast.aurora, world.cast.boreal
    before = footprint(aurora), footprint(boreal)

    for own, choice in product((0, 1), product((0, 1), repeat=len(pairs))):
        if set(choice) == {own}:
            continue  # all of it is one organization's: that is the deed itself
        objects = {part: pairs[part][side] for part, side in zip(pairs, choice, strict=True)}
        payload = {"organization": (aurora, boreal)[own].pk} | objects | declared.words
        mail.outbox.clear()
        with transaction.atomic():
            with suppress(*REFUSALS):
                handlers()[name](payload)
            other = (boreal, aurora)[own]
            assert changed(before[not own], footprint(other)) == set(), payload
            assert_nothing_is_mailed_of(other.slug)
            transaction.set_rollback(True)


@pytest.mark.parametrize("name", OF_TENANTS)
def test_a_handler_does_its_deed_for_its_own_organization_alone(name: str, world: World) -> None:
    """The positive control, and the other organization's rows beside it."""
    declared = HANDLERS[name]
    declared.prepare(world)
    objects = {part: pair(world)[0] for part, pair in declared.objects.items()} | declared.words
    before = footprint(world.cast.aurora), footprint(world.cast.boreal)
    mail.outbox.clear()

    handlers()[name]({"organization": world.cast.aurora.pk} | objects)

    assert changed(before[0], footprint(world.cast.aurora)) or mail.outbox
    assert changed(before[1], footprint(world.cast.boreal)) == set()
    assert_nothing_is_mailed_of("boreal")


@pytest.mark.parametrize("name", [name for name in sorted(TASKS) if TASKS[name].prepare])
def test_a_task_touches_only_who_has_work_for_it(
    name: str, world: World, django_capture_on_commit_callbacks: Any
) -> None:
    prepare = TASKS[name].prepare
    assert prepare is not None
    arguments = prepare(world)
    before = footprint(world.cast.aurora), footprint(world.cast.boreal)
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        product_tasks()[name](*arguments)

    assert changed(before[0], footprint(world.cast.aurora)) or mail.outbox
    assert changed(before[1], footprint(world.cast.boreal)) == set()
    assert_nothing_is_mailed_of("boreal")


def assert_nothing_is_mailed_of(slug: str) -> None:
    """No mail goes to people of that organization, and none says anything of it."""
    names = NOT_FOR["olga"] if slug == "boreal" else NOT_FOR["otto"]
    for message in mail.outbox:
        text = "".join(
            str(part.get_payload(decode=True) or b"", "utf-8") for part in message.message().walk()
        )
        assert [name for name in names if name in text or name in message.subject] == []
        assert [address for address in message.to if address.endswith(f"@{slug}.example")] == []
