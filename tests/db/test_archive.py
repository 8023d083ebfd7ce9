"""Everything of an organization in one file: whole, of nobody else, as anonymous rounds promise."""

import csv
import hashlib
import io
import json
import tracemalloc
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZipFile

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from pytest_django import DjangoCaptureOnCommitCallbacks

from core import clock
from core.clock import now
from core.spreadsheets.cells import BYTE_ORDER_MARK
from maturity.exchange import problems_in
from organizations.access import RightLacking, Role
from organizations.members import memberships
from organizations.models import AuditEvent, Membership, RoleGrant, Team
from organizations.scoping import scope, scopes_disabled
from organizations.tenant.tables import rows_of
from reports import handlers, tasks
from reports.exports import archive, asking
from reports.exports.archive import Archive
from reports.exports.sheets import SHEETS
from reports.models import Export
from surveys.models import Answer, CriterionResult, Response, Round, TeamResult
from tests.rules.world import BOREAL, World, standing_world

pytestmark = pytest.mark.django_db
ANSWERED = {"answers", "responses"}  # what is narrowed down has tests of its own


@pytest.fixture(scope="module")
def standing(
    django_db_setup: None, django_db_blocker: Any, health_document: dict[str, Any]
) -> Iterator[World]:
    with django_db_blocker.unblock(), standing_world(health_document) as world:
        yield world


@pytest.fixture
def world(standing: World, db: None) -> World:
    """A copy for each test, whose database goes back as well."""
    return deepcopy(standing)


def written(world: World, of: str = "aurora") -> ZipFile:
    """The archive as it would be made now."""
    target = io.BytesIO()
    organization = getattr(world.cast, of)
    with scope(organization=organization):
        Archive(target, organization).write()
    return ZipFile(target)


def sheet(made: ZipFile, name: str) -> list[dict[str, Any]]:
    return json.loads(made.read(f"json/{name}.json"))


def table(made: ZipFile, name: str) -> list[dict[str, str]]:
    text = made.read(f"csv/{name}.csv").decode()
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


@pytest.mark.parametrize("of", ["aurora", "boreal"])
def test_every_sheet_has_every_row_twice(world: World, of: str) -> None:
    made = written(world, of)

    for one in SHEETS:
        rows = sheet(made, one.name)
        with scopes_disabled():
            stored = rows_of(getattr(world.cast, of), one.table).count()
        assert len(rows) == len(table(made, one.name))
        assert one.name in ANSWERED or len(rows) == stored, one.name
        assert all(list(row) == list(one.columns) for row in rows)


def test_the_manifest_names_each_file_with_its_rows_and_checksum(world: World) -> None:
    made = written(world, "boreal")

    manifest = json.loads(made.read("manifest.json"))
    assert manifest["format"] == "patamar-organization/1"
    assert {one["path"] for one in manifest["files"]} == set(made.namelist()) - {"manifest.json"}
    for one in manifest["files"]:
        assert hashlib.sha256(made.read(one["path"])).hexdigest() == one["sha256"]
    rows = {one["path"]: one["rows"] for one in manifest["files"]}
    assert rows["json/teams.json"] == rows["csv/teams.csv"] == 2


def test_nothing_of_another_organization_is_inside(world: World) -> None:
    made = written(world)

    whole = b"".join(made.read(name) for name in made.namelist()).decode("utf-8", "replace")
    assert "CanaryComment of CanaryPricing" in whole
    assert [canary for canary in (*BOREAL, "boreal", "Otto") if canary in whole] == []


def test_no_secret_is_inside(world: World) -> None:
    with scopes_disabled():
        secrets = [
            value
            for value in (
                *Membership.objects.values_list("user__password", flat=True),
                *world.opened.participations.values_list("invitations__token_hash", flat=True),
            )
            if value
        ]
    made = written(world)

    whole = b"".join(made.read(name) for name in made.namelist()).decode("utf-8", "replace")
    assert secrets
    assert [secret for secret in secrets if secret in whole] == []


def test_an_own_model_can_be_loaded_again(world: World) -> None:
    made = written(world, "boreal")

    document = json.loads(made.read("catalog/our-own-1.json"))
    assert document["model"]["name"]["en"] == "CanaryForeign model"
    assert problems_in(document) == []
    assert "catalog/our-own-1.json" not in written(world).namelist()


def test_the_logo_is_inside(world: World) -> None:
    assert written(world).read("logo.png").startswith(b"\x89PNG")
    assert "logo.png" not in written(world, "boreal").namelist()


def test_answers_that_were_not_sent_stay_with_their_writers(world: World) -> None:
    made = written(world)

    parts = {row["id"]: row["round_id"] for row in sheet(made, "participations")}
    rounds_answered = {parts[row["participation_id"]] for row in sheet(made, "answers")}
    assert rounds_answered == {world.closed.pk}  # in the open ones answers are saved, and not sent
    with scopes_disabled():
        assert Answer.objects.filter(response__participation__round=world.opened).exists()


