"""What stands in the archive of an organization: one sheet for each subject, column by column.

Nothing is taken along that is not named here. `tests/rules/test_archive.py` walks the tables and fails on a
table or a field that neither a sheet nor a reason below names.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.models import AuditEvent, Label, Membership, MembershipOffer, Organization, RoleGrant, Team
from organizations.tenant.tables import Table, rows_of
from surveys.anonymity import ANONYMOUS, is_anonymous
from surveys.models import (
    Answer,
    CriterionResult,
    DimensionResult,
    Invitation,
    Occurrence,
    Participation,
    Recurrence,
    Response,
    Round,
    TeamResult,
)

CHUNK = 2000
ENDED = (Round.State.CLOSED, Round.State.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One subject.

    Attributes:
        name: of its files.
        about: what a row is, for the reader of the archive.
        table: where the rows come from.
        columns: each column with the lookup that gives it.
        only: narrows the rows down to what may leave.
        order: by what they are sorted; in anonymous rounds never by when they were written.
        blank: names the columns that stay empty where a row belongs to an anonymous round.
    """

    name: str
    about: Any
    table: Table
    columns: Mapping[str, str]
    only: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows
    order: tuple[str, ...] = ("pk",)
    mode: str = ""
    blank: tuple[str, ...] = ()

    def found(self, organization: Organization) -> QuerySet[Any]:
        """The rows that leave."""
        return self.only(rows_of(organization, self.table)).order_by(*self.order)

    def rows(self, organization: Organization) -> Iterator[list[Any]]:
        """The values of each row in the order of the columns; a part of them in memory at a time."""
        lookups = [*self.columns.values(), *([self.mode] if self.mode else [])]
        empty = [place for place, name in enumerate(self.columns) if name in self.blank]
        found = self.found(organization).values_list(*lookups)
        for values in found.iterator(chunk_size=CHUNK):
            row = list(values)
            if self.mode and is_anonymous(row.pop()):
                for place in empty:
                    row[place] = None
            yield row


def _same(*names: str, **others: str) -> dict[str, str]:
    """Columns that are named as their fields, then those that are not."""
    return dict(zip(names, names, strict=True)) | others


def _named_or_shown(rows: QuerySet[Any]) -> QuerySet[Any]:
    """All responses of rounds by name; of anonymous ones what their results show."""
    shown = TeamResult.objects.filter(participation=OuterRef("participation"), shown=True)
    ended = Q(participation__round__state__in=ENDED)
    return rows.filter(~Q(participation__round__mode=ANONYMOUS) | (ended & Exists(shown)))


