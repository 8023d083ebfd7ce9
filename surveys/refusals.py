"""Why a deed of a survey is refused, in the reader's words. One place, since most deeds share them."""

from django.utils.translation import gettext_lazy as _

from core.errors import NOT_NOW, DomainError


class RoundNotDraft(DomainError):
    code = "round_not_draft"
    message = _("This round has been opened already. Only a draft can be changed, opened or discarded.")


class RoundNotOpen(DomainError):
    """What needs an open round; the three below say why it is not."""

    code = "round_not_open"
    message = _("This round is not open.")
    heading = NOT_NOW


class RoundNotYetOpen(RoundNotOpen):
    code = "round_not_yet_open"
    message = _("This round has not been opened yet.")


class RoundClosed(RoundNotOpen):
    code = "round_closed"
    message = _("This round is closed. What was saved until then counts; nothing can be changed any more.")


class RoundStillOpen(DomainError):
    code = "round_still_open"
    message = _("This round is still open. What came of it can be told once it is closed.")
    heading = NOT_NOW


class OutcomeTooLong(DomainError):
    code = "outcome_too_long"
    message = _("The text has %(length)s characters; up to %(limit)s are possible.")
    status = 422


class NoTeams(DomainError):
    code = "no_teams"
    message = _("A round needs at least one team that is not archived.")
    status = 422


class TeamNotAllowed(DomainError):
    code = "team_not_allowed"
    message = _("Only active teams of this organization can take part, no units.")
    status = 422


class TeamAsked(DomainError):
    code = "team_asked"
    message = _("%(teams)s takes part in this round already. Look at the round again.")


class VersionNotAllowed(DomainError):
    code = "version_not_allowed"
    message = _("Choose a published version of a model that this organization can read.")
    status = 422


class NameTaken(DomainError):
    code = "name_taken"
    message = _(
        "A round of this name is there already. Teams tell rounds apart by their names: choose another."
    )
    status = 422


class ModeNotOffered(DomainError):
    code = "mode_not_offered"
    message = _("Rounds are answered by the lead for the team.")
    status = 422


class NameMissing(DomainError):
    code = "name_missing"
    message = _("Give the round a name of up to 80 characters.")
    status = 422


class OpensInThePast(DomainError):
    code = "opens_in_the_past"
    message = _(
        "The moment at which the round opens by itself is past. Choose a later one, or open it by hand."
    )
    status = 422


class ClosesTooEarly(DomainError):
    code = "closes_too_early"
    message = _("A round closes after it opens, and in the future.")
    status = 422


class RecurrenceNotActive(DomainError):
    code = "recurrence_not_active"
    message = _("This recurring round is paused already.")
    heading = NOT_NOW


class RecurrenceNotPaused(DomainError):
    code = "recurrence_not_paused"
    message = _("This recurring round is not paused.")
    heading = NOT_NOW


class RecurrenceEnded(DomainError):
    code = "recurrence_ended"
    message = _("This recurring round has ended. Set up a new one.")
    heading = NOT_NOW


class StartsInThePast(DomainError):
    code = "starts_in_the_past"
    message = _("The first opening is past. Choose a later one.")
    status = 422


class RhythmNotAllowed(DomainError):
    code = "rhythm_not_allowed"
    message = _("A round of this rhythm lasts 1 to %(most)s days, so that it is over before the next.")
    status = 422


class ZoneUnknown(DomainError):
    code = "zone_unknown"
    message = _("Choose a time zone that this server knows.")
    status = 422


class NameCountsNothing(DomainError):
    code = "name_counts_nothing"
    message = _(
        "The name needs a number that counts on from round to round: “2027 S1” for half-years, “2027 Q1” for "
        "quarters, “2027-01” for months, “Check 2027” for years, or “Round 1” for any rhythm."
    )
    status = 422


class ModelNotAllowed(DomainError):
    code = "model_not_allowed"
    message = _("Choose a model of which a version is published.")
    status = 422


class PlaceNotAllowed(DomainError):
    code = "place_not_allowed"
    message = _("Choose a unit or a label of this organization.")
    status = 422


class LinkUnknown(DomainError):
    code = "link_unknown"
    message = _("This link is not known here. It may be incomplete, or a newer one has replaced it.")
    status = 404


class LinkRevoked(DomainError):
    code = "link_revoked"
    message = _("This link has been withdrawn.")
    status = 410


class PassMissing(DomainError):
    """This device holds no pass, or one that has run out."""

    code = "pass_missing"
    message = _("This device may not answer now. Open your personal link again, or sign in.")
    status = 401


class MayNotAnswer(DomainError):
    code = "may_not_answer"
    message = _("You do not answer for this team any more. Whoever runs the round can tell you more.")
    status = 403


class OtherResponse(DomainError):
    """The page belongs to another response than the one that this device answers now."""

    code = "other_response"
    message = _(
        "This device has begun to answer for another team. Open this team’s answers again from the round."
    )


class AlreadySent(DomainError):
    code = "already_sent"
    message = _("These answers have been sent already. Open them again to change something.")


class NotSent(DomainError):
    code = "not_sent"
    message = _("These answers have not been sent yet.")


class NothingAnswered(DomainError):
    code = "nothing_answered"
    message = _("There is no answer yet. Answer at least one criterion before you send.")


class BrokenRequest(DomainError):
    code = "broken_request"
    message = _("This request could not be read. Load the page again.")
    status = 400


class WrongContentType(DomainError):
    code = "wrong_content_type"
    message = _("Send answers as JSON, with Content-Type: application/json. Nothing was stored.")
    status = 415


class BodyTooLarge(DomainError):
    code = "body_too_large"
    message = _("This is more than one answer can hold.")
    status = 413


class KeyMissing(DomainError):
    code = "key_missing"
    message = _("Load the page again and send once more.")
    status = 422


class NewerAnswerStored(DomainError):
    """Somebody else, or another device, saved another answer; `stored` and `given` are both told."""

    code = "newer_answer_stored"
    message = _("Another answer has been saved meanwhile, in another tab or on another device.")


class AnswerProblem(DomainError):
    """What was sent is no answer to this criterion; `field` says which part is wrong."""

    code = "answer_problem"
    status = 422
    field = "rating"

    def __init__(self, **details: object) -> None:
        super().__init__(field=self.field, **details)


class CriterionUnknown(AnswerProblem):
    code = "criterion_unknown"
    message = _("The model of this round has no such criterion.")
    field = "criterion"


class RatingUnknown(AnswerProblem):
    code = "rating_unknown"
    message = _("Choose one of the answers offered.")


class NotApplicableRefused(AnswerProblem):
    code = "na_refused"
    message = _("This criterion always applies.")


class NaReasonMissing(AnswerProblem):
    code = "na_reason_missing"
    message = _("Choose why it does not apply.")
    field = "na_reason"


class CommentTooLong(AnswerProblem):
    code = "comment_too_long"
    message = _("The comment has %(length)s characters; up to %(limit)s are possible.")
    field = "comment"


class CharacterRefused(AnswerProblem):
    code = "character_refused"
    message = _("The text contains a character that cannot be stored. Type the text again.")

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__()


class LinkNotSafe(AnswerProblem):
    code = "link_not_safe"
    message = _("Write the full address, starting with https://, for example https://wiki.example.com/page.")
    field = "evidence_url"


class RevisionWrong(AnswerProblem):
    code = "revision_wrong"
    message = _("The number of the change is missing. Load the page again.")
    field = "revision"
