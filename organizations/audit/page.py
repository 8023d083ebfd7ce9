"""The page of the docs about the audit trail; its table of actions is made from the words themselves."""

from pathlib import Path

from django.conf import settings
from django.utils import translation

from organizations.audit.words import ACTIONS, Kind

PAGE = Path(settings.BASE_DIR) / "docs" / "audit.md"

START = """# The audit trail

Made by `manage.py audit_page`: the prose stands in `organizations/audit/page.py`, the table comes from
`organizations/audit/words.py`. A test compares the three.

## What a line says

Who did what to which thing, when, and from where. A line is written in the same transaction as the deed, so
there is no deed without its line and no line without its deed.

- **Who**: a person, or nobody: then the clock or a command of an operator did it.
- **When**: to the microsecond; the page shows it in the reader's time zone.
- **From where**: `web` with the network address, `command`, or `clock` (jobs and schedules). Behind a proxy
  (`PATAMAR_TRUST_PROXY`) the address is the last one in `X-Forwarded-For`, the one that the proxy itself
  added; what a visitor writes there does not count.
- **Never**: an answer, a comment, a token, a password, or what somebody typed as an address that is
  nobody's.

Sign-ins and changes of passwords stand in the trail of each organization that the person belongs to, and in
the operators' trail. What reaches over all organizations (founding one, commands, whoever asks for an
organization that is not theirs) stands in the operators' trail alone.

## Refusals

Whatever was not let through leaves a line: a right that is lacking, an address of an organization that is
not there or not theirs, a link that is unknown or withdrawn, a wrong password, too many attempts. Nobody
can flood the trail with that: of the same refusals of the same person at the same address five a minute are
kept, and of all refusals of people who are not signed in 300 a minute. The last line that is kept says that
more followed.

## Anonymous rounds

They leave no trace of who answered or when. Sending and opening again write no line at all there, for even
a line without a name tells a time by the lines around it. A refusal on the pages that answer carries
neither a name nor an address, but for links that nobody knows.

## Only ever added to

The models refuse to change or delete a line, and so do triggers in the database, on SQLite and on
PostgreSQL. There are two narrow ways:

- **A person is erased** (`forget_person` of `organizations/audit/recording.py`): the name and the e-mail
  address go from the lines about them, the network addresses from those that they caused. The lines stay,
  marked as erased.
- **An organization is deleted** with all it has (`organizations/tenant/deleting.py`): its lines are marked
  and deleted. The database takes the mark, and lets a line go, only where the organization's end is due by
  its own clock; so the operators' lines, which belong to no organization, stay for ever. That an organization
  was deleted, and when, stands among them.

No line takes the place of another: an INSERT with the id of a line that is there is refused, whatever is to
happen on a conflict (`INSERT OR REPLACE`, `INSERT OR IGNORE`, `ON CONFLICT`). So is TRUNCATE on PostgreSQL.

Lines are kept as long as their organization: the trail has no time limit, for a year-old question is as
good as one of yesterday. Whoever owns the database can drop triggers; ship a copy elsewhere if that must be
found out.

## The page

*Audit trail* in the settings, for owners and auditors: newest first, to filter by person, kind, thing, days
and words, and to download as CSV with the same filters. The download itself is a line.

"""
HEAD = "| Action | What people read |\n|---|---|\n"


def render() -> str:
    """The whole page in Markdown, in English."""
    with translation.override("en"):
        return START + "\n".join(f"## {kind.label}\n\n{HEAD}{_rows(kind)}" for kind in Kind if _rows(kind))


def _rows(kind: Kind) -> str:
    return "".join(
        f"| `{name}` | {' '.join(_readable(str(one)) for one in action.sentences)} |\n"
        for name, action in ACTIONS.items()
        if action.kind is kind
    )


def _readable(sentence: str) -> str:
    """Placeholders as a reader of the docs expects them: *label* for %(label)s."""
    return sentence.replace("%(", "*").replace(")s", "*")