def _sent_and_shown(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Answers that were sent; of anonymous rounds only where so many answered that their counts are shown."""
    shown = CriterionResult.objects.filter(
        team_result__participation=OuterRef("response__participation"),
        criterion=OuterRef("criterion"),
        shown=True,
    )
    sent = rows.exclude(response__state=Response.State.DRAFT)
    ended = Q(response__participation__round__state__in=ENDED)
    anonymous = Q(response__participation__round__mode=ANONYMOUS)
    return sent.filter(~anonymous | (ended & Exists(shown)))


SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "organization",
        _("The organization and its settings."),
        Organization,
        _same(
            *("id", "slug", "name", "language", "languages", "time_zone", "min_group_size"),
            *("default_model_key", "retention_months", "created_at", "deletion_due_at", "archived_at"),
        ),
    ),
    Sheet(
        "teams",
        _("Units and teams; parent_id names the unit above."),
        Team,
        _same(
            *("id", "kind", "name", "slug", "parent_id", "external_key", "archived_at"),
            merged_into_id="merged_into_id",
            split_from_id="split_from_id",
        ),
    ),
    Sheet("labels", _("Labels of teams."), Label, _same("id", "name", "slug")),
    Sheet(
        "team_labels",
        _("Which team bears which label."),
        Team.labels.through,
        _same("id", "team_id", "label_id"),
    ),
    Sheet(
        "people",
        _("Members, present and past, with name and address."),
        Membership,
        _same(
            *("id", "state", "created_at"),
            account_id="user_id",
            name="user__name",
            email="user__email",
            language="user__language",
            time_zone="user__time_zone",
            last_sign_in="user__last_login",
        ),
    ),
    Sheet(
        "roles",
        _("Who holds which role, where, from when to when."),
        RoleGrant,
        _same("id", "membership_id", "role", "team_id", "starts_on", "ends_on"),
    ),
    Sheet(
        "offers",
        _("Invitations to join, with what became of them."),
        MembershipOffer,
        _same(
            *("id", "email", "name", "role", "team_id", "language", "state", "made_at", "sent_at"),
            *("expires_at", "closed_at", "made_by_id", "membership_id"),
        ),
    ),
    Sheet(
        "rounds",
        _("Rounds, with the model and version that they ask."),
        Round,
        _same(
            *("id", "name", "mode", "state", "min_group_size", "opens_at", "opens_by_itself", "closes_at"),
            *("time_zone", "opened_at", "closed_at", "void_reason", "reminder_days", "outcome"),
            model="version__model__key",
            version="version__number",
        ),
    ),
    Sheet(
        "recurring_rounds",
        _("Rounds that come again: what they ask of whom, and when."),
        Recurrence,
        _same(
            *("id", "reach", "unit_id", "label_id", "first_on", "opens", "months", "days", "closes"),
            *("time_zone", "name", "opens_by_itself", "reminder_days", "state", "made_by_id"),
            model="model__key",
        ),
    ),
    Sheet(
        "occurrences",
        _("What has come of each time that a round was to come again."),
        Occurrence,
        _same(
            *("id", "recurrence_id", "day", "name", "opens_at", "outcome", "round_id"),
            *("hindered_by_id", "decided_at"),
        ),
    ),
    Sheet(
        "participations",
        _("Which team took part in which round, under the name that it had."),
        Participation,
        _same("id", "round_id", "team_id", "team_name", "unit_path", "expected", "joined_at"),
    ),
    Sheet(
        "invitations",
        _("Who was asked to answer; of anonymous rounds without saying who did."),
        Invitation,
        _same(
            *("id", "participation_id", "membership_id", "email", "purpose"),
            *("state", "sent_at", "revoked_at", "reminded_at", "reminder_sent_at", "reminders_off_at"),
        ),
        mode="participation__round__mode",
        blank=("state", "sent_at", "revoked_at", "reminded_at", "reminder_sent_at", "reminders_off_at"),
    ),
    Sheet(
        "responses",
        _(
            "Sets of answers. Those of anonymous rounds name nobody and no time, and too small groups "
            "are left out."
        ),
        Response,
        _same(
            *("participation_id", "state", "submitted_at", "submitted_by_id", "invitation_id", "beside"),
            key="public_id",
            earlier="earlier__public_id",
        ),
        only=_named_or_shown,
        order=("participation_id", "state", "public_id"),
        mode="participation__round__mode",
        blank=("key", "submitted_at", "submitted_by_id", "invitation_id", "earlier", "beside"),
    ),
    Sheet(
        "answers",
        _(
            "Ratings, comments and links that were sent. In anonymous rounds they are not tied to each "
            "other, stand in no order of time, and too small groups are left out."
        ),
        Answer,
        _same(
            *("rating", "na_reason", "comment", "evidence_url", "confirmed"),
            participation_id="response__participation_id",
            response="response__public_id",
            criterion="criterion__key",
        ),
        only=_sent_and_shown,
        order=("response__participation_id", "criterion__key", "rating", "comment", "response__public_id"),
        mode="response__participation__round__mode",
        blank=("response",),
    ),
    Sheet(
        "team_results",
        _("The result of each team in each round, as it is shown."),
        TeamResult,
        _same(
            *("id", "participation_id", "round_id", "state", "level", "highest_level", "next_level"),
            *("score", "score_exact", "conditions", "plan", "missing", "unknown", "not_applicable"),
            *("disagreement_exact", "responses", "shown", "digest", "computed_at"),
            model="version__model__key",
            version="version__number",
        ),
    ),
    Sheet(
        "dimension_results",
        _("The same for each dimension."),
        DimensionResult,
        _same(
            *("id", "team_result_id", "round_id", "team_id", "level", "next_level", "score"),
            *("score_exact", "next_mean_exact", "blockers"),
            dimension="dimension__key",
        ),
    ),
    Sheet(
        "criterion_results",
        _("How often each criterion was rated how; empty where too few answered."),
        CriterionResult,
        _same(
            *("id", "team_result_id", "counts", "mean_exact", "disagreement_exact", "shown"),
            criterion="criterion__key",
        ),
    ),
    Sheet(
        "audit_trail",
        _("Who did what, when and from where."),
        AuditEvent,
        _same(
            *("id", "at", "action", "kind", "object_type", "object_id", "label", "detail", "origin"),
            *("address", "erased"),
            actor_id="actor_id",
            actor="actor__name",
            person_id="person_id",
        ),
        order=("at", "pk"),
    ),
)

_DOCUMENTS = "stands in catalog/ as a document of its version"
LEFT_OUT_TABLES: Mapping[str, str] = {
    "maturity.MaturityModel": _DOCUMENTS,
    "maturity.ModelVersion": _DOCUMENTS,
    "maturity.Level": _DOCUMENTS,
    "maturity.Dimension": _DOCUMENTS,
    "maturity.Criterion": _DOCUMENTS,
    "organizations.ImportMapping": "what columns of lists mean, said anew at the next import",
    "organizations.OfferLink": "secrets of links",
    "organizations.OfferMail": "when mails of offers went out; the offers say it too",
    "reports.Export": "the archives themselves",
    "surveys.AnsweringTime": "counts of seconds for a criterion, of nobody",
    "surveys.RoundTotals": "follows from the results, which are there",
    "surveys.TeamStanding": "follows from the results, which are there",
}
_WHOSE = "the whole archive is of one organization"
LEFT_OUT_FIELDS: Mapping[str, str] = {
    "organizations.Organization.logo": "stands beside the sheets as a picture",
    "organizations.AuditEvent.purging": "how the database deletes",
    "surveys.Invitation.token_hash": "a secret",
    "surveys.Invitation.mail_key": "names a mail, and nothing else",
    "surveys.Round.reminded_until": "how far the clock has come in the plan of reminders",
    "surveys.Invitation.reminder_key": "names a mail, and nothing else",
    "surveys.Invitation.passes_ended": "counts what ended on devices, and opens nothing",
    "surveys.Recurrence.done_until": "how far the clock has come",
    "surveys.Recurrence.due_at": "follows from the days and hours, which are there",
    "surveys.Response.id": "its order would tell who began when; the key stands for it",
    "surveys.Response.seat": "names the membership a second time, or nobody",
    "surveys.Response.submission_key": "tells two sendings apart, and nothing else",
    "surveys.Answer.id": "its order would tell who answered when",
    "surveys.Answer.revision": "counts taps on a device",
} | dict.fromkeys(
    (
        f"{model}.organization"
        for model in (
            *("organizations.AuditEvent", "organizations.Label", "organizations.Membership"),
            *("organizations.MembershipOffer", "organizations.Team", "surveys.Round", "surveys.Recurrence"),
        )
    ),
    _WHOSE,
)
