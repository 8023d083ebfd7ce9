"""What a password may be, besides Django's own rules: long, but not without end."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 1024  # a page of text; hashing more only costs time


class MaximumLengthValidator:
    """Refuses what is too long to be typed."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(
                _("This password is too long. It may have at most %(longest)s characters.")
                % {"longest": LONGEST},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        return _("At most %(longest)s characters.") % {"longest": LONGEST}
