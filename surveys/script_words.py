"""The words of the script of the answering pages."""

from django.utils.translation import gettext as _

from surveys.refusals import LinkNotSafe


def script_words() -> dict[str, str]:
    """What the script of the answering pages says, in the reader's language; `{...}` is filled in there."""
    return {
        "all_saved": _("Saved"),
        "saved_at": _("Saved at {time}"),
        "saving": _("Saving…"),
        "trying": _("Not saved: trying again"),
        "not_saved": _("Not saved"),
        "waits_one": _("1 waiting"),
        "waits": _("{count} waiting"),
        "held_one": _("1 needs you"),
        "held": _("{count} need you"),
        "offline": _("You are offline."),
        "later_one": _("1 answer is kept on this device and will be sent when you are back online."),
        "later": _("{count} answers are kept on this device and will be sent when you are back online."),
        "kept_one": _("1 answer is kept on this device."),
        "kept": _("{count} answers are kept on this device."),
        "no_reply": _("The server does not reply. We keep trying."),
        "stopped": _("The server takes no answers now."),
        "elsewhere": _("An answer on this device still needs you. Open its dimension to settle it."),
        "differs": _("Another answer was saved meanwhile, in another tab or on another device."),
        "theirs": _("Saved:"),
        "mine": _("Yours:"),
        "keep_mine": _("Keep mine"),
        "take_theirs": _("Take the saved one"),
        "no_answer": _("No answer"),
        "next": _("Next unanswered"),
        "check": _("Check answers"),
        "send": _("Check and send"),
        "link": str(LinkNotSafe.message),
        "keys_off": _("keys off"),
        "keys_on": _("keys on"),
    }
