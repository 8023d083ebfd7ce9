"""Everything that a request can name outside its path, declared: parameters, forms, JSON, commands.

`test_inputs.py` reads the code and compares. A star marks what names an object of the organization; each
of those must be tried with a real object of another one, in the row of its page in `routes/`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from organizations.importing import forms as import_forms
from organizations.members import forms as member_forms
from organizations.models import Label, Team
from organizations.offers import forms as offer_forms
from organizations.teams import forms
from organizations.tenant import forms as tenant_forms
from surveys import forms as surveys
from tests.rules.world import World

WHOLE = "..."  # handed on as a whole

# What is read from the query of an address, by module.
QUERY = {
    "core.limits": WHOLE,  # looks for NUL in all of them
    "organizations.views.audit": "before after",
    "organizations.views.offers": "team* q state page",
    "organizations.views.importing": "rows page",
    "organizations.views.sign_on": "next",
    "organizations.views.people": "q role page",
    "organizations.views.teams": "q show team* label* in* into* from*",
    "reports.views.results": f"{WHOLE} round* unit* label* sort page",  # Wish
    "reports.views.teams": "round*",
    "surveys.views.rounds": "page label*",
}

# What is read from a posted form past any form class.
POSTED = {
    "organizations.views.importing": "digest",
    "organizations.views.sign_on": "next",
    "core.once": f"{WHOLE} form_key",
    "core.typed": WHOLE,
    "core.views": "next language theme",
    "organizations.views.offers": "leave_out send",
    "surveys.views.answer": f"{WHOLE} response* key then",
}

# What is read from a JSON body.
JSON = {
    "surveys.views.sent_answers": "response* criterion rating na_reason comment evidence_url revision seen",
}


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A form: its fields, the pages that take it, and how Olga gets one, if it names objects."""

    fields: str
    pages: str = ""
    make: Callable[[World], Any] | None = None

    @property
    def objects(self) -> set[str]:
        return {name.rstrip("*") for name in self.fields.split() if name.endswith("*")}

    @property
    def names(self) -> set[str]:
        return {name.rstrip("*") for name in self.fields.split()}


FORMS: dict[str, Declared] = {
    # `thing` only narrows what is the reader's own; the page is asked with a thing of Boreal all the same.
    "organizations.audit.forms.TrailForm": Declared(fields="who kind text since until thing"),
    "organizations.tenant.forms.SetupForm": Declared(
        fields="code organization language name email password time_zone start"
    ),
    "organizations.members.forms.SureForm": Declared(fields="sure"),
    "organizations.accounts.account_forms.AccountForm": Declared(fields="name time_zone"),
    "organizations.teams.forms.TeamForm": Declared(
        fields="name parent* led_by*",
        pages="organizations:add_team organizations:add_unit",
        make=lambda w: forms.TeamForm(member=w.cast.olga, kind="team"),
    ),
    "organizations.teams.forms.ChangeTeamForm": Declared(
        fields="name parent* labels* new_labels key",
        pages="organizations:change_team",
        make=lambda w: forms.ChangeTeamForm(member=w.cast.olga, team=w.cast.pricing),
    ),
    "organizations.members.forms.TeamPersonForm": Declared(
        fields="person* role",
        pages="organizations:add_person",
        make=lambda w: member_forms.TeamPersonForm(member=w.cast.olga, team=w.cast.pricing),
    ),
    "organizations.members.forms.RoleForm": Declared(
        fields="role team*",
        pages="organizations:grant",
        make=lambda w: member_forms.RoleForm(member=w.cast.olga),
    ),
    "organizations.offers.forms.OfferForm": Declared(
        fields="email name role team* language",
        pages="organizations:offer",
        make=lambda w: offer_forms.OfferForm(member=w.cast.olga),
    ),
    "organizations.importing.forms.ManyOffersForm": Declared(
        fields="people file role team* language",
        pages="organizations:offer_many",
        make=lambda w: import_forms.ManyOffersForm(member=w.cast.olga),
    ),
    "organizations.offers.forms.CorrectAddressForm": Declared(fields="email"),
    "organizations.teams.forms.MoveForm": Declared(
        fields="parent* seen_below*",
        pages="organizations:move_team",
        make=lambda w: forms.MoveForm(member=w.cast.olga),
    ),
    "organizations.teams.forms.MergeForm": Declared(
        fields="into*",
        pages="organizations:merge_team",
        make=lambda w: forms.MergeForm(member=w.cast.olga, team=w.cast.retail),
    ),
    "organizations.teams.forms.LabelForm": Declared(fields="name"),
    "organizations.teams.forms.MergeLabelForm": Declared(
        fields="into*",
        pages="organizations:merge_label",
        make=lambda w: forms.MergeLabelForm(label=w.label),
    ),
    "organizations.importing.forms.UploadForm": Declared(fields="file second"),
    "organizations.offers.forms.AcceptForm": Declared(fields="name password"),
    "organizations.tenant.forms.GeneralForm": Declared(
        fields="name language time_zone languages min_group_size retention_months"
    ),
    "organizations.tenant.forms.LogoForm": Declared(fields="picture"),
    "organizations.tenant.forms.EndForm": Declared(fields="name"),
    "organizations.tenant.forms.FoundForm": Declared(fields="name language time_zone"),
    "organizations.tenant.forms.HandOnForm": Declared(
        fields="to* afterwards sure",
        pages="organizations:hand_on",
        make=lambda w: tenant_forms.HandOnForm(member=w.cast.olga),
    ),
    "organizations.accounts.forms.LoginForm": Declared(fields="password remember"),
    "organizations.accounts.forms.ChangePasswordForm": Declared(fields="oldpassword password1 password2"),
    "organizations.accounts.forms.SetPasswordForm": Declared(fields="password1 password2"),
    "organizations.accounts.forms.AddAppForm": Declared(fields="code"),
    "organizations.accounts.forms.ChangeAddressForm": Declared(fields="email"),
    "organizations.accounts.forms.CodeForm": Declared(fields="code"),
    "organizations.accounts.forms.ConfirmByCodeForm": Declared(fields="code"),
    "organizations.accounts.forms.RenamePasskeyForm": Declared(fields="name"),
    "organizations.accounts.forms.ResetPasswordForm": Declared(fields="email"),
    "organizations.accounts.forms.ResetPasswordKeyForm": Declared(fields="password1 password2"),
    "organizations.accounts.forms.ReauthenticateForm": Declared(fields="password"),
    "surveys.forms.RoundForm": Declared(
        fields="name version* teams* begin opens_at closes_at",
        pages="surveys:new surveys:edit",
        make=lambda w: surveys.RoundForm(member=w.cast.olga),
    ),
    "surveys.forms.ExtendForm": Declared(fields="closes_at"),
}

# Forms that only others are made of.
ABSTRACT = {"organizations.fields.Form", "organizations.teams.forms.LabelsForm"}

# Fields that name objects and are no ModelChoiceField: the table that their values are of, and its column.
PLAIN: dict[tuple[str, str], tuple[Any, str]] = {
    ("organizations.teams.forms.ChangeTeamForm", "labels"): (Label, "slug"),
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


def names_of(table: dict[str, str]) -> dict[str, set[str]]:
    """Each module with the names that it reads, without their stars."""
    return {module: {name.rstrip("*") for name in names.split()} for module, names in table.items()}


def objects_of(table: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each module with each starred name."""
    for module, names in table.items():
        for name in names.split():
            if name.endswith("*"):
                yield module, name.rstrip("*")
