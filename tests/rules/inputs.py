"""What the code cannot tell of all that a request can name: which names are of no object.

`test_inputs.py` reads every parameter, posted name, name in JSON and form field from the code. One that does
not stand here names an object of the organization, and must be tried with a real object of another one, in
the row of its page in `routes/`.
"""

from typing import Any

from organizations.models import Label, Team

# Names of no object, wherever they are sent. `thing` only narrows what is the reader's own, and the page is
# asked with a thing of Boreal all the same; `criterion` and `key` are of the catalog, whose version is said.
WORDS = set(
    [
        "after",
        "afterwards",
        "answers",
        "before",
        "begin",
        "closes",
        "closes_at",
        "code",
        "column",
        "comment",
        "confirmed",
        "criterion",
        "days",
        "digest",
        "email",
        "evidence_url",
        "file",
        "form_key",
        "hidden_too",
        "key",
        "kind",
        "language",
        "languages",
        "leave_out",
        "min_group_size",
        "months",
        "na_reason",
        "name",
        "new_labels",
        "next",
        "oldpassword",
        "opens_at",
        "opens_by_itself",
        "organization",
        "page",
        "password",
        "password1",
        "password2",
        "picture",
        "q",
        "rating",
        "reach",
        "remember",
        "reminder_days",
        "retention_months",
        "rev",
        "revision",
        "role",
        "rows",
        "second",
        "seconds",
        "seen",
        "send",
        "show",
        "since",
        "sort",
        "start",
        "state",
        "sure",
        "text",
        "theme",
        "then",
        "thing",
        "time_zone",
        "unchanged",
        "until",
        "who",
    ]
)

# Fields that name objects and are no ModelChoiceField: the table that their values are of, and its column.
PLAIN: dict[tuple[str, str], tuple[Any, str]] = {
    ("organizations.teams.forms.ChangeTeamForm", "labels"): (Label, "slug"),
    ("surveys.forms.JoinForm", "teams"): (Team, "pk"),
    ("surveys.forms.RemindForm", "teams"): (Team, "slug"),
    ("surveys.forms.RoundForm", "teams"): (Team, "pk"),
}

# What an operator can start, and over whose rows it goes.
COMMANDS = {
    "access_page": "none: writes a page of the docs",
    "audit_page": "none: writes a page of the docs",
    "backup": "everything, into a file",
    "build_demo": "the demo's own database",
    "close_account": "one account, in all its organizations",
    "collect_messages": "none: source code",
    "compile_messages": "none: source code",
    "create_operator": "one account",
    "create_owner": "one account, and the organization that is named",
    "doctor": "none: counts messages of the outbox",
    "demo": "the demo's own database",
    "end_organization": "the organization that is named",
    "list_organizations": "counts of all organizations",
    "load_catalogs": "the built-in catalog, which is nobody's",
    "make_catalog_fixture": "none: source code",
    "move": "everything, into another database",
    "purge_expired": "what has run out in all organizations, by the tasks of the clock",
    "read_bounce": "the one mail that a report names by its key, in the scope of its organization",
    "recompute_results": "all organizations, each in its own scope",
    "recount_standings": "all organizations, each in its own scope",
    "release_messages": "the held messages of all organizations",
    "remove_factors": "one account",
    "restore": "everything, into an installation in which nobody is",
    "rotate_keys": "none: prints a key",
    "score": "none: a file",
    "seal_factors": "the secrets of all accounts",
    "send_test_mail": "none: sends a mail",
    "serve": "none: starts the server",
    "setup_code": "none: prints a code while nobody is here",
}
