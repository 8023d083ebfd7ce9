"""What the answering pages send without a script: who begins, and a dimension as a plain form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from maturity.models import Criterion
from organizations.fields import Form, NameField
from organizations.models import Membership
from surveys import answering
from surveys.given import Given, Stored, problems_in
from surveys.last_time import Before, LastTime
from surveys.models import Response
from surveys.refusals import (
    CriterionUnknown,
    NewerAnswerStored,
)


class TakePartForm(Form):
    """Who begins without an account; the address is the link's."""

    name = NameField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))


@dataclass
class Entry:
    """One criterion on a page: what stands in its fields, and what is to be said about it."""

    criterion: Criterion
    given: Given = field(default_factory=Given)
    seen: int = 0
    errors: dict[str, str | Promise] = field(default_factory=dict)
    stored: Given | None = None  # another answer that was saved meanwhile
    before: Before | None = None  # what was said last time

    @property
    def in_block(self) -> bool:
        """Whether it can be confirmed together with others."""
        return self.before is not None and self.before.in_block

    def is_named(self, data: Mapping[str, str]) -> bool:
        """Whether the button of this criterion was pressed, which confirms last time's answer."""
        return data.get("unchanged") == self.criterion.key

    @property
    def wrong(self) -> bool:
        return bool(self.errors) or self.stored is not None

    @property
    def held_back(self) -> bool:
        """Whether nothing of it can be stored; a half-typed link holds back neither rating nor comment."""
        return bool(self.errors.keys() - {"evidence_url"})


class DimensionForm:
    """The criteria of one dimension as a form: nothing typed is lost, whatever is wrong with it.

    The fields of a criterion are `c:KEY` (the rating), `why:KEY`, `note:KEY`, `link:KEY`, `same:KEY` ("1"
    where last time's rating was confirmed), and `seen:KEY`, the revision that the page showed. The button
    `unchanged` confirms what has no rating yet: the criterion of its value, or the whole block.
    """

    WHOLE_BLOCK = "*"

    PREFIXES: Mapping[str, str] = {
        "rating": "c",
        "na_reason": "why",
        "comment": "note",
        "evidence_url": "link",
    }

    def __init__(
        self, criteria: Iterable[Criterion], answers: Mapping[int, Stored], last: LastTime | None = None
    ) -> None:
        self.refusal: DomainError | None = None
        self.saved = False  # all but the links that are no addresses yet
        self.links = {pk: answer.evidence_url for pk, answer in answers.items()}
        self.entries = []
        for criterion in criteria:
            entry = Entry(criterion, before=last.of(criterion) if last else None)
            answer = answers.get(criterion.pk)
            if answer is not None:
                entry.given, entry.seen = Given.of(answer), answer.revision
            self.entries.append(entry)

    @property
    def status(self) -> int:
        """The HTTP status that the page is shown with."""
        if self.refusal is not None:
            return self.refusal.status
        return 422 if any(entry.errors for entry in self.entries) else 200

    @property
    def wrong(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.wrong]

    def fill(self, data: Mapping[str, str]) -> bool:
        """Take what was sent; whether each answer is one, links apart, and to a criterion of this page."""
        by_key = {entry.criterion.key: entry for entry in self.entries}
        if any(name.startswith("c:") and name[2:] not in by_key for name in data):
            self.refusal = CriterionUnknown()
        for key, entry in by_key.items():
            values = {name: data.get(f"{prefix}:{key}", "") for name, prefix in self.PREFIXES.items()}
            given = Given(**values, confirmed=data.get(f"same:{key}") == "1")
            entry.given = _confirmed(entry, given) if self._asks_to_confirm(entry, data) else given
            seen = data.get(f"seen:{key}", "")
            entry.seen = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
            for problem in problems_in(entry.given, entry.criterion):
                entry.errors[problem.field] = str(problem)
        return self.refusal is None and not any(entry.held_back for entry in self.entries)

    def _asks_to_confirm(self, entry: Entry, data: Mapping[str, str]) -> bool:
        """Whether a button of the page confirms last time's answer to this criterion."""
        if data.get("unchanged") == self.WHOLE_BLOCK:
            return entry.in_block and not data.get(f"c:{entry.criterion.key}")
        return entry.is_named(data) and entry.before is not None and entry.before.confirmable

    def store(self, response: Response, *, by: Membership | None) -> bool:
        """Store the page, but for links that are none; False when something of it needs another look."""
        answers = {entry.criterion: self._storable(entry) for entry in self.entries}
        seen = {entry.criterion: entry.seen for entry in self.entries}
        try:
            stored = answering.save_answers(response, answers, seen=seen, by=by)
        except NewerAnswerStored as newer:
            self.refusal = newer
            told = {conflict["criterion"]: conflict for conflict in newer.details["conflicts"]}
            for entry in self.entries:
                if entry.criterion.key in told:
                    conflict = told[entry.criterion.key]
                    entry.stored = Given(**conflict["stored"])
                    entry.seen = conflict["revision"]  # sending again is then a choice
            return False
        except DomainError as refusal:
            self.refusal = refusal
            return False
        revisions = {answer.criterion_id: answer.revision for answer in stored}
        for entry in self.entries:
            entry.seen = revisions.get(entry.criterion.pk, entry.seen)
        self.saved = True
        return not self.wrong

    def _storable(self, entry: Entry) -> Given:
        """What is stored of an entry; a link that is none leaves the one that is there."""
        if not entry.errors:
            return entry.given
        return replace(entry.given, evidence_url=self.links.get(entry.criterion.pk, ""))


def _confirmed(entry: Entry, typed: Given) -> Given:
    """Last time's answer; what was written in this round stays, and only where nothing was, the old note."""
    before = entry.before.given if entry.before else Given()
    written = typed if typed.comment or typed.evidence_url else before
    return Given(before.rating, before.na_reason, written.comment, written.evidence_url, confirmed=True)
