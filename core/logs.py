"""What a log may not keep: a token that stands in an address, and a traceback of what is no defect.

Django logs the path of whatever it refuses. Whoever reads the log of a revoked, an expired or a half-typed
link must not hold the link itself. With what it refuses on purpose it logs where in the code that was, as if
something had broken: a page of lines for every knock at a closed door.
"""

import logging
import re

WITH_A_TOKEN = re.compile(
    r"(?<!\w)(/?(?:a|offer|accounts/password/reset/key|accounts/confirm-email)/)[^/\s'\"]+"
)


def without_tokens(text: str) -> str:
    """The text with three dots in the place of each token."""
    return WITH_A_TOKEN.sub(r"\1…", text)


class WithoutTokens(logging.Filter):
    """Takes tokens out of what is logged, before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_tokens(record.msg) if isinstance(record.msg, str) else record.msg
        if isinstance(record.args, tuple):
            record.args = tuple(without_tokens(one) if isinstance(one, str) else one for one in record.args)
        return True


class ExpectedInOneLine(logging.Filter):
    """Takes the traceback from what was refused on purpose; the line that says so stays.

    So it is where the database is away (503): each request meets it, and `core.views` has logged the cause.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 500)
        if status < 500 or status == 503:
            record.exc_info = record.exc_text = None
        return True