def test_a_cell_is_never_run_as_a_formula(world: World) -> None:
    with scopes_disabled():
        Team.objects.filter(pk=world.cast.pricing.pk).update(name='=HYPERLINK("http://x")')
    made = written(world)

    names = {row["slug"]: row["name"] for row in table(made, "teams")}
    assert names["pricing"] == '\'=HYPERLINK("http://x")'
    assert {row["slug"]: row["name"] for row in sheet(made, "teams")}["pricing"] == '=HYPERLINK("http://x")'


def anonymous(world: World, *, shown: bool, ended: bool = True) -> None:
    """As if the closed round had been an anonymous one, whose results are shown or hidden."""
    state = Round.State.CLOSED if ended else Round.State.OPEN
    with scopes_disabled():
        Round.objects.filter(pk=world.closed.pk).update(mode=Round.Mode.ANONYMOUS, state=state)
        TeamResult.objects.filter(round=world.closed).update(shown=shown)
        CriterionResult.objects.filter(team_result__round=world.closed).update(shown=shown)


def test_an_anonymous_round_ties_nothing_to_a_person_or_a_time(world: World) -> None:
    anonymous(world, shown=True)

    made = written(world)

    mine = {row["id"] for row in sheet(made, "participations") if row["round_id"] == world.closed.pk}
    responses = [row for row in sheet(made, "responses") if row["participation_id"] in mine]
    answers = [row for row in sheet(made, "answers") if row["participation_id"] in mine]
    asked = [row for row in sheet(made, "invitations") if row["participation_id"] in mine]
    assert len(responses) == 3
    for row in responses:
        assert {row[name] for name in ("key", "submitted_at", "submitted_by_id", "invitation_id")} == {None}
    assert answers
    assert {row["response"] for row in answers} == {None}
    assert {(row["state"], row["sent_at"], row["revoked_at"]) for row in asked} == {(None, None, None)}


@pytest.mark.parametrize(("shown", "ended"), [(False, True), (True, False)], ids=["too few", "still open"])
def test_of_an_anonymous_round_nothing_leaves_that_the_pages_hide(
    world: World, shown: bool, ended: bool
) -> None:
    anonymous(world, shown=shown, ended=ended)

    made = written(world)

    mine = {row["id"] for row in sheet(made, "participations") if row["round_id"] == world.closed.pk}
    for name in ("responses", "answers"):
        assert [row for row in sheet(made, name) if row["participation_id"] in mine] == []


def test_of_an_anonymous_round_a_criterion_that_too_few_answered_is_left_out(world: World) -> None:
    anonymous(world, shown=True)
    with scopes_disabled():
        CriterionResult.objects.filter(criterion__key=world.criterion).update(shown=False)

    answers = sheet(written(world), "answers")

    assert answers
    assert world.criterion not in {row["criterion"] for row in answers}


def test_the_page_inside_speaks_the_language_of_whoever_asked(world: World) -> None:
    with scope(organization=world.cast.boreal):
        asked = asking.ask_for_archive(world.cast.boreal, by=world.cast.otto)
        asking.make(asked, language="pt-br")
        asked.refresh_from_db()

    with default_storage.open(asked.file) as file:
        page = ZipFile(file).read("README.txt").decode()
    assert "Unidades e equipes" in page
    assert "Units and teams" not in page


def test_asking_twice_while_one_is_being_made_gives_that_one(world: World) -> None:
    with scope(organization=world.cast.aurora):
        first = asking.ask_for_archive(world.cast.aurora, by=world.cast.olga)
        second = asking.ask_for_archive(world.cast.aurora, by=world.cast.olga)

        assert first == second
        assert AuditEvent.objects.filter(action="archive.asked", object_id=str(first.pk)).count() == 1


