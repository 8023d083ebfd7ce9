from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = _("Organizations and people")
    guarded_tables = ("organizations_auditevent",)

    def ready(self) -> None:
        """Hear from the libraries when somebody signs in or adds a factor."""
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from organizations.accounts import signals  # noqa: F401  listens to who comes and goes
        from organizations.accounts.factors import note_new_factor
        from organizations.accounts.sessions import note_sign_in

        user_logged_in.connect(note_sign_in)
        authenticator_added.connect(note_new_factor)
