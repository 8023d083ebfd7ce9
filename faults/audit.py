"""The auditor: what the clients wrote down against what is in the database. Plain SQL, no product."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any, Protocol

from faults.ledger import Ledger

ANSWERS = """
SELECT r.public_id, c.key, a.revision, a.rating FROM surveys_answer a
JOIN surveys_response r ON r.id = a.response_id
JOIN surveys_participation p ON p.id = r.participation_id
JOIN maturity_criterion c ON c.id = a.criterion_id
WHERE p.round_id = {round}
"""
ROUND = "SELECT state FROM surveys_round WHERE id = {round}"
IN_TRAIL = """
SELECT count(*) FROM organizations_auditevent WHERE action = '{action}' AND object_id = '{round}'
"""
DRAFTS = """
SELECT count(*) FROM surveys_response r JOIN surveys_participation p ON p.id = r.participation_id
WHERE p.round_id = {round} AND r.state = 'draft'
"""
# Counts of each criterion from the answers that were sent, without a way round by the product.
COUNTED = """
SELECT p.id, a.criterion_id, a.rating, count(*) FROM surveys_answer a
JOIN surveys_response r ON r.id = a.response_id AND r.state = 'submitted'
JOIN surveys_participation p ON p.id = r.participation_id
WHERE p.round_id = {round} AND a.rating <> '' GROUP BY p.id, a.criterion_id, a.rating
"""
STORED = """
SELECT t.participation_id, c.criterion_id, c.counts FROM surveys_criterionresult c
JOIN surveys_teamresult t ON t.id = c.team_result_id WHERE t.round_id = {round}
"""
RESPONSES = """
SELECT t.participation_id, t.responses, (
    SELECT count(*) FROM surveys_response r
    WHERE r.participation_id = t.participation_id AND r.state = 'submitted'
) FROM surveys_teamresult t WHERE t.round_id = {round}
"""
TEAMS = """
SELECT (SELECT count(*) FROM surveys_participation WHERE round_id = {round}),
(SELECT count(*) FROM surveys_teamresult WHERE round_id = {round})
"""
OWED = """
SELECT DISTINCT i.mail_key, COALESCE(u.email, i.email), i.sent_at FROM surveys_invitation i
JOIN surveys_participation p ON p.id = i.participation_id
LEFT JOIN organizations_membership m ON m.id = i.membership_id
LEFT JOIN organizations_user u ON u.id = m.user_id WHERE p.round_id = {round}
"""
UNDONE = "SELECT id, topic, state, attempts, last_error FROM core_outboxmessage WHERE state <> 'done'"


class Seen(Protocol):
    """What is looked at: rows by SQL, and what was noted outside."""

    ledger: Ledger

    def rows(self, statement: str) -> list[Any]: ...


@dataclass
class Found:
    """What an audit of one place found."""

    acknowledged: int = 0
    mails: int = 0
    twice: int = 0
    findings: list[str] = field(default_factory=list)


def of(here: Seen, place: dict[str, Any]) -> Found:
    """Audit both rounds of a place: answers, rounds, results, messages and mails."""
    found, lines = Found(), here.ledger.lines()
    _answers(here, place, lines, found)
    for which in ("first", "second"):
        _round(here, place, which, found)
        _mails(here, place[which], lines, found)
    for row in here.rows(UNDONE):
        found.findings.append(f"a message is stuck: {row}")
    return found


def _answers(here: Seen, place: dict[str, Any], lines: list[dict[str, Any]], found: Found) -> None:
    """Every acknowledged answer is there, or a newer one that was sent; and nothing that was not sent."""
    stored = {
        (response, key): (revision, rating)
        for response, key, revision, rating in here.rows(ANSWERS.format(round=place["first"]))
    }
    names = {response for response, _key in stored}
    sent: dict[tuple[str, str], set[tuple[int, str]]] = defaultdict(set)
    newest: dict[tuple[str, str], int] = {}
    for line in lines:
        if line.get("place") != place["slug"]:
            continue
        one = (line["response"], line["criterion"])
        sent[one].add((line["revision"], line["rating"]))
        if line["said"] == "acknowledged":
            found.acknowledged += 1
            newest[one] = max(newest.get(one, 0), line["revision"])
    for one, revision in newest.items():
        if stored.get(one, (0, ""))[0] < revision:
            found.findings.append(f"lost: {one} acknowledged as {revision}, stored {stored.get(one)}")
    for one, answer in stored.items():
        if answer not in sent[one]:
            found.findings.append(f"never sent: {one} is {answer}")
    if found.acknowledged and not names:
        found.findings.append("no response is there at all")


def _round(here: Seen, place: dict[str, Any], which: str, found: Found) -> None:
    """Opened once, and closed once where it is closed; then its results follow from the answers."""
    one = place[which]
    [(state,)] = here.rows(ROUND.format(round=one))
    if state == "draft":
        return
    for action, times in (("round.opened", 1), ("round.closed", int(state == "closed"))):
        [(count,)] = here.rows(IN_TRAIL.format(action=action, round=one))
        if count != times:
            found.findings.append(f"the {which} round is {state}, and {action} stands {count} times")
    if state == "closed":
        _results(here, one, found)


def _results(here: Seen, one: int, found: Found) -> None:
    """Nothing is left in draft, and what is stored of each criterion is what was sent, counted here."""
    [(drafts,)] = here.rows(DRAFTS.format(round=one))
    [(teams, results)] = here.rows(TEAMS.format(round=one))
    if drafts or teams != results:
        found.findings.append(f"closed with {drafts} drafts, {results} results of {teams} teams")
    counted: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for participation, criterion, rating, number in here.rows(COUNTED.format(round=one)):
        counted[participation, criterion][rating] = number
    for participation, criterion, stored in here.rows(STORED.format(round=one)):
        counts = json.loads(stored) if isinstance(stored, str) else stored
        if counts != dict(counted[participation, criterion]):
            found.findings.append(f"result of {participation}, {criterion}: {counts}")
    for participation, told, sent in here.rows(RESPONSES.format(round=one)):
        if told != sent:
            found.findings.append(f"result of {participation} counts {told} responses, {sent} were sent")


def _mails(here: Seen, round_id: int, lines: list[dict[str, Any]], found: Found) -> None:
    """Whoever is asked was written to once, or twice under one name; a mail ends its name with its key."""
    begin = f"<round-{round_id}-"
    named = Counter(
        (line["mail"].partition("@")[0].rpartition("-")[2], line["to"])
        for line in lines
        if line.get("mail", "").startswith(begin)
    )
    owed = {(key, address): sent_at for key, address, sent_at in here.rows(OWED.format(round=round_id))}
    for one, sent_at in owed.items():
        if not named[one]:
            found.findings.append(f"no mail: {one}, noted as sent {sent_at}")
        elif sent_at is None:
            found.findings.append(f"sent and not noted: {one}")
    for one in named.keys() - owed.keys():
        found.findings.append(f"a mail that nobody owes: {one}")
    found.mails += len(owed)
    found.twice += sum(times - 1 for times in named.values() if times > 1)
