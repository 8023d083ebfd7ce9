"""The tokens of links that set a password."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.base_user import AbstractBaseUser


class PasswordTokens(EmailAwarePasswordResetTokenGenerator):
    """Dead for good once the person's generation has changed: whoever closes an account ends its links."""

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        generation = getattr(user, "generation", 0)
        made: str = super()._make_hash_value(user, timestamp)
        return f"{made}|{generation}" if generation else made
