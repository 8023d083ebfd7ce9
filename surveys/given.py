"""What a person gives to one criterion, and whether that is an answer to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from core.text import writable
from maturity.models import Criterion
from maturity.reading import catalog
from maturity.scoring import DK, NA
from surveys.models import Answer, NaReason
from surveys.models.responses import COMMENT_LIMIT
from surveys.refusals import (
    AnswerProblem,
    CharacterRefused,
    CommentTooLong,
    LinkNotSafe,
    NaReasonMissing,
    NotApplicableRefused,
    RatingUnknown,
    RevisionWrong,
)

LINK_LIMIT = 500
UNSAFE = "\\\"'<>` "
REVISION_LIMIT = 2_000_000_000  # what a device may count to; pages without a script count on from there


class Stored(NamedTuple):
    """A stored answer as the pages read it: plain values, for a page reads all of a response."""

    criterion_id: int
    rating: str
    na_reason: str
    comment: str
    evidence_url: str
    revision: int
    confirmed: bool | None


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was given. An empty rating is no answer: a comment can stand alone.

    `confirmed` says that the rating is last time's, confirmed as unchanged; whether that is so,
    `last_time.only_if_unchanged` looks.
    """

    rating: str = ""
    na_reason: str = ""
    comment: str = ""
    evidence_url: str = ""
    confirmed: bool = False

    @classmethod
    def of(cls, answer: Answer | Stored) -> "Given":
        """What a stored answer says."""
        texts = (answer.rating, answer.na_reason, answer.comment, answer.evidence_url)
        return cls(*texts, confirmed=bool(answer.confirmed))

    def texts(self) -> dict[str, str]:
        """What was chosen and written, by field of `Answer`."""
        return {
            "rating": self.rating,
            "na_reason": self.na_reason,
            "comment": self.comment,
            "evidence_url": self.evidence_url,
        }

    def row(self) -> tuple[str, str, str, str, bool]:
        """The values of `fields`, in their order."""
        return self.rating, self.na_reason, self.comment, self.evidence_url, self.confirmed

    def fields(self) -> dict[str, str | bool]:
        """Field names of `Answer` with their values."""
        return {**self.texts(), "confirmed": self.confirmed}


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """One answer as a device sent it, by the key of its criterion; `answering.save_answer` says the rest."""

    criterion: str
    given: Given
    revision: Any
    seen: int | None


def checked(given: Given, criterion: Criterion) -> Given:
    """The answer as it is stored: tidied, a reason only with N/A.

    Raises:
        RatingUnknown, NotApplicableRefused, NaReasonMissing: the rating is none of this criterion.
        CommentTooLong, LinkNotSafe, CharacterRefused: the note can't be stored.
    """
    for problem in problems_in(given, criterion):
        raise problem
    return _tidied(given)


def problems_in(given: Given, criterion: Criterion) -> Iterator[AnswerProblem]:
    """All that is wrong with an answer, at most one problem for each of its fields."""
    broken = {name for name, text in given.texts().items() if not _storable(text)}
    yield from (CharacterRefused(name) for name in sorted(broken))
    tidy = _tidied(given)
    if not broken & {"rating", "na_reason"}:
        yield from _problems_in_rating(tidy, criterion)
    if "comment" not in broken and len(tidy.comment) > COMMENT_LIMIT:
        yield CommentTooLong(length=len(tidy.comment), limit=COMMENT_LIMIT)
    if "evidence_url" not in broken and tidy.evidence_url and not is_safe_link(tidy.evidence_url):
        yield LinkNotSafe()


def checked_revision(revision: object) -> int:
    """A revision that the database can hold.

    Raises:
        RevisionWrong: it is no whole number from 1 up.
    """
    if not isinstance(revision, int) or isinstance(revision, bool) or not 1 <= revision <= REVISION_LIMIT:
        raise RevisionWrong
    return revision


def is_safe_link(address: str) -> bool:
    """Whether an address is a whole https link that a browser can follow without harm."""
    if len(address) > LINK_LIMIT or not address.isprintable() or any(one in address for one in UNSAFE):
        return False
    try:
        parts = urlsplit(address)
        sound = parts.port is None or parts.port > 0  # asking for a port that is none raises ValueError
        return sound and parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def whole_address(address: str) -> str:
    """The address with https:// before it where somebody left that out: "wiki.example.com/page"."""
    if not address or "://" in address:
        return address
    whole = f"https://{address}"
    return whole if "." in address.partition("/")[0] and is_safe_link(whole) else address


def _tidied(given: Given) -> Given:
    return replace(
        given,
        comment=writable(given.comment).strip(),  # what no spreadsheet holds would break its export
        evidence_url=whole_address(given.evidence_url.strip()),
        na_reason=given.na_reason if given.rating == NA else "",
    )


def _problems_in_rating(given: Given, criterion: Criterion) -> Iterator[AnswerProblem]:
    if given.rating == NA:
        if not criterion.na_allowed:
            yield NotApplicableRefused()
        elif given.na_reason not in NaReason.values:
            yield NaReasonMissing()
    elif given.rating not in ("", DK, *catalog(criterion.version_id).spec.scales[criterion.key].keys):
        yield RatingUnknown()


def _storable(text: str) -> bool:
    """Whether both databases can hold the text: no NUL, no half of a surrogate pair."""
    try:
        return "\0" not in text and bool(text.encode("utf-8") or True)
    except UnicodeEncodeError:
        return False
