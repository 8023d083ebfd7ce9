"""What is written into the trail: from where, how much of what was refused, and nothing of who answered."""

from datetime import timedelta

import pytest

from core import clock, outbox
from core.clock import now
from core.models import OutboxMessage
from core.origin import CLOCK, COMMAND, Origin, coming_from, origin
from maturity.models import Criterion, ModelVersion
from organizations.audit import recording
from organizations.models import AuditEvent
from organizations.scoping import scopes_disabled
from surveys import answering, rounds
from surveys.answering import Given
from surveys.invitations import invitation_of
from surveys.models import Participation, Round
from tests.cast import Cast

WEB = Origin("web", "203.0.113.9")


def test_a_line_tells_where_the_deed_came_from(cast: Cast) -> None:
    with coming_from(WEB):
        recording.record("team.archived", cast.pricing, by=cast.ada)
    with coming_from(COMMAND):
        recording.record("team.restored", cast.pricing, by=None)
    recording.record("team.moved", cast.pricing, by=None)

    told = AuditEvent.objects.order_by("pk").values_list("origin", "address")
    assert list(told) == [("web", "203.0.113.9"), ("command", ""), ("clock", "")]


def test_what_happens_to_an_account_is_told_to_each_of_its_organizations(cast: Cast) -> None:
    with scopes_disabled():
        cast.otto.pk, cast.otto.organization = None, cast.aurora  # Otto joins Aurora as well
        cast.otto.save()

        recording.record_for_person("person.signed_in", cast.otto.user, by=cast.otto.user)

        places = AuditEvent.objects.order_by("pk").values_list("organization", flat=True)
        assert sorted(places, key=str) == sorted([None, cast.aurora.pk, cast.boreal.pk], key=str)


def test_of_many_alike_refusals_five_a_minute_are_kept(cast: Cast) -> None:
    start = now()
    with coming_from(WEB):
        for second in range(30):
            with clock.at(start + timedelta(seconds=second)):
                recording.refuse(
                    "access.refused", None, by=cast.mauro.user, organization=cast.aurora, label="/x/"
                )

    lines = AuditEvent.objects.filter(action="access.refused").order_by("pk")
    assert [line.detail.get("more", False) for line in lines] == [False, False, False, False, True]


def test_after_a_minute_refusals_are_kept_again_and_others_all_the_time(cast: Cast) -> None:
    start = now()
    for _ in range(9):
        recording.refuse("access.refused", None, by=cast.mauro.user, organization=cast.aurora)
    recording.refuse("access.hidden", None, by=cast.mauro.user, organization=cast.aurora)
    recording.refuse("access.refused", None, by=cast.lia.user, organization=cast.aurora)
    with coming_from(WEB):
        recording.refuse("access.refused", None, by=cast.mauro.user, organization=cast.aurora)
    with clock.at(start + timedelta(seconds=90)):
        recording.refuse("access.refused", None, by=cast.mauro.user, organization=cast.aurora)

    assert AuditEvent.objects.count() == 5 + 1 + 1 + 1 + 1


def test_a_thousand_addresses_cannot_flood_the_trail(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "UNKNOWN_IN_A_MINUTE", 20)
    for number in range(100):
        with coming_from(Origin("web", f"203.0.113.{number}")):
            recording.refuse("person.sign_in_failed", None, by=None)

    with scopes_disabled():
        assert AuditEvent.objects.count() == 20
        recording.refuse("access.refused", None, by=cast.lia.user)
        assert AuditEvent.objects.count() == 21, "somebody who is signed in is not lost in the noise"


def begun(cast: Cast, mlops: ModelVersion, mode: Round.Mode) -> answering.Response:
    """Lia has answered everything in an open round of that mode, and sent nothing yet."""
    round = rounds.plan_round(
        cast.aurora,
        name="2026 Q4",
        version=mlops,
        teams=[cast.pricing],
        opens_at=None,
        closes_at=now() + timedelta(days=14),
        by=cast.davi,
    )
    Round.objects.filter(pk=round.pk).update(mode=mode)
    round.refresh_from_db()
    rounds.open_round(round, by=cast.davi)
    response = answering.start(invitation_of(cast.lia, Participation.objects.get(round=round)))
    asked = Criterion.objects.filter(version=mlops)
    answering.save_answers(response, dict.fromkeys(asked, Given(rating="largely")), by=cast.lia)
    return response


def test_who_answers_for_the_team_is_recorded(cast: Cast, mlops: ModelVersion) -> None:
    response = begun(cast, mlops, Round.Mode.LEAD)

    answering.submit(response, key="k", by=cast.lia)
    answering.reopen(response, by=cast.lia)

    lines = AuditEvent.objects.filter(action__startswith="response.").order_by("pk")
    assert [(line.action, line.actor) for line in lines] == [
        ("response.submitted", cast.lia.user),
        ("response.reopened", cast.lia.user),
    ]


def test_an_anonymous_round_leaves_no_trace_of_who_answered_or_when(cast: Cast, mlops: ModelVersion) -> None:
    response = begun(cast, mlops, Round.Mode.ANONYMOUS)
    before = list(AuditEvent.objects.values_list("pk", flat=True))

    with coming_from(WEB):
        answering.submit(response, key="k", by=cast.lia)
        answering.reopen(response, by=cast.lia)
        answering.submit(response, key="other", by=cast.lia)

    assert list(AuditEvent.objects.values_list("pk", flat=True)) == before


def test_what_the_outbox_carries_out_comes_from_the_clock(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setitem(
        outbox._handlers, "test.happened", {"test.handler": lambda payload: seen.append(origin())}
    )

    with coming_from(WEB):
        outbox.emit("test.happened", {})
        assert outbox.carry_out(OutboxMessage.objects.get(topic="test.happened").pk)
        assert origin() == WEB

    assert seen == [CLOCK]
