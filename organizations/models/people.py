"""People. What they may do hangs on their memberships, never on the account."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.names import LONGEST_NAME


class Theme(models.TextChoices):
    AUTO = "auto", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Add a person who signs in with `email`; without a password only a reset lets them in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who signs in by e-mail address."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    language = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    theme = models.CharField(_("theme"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    is_active = models.BooleanField(_("open"), default=True)
    is_superuser = models.BooleanField(_("operator"), default=False)  # an operator: runs the installation
    # Counts how often all that the person had at hand was ended: `stamp` holds it, and so what was stamped
    # before ends. `accounts.sessions.end_generation` alone counts it up.
    generation = models.PositiveIntegerField(default=0, db_default=0)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    date_joined = models.DateTimeField(_("since"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("Somebody with this e-mail address is here already."),
            )
        ]

    def __str__(self) -> str:
        return self.name or (str(_("Erased person")) if self.erased_at else self.email)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to hold: it ends with the password, and with the generation."""
        if not self.generation:
            return str(super()._get_session_auth_hash(secret))  # type: ignore[misc]
        return self.stamp("session", secret=secret)

    def stamp(self, purpose: str, *, secret: str | None = None) -> str:
        """What something must know that ends with the password and with the generation.

        Args:
            purpose: keeps the stamps of one kind of thing apart from those of another.
            secret: the key to make it with; the present one without.
        """
        salt, known = f"organizations.User.{purpose}", f"{self.generation}:{self.password}"
        return salted_hmac(salt, known, secret=secret, algorithm="sha256").hexdigest()

    def prefer(self, *, language: str | None = None, theme: str | None = None) -> None:
        """Keep the person's choice of language or theme for every device."""
        chosen = {"language": language, "theme": theme}
        fields = [name for name, value in chosen.items() if value is not None]
        for name in fields:
            setattr(self, name, chosen[name])
        self.save(update_fields=fields)

    @property
    def is_staff(self) -> bool:
        """Whether the pages of operators open at all; Django's admin asks by this name."""
        return self.is_superuser

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Operators may what their pages offer; everybody else's rights hang on memberships."""
        return self.is_active and self.is_superuser

    def has_module_perms(self, app_label: str) -> bool:
        """As `has_perm`, of a whole app."""
        return self.is_active and self.is_superuser

    @property
    def initials(self) -> str:
        """One or two letters for the round mark in the top bar."""
        words = self.name.split()
        letters = [word[0] for word in (words[:1] + words[1:][-1:])]
        return "".join(letters).upper() or self.email[:1].upper()