def test_when_it_is_made_whoever_asked_gets_a_mail(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with scope(organization=world.cast.aurora), django_capture_on_commit_callbacks(execute=True):
        asked = asking.ask_for_archive(world.cast.aurora, by=world.cast.olga)

    with scopes_disabled():
        asked.refresh_from_db()
    assert (asked.state, asked.size) == ("ready", default_storage.size(asked.file))
    [letter] = mail.outbox
    assert letter.to == ["olga@aurora.example"]
    assert letter.subject == "The archive of Aurora Seguros is ready"
    assert "/o/aurora/settings/export/" in letter.body


def test_a_message_that_comes_twice_makes_one_archive(world: World) -> None:
    with scope(organization=world.cast.aurora):
        asked = asking.ask_for_archive(world.cast.aurora, by=world.cast.olga)
    payload = {"organization": world.cast.aurora.pk, "export": asked.pk, "language": "en"}

    handlers.make_archive(payload)
    with scopes_disabled():
        once = Export.objects.filter(pk=asked.pk).values().get()
    handlers.make_archive(payload)

    with scopes_disabled():
        assert Export.objects.filter(pk=asked.pk).values().get() == once


def test_who_has_lost_the_right_meanwhile_gets_nothing(world: World) -> None:
    ours = world.cast.aurora
    with scope(organization=ours):
        memberships.grant_role(world.cast.ada, Role.OWNER, by=world.cast.olga)
        asked = asking.ask_for_archive(ours, by=world.cast.olga)
        memberships.revoke_role(RoleGrant.objects.get(membership=world.cast.olga, role="owner"), by=None)

        asking.make(asked, language="en")

        asked.refresh_from_db()
        assert (asked.state, asked.file) == ("failed", "")


def test_what_goes_wrong_is_marked_and_can_be_asked_for_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Archive) -> None:
        raise OSError("No space left on device")

    with scope(organization=world.cast.aurora):
        asked = asking.ask_for_archive(world.cast.aurora, by=world.cast.olga)
        with monkeypatch.context() as broken:
            broken.setattr(archive.Archive, "write", full)
            asking.make(asked, language="en")
        asked.refresh_from_db()
        assert asked.state == "failed"

        again = asking.ask_for_archive(world.cast.aurora, by=world.cast.olga)
        asking.make(again, language="en")
        again.refresh_from_db()
        assert again.state == "ready"


@pytest.mark.parametrize("person", ["ada", "vera", "lia"])
def test_who_is_no_owner_fetches_nothing_past_the_page_either(world: World, person: str) -> None:
    with scope(organization=world.cast.aurora), pytest.raises(RightLacking):
        asking.fetch(world.archive, by=getattr(world.cast, person))
    with scope(organization=world.cast.aurora), pytest.raises(RightLacking):
        asking.fetch(world.archive, by=world.cast.otto)


def test_the_archive_can_be_read_alone(world: World) -> None:
    made = written(world)

    asked = {(one["model"], one["version"]) for one in sheet(made, "rounds")}
    assert asked
    for model, number in asked:
        document = json.loads(made.read(f"catalog/{model}-{number}.json"))
        assert problems_in(document) == []
        known = {criterion["key"] for criterion in document["criteria"]}
        rated = {one["criterion"] for one in sheet(made, "answers")}
        assert rated <= known
    assert "catalog/" in made.read("README.txt").decode()


def test_after_seven_days_the_file_goes_and_the_line_stays(world: World) -> None:
    name = world.archive.file
    with clock.at(now() + timedelta(days=6, hours=23)):
        tasks.expire_archives()
    assert default_storage.exists(name)

    with clock.at(now() + timedelta(days=7, minutes=1)):
        with scope(organization=world.cast.aurora), pytest.raises(asking.ExportNotReady):
            asking.fetch(world.archive, by=world.cast.olga)
        tasks.expire_archives()

    assert not default_storage.exists(name)
    with scopes_disabled():
        kept = Export.objects.get(pk=world.archive.pk)
    assert (kept.state, kept.file) == ("deleted", "")


def test_what_nobody_carried_out_within_a_day_is_given_up(world: World) -> None:
    with scope(organization=world.cast.aurora):
        asked = asking.ask_for_archive(world.cast.aurora, by=world.cast.olga)

    with clock.at(now() + timedelta(days=1, minutes=1)):
        tasks.expire_archives()

    with scopes_disabled():
        assert Export.objects.get(pk=asked.pk).state == "failed"


@pytest.mark.parametrize("who", ["ada", "vera", "davi", "mauro", "otto"])
def test_nobody_but_an_owner_takes_everything_out(world: World, who: str) -> None:
    with scope(organization=world.cast.aurora), pytest.raises(RightLacking):
        asking.ask_for_archive(world.cast.aurora, by=world.member(who))


def test_a_large_organization_takes_no_more_memory(world: World) -> None:
    """12,000 answers of two kilobytes instead of 4,000: a chunk of them is held at a time."""
    with scopes_disabled():
        part = world.closed.participations.get(team=world.cast.pricing)
        criteria = list(world.version.criteria.values_list("pk", flat=True))

    def answer_more(responses: range) -> None:
        with scopes_disabled():
            made = Response.objects.bulk_create(
                Response(participation=part, seat=f"seat-{number}", state="submitted") for number in responses
            )
            Answer.objects.bulk_create(
                [
                    Answer(response=response, criterion_id=pk, rating="fully", comment="x" * 2000)
                    for response in made
                    for pk in criteria
                ],
                batch_size=500,
            )

    def peak() -> int:
        tracemalloc.start()
        with scope(organization=world.cast.aurora), TemporaryFile() as target:
            Archive(target, world.cast.aurora).write()
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    answer_more(range(4000 // len(criteria)))
    first = peak()
    answer_more(range(4000 // len(criteria), 12_000 // len(criteria)))

    assert peak() < first * 1.25
