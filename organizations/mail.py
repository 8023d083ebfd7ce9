"""Mail about memberships."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from organizations.models import Membership, User
from organizations.queries import role_words

SECONDS_PER_DAY = 24 * 3600


def send_welcome(member: Membership) -> None:
    """Tell a person that they are a member now; who has no password gets a link to choose one."""
    person, organization = member.user, member.organization
    with translation.override(person.language or organization.language):
        subject = _("You are now in %(organization)s on Patamar") % {"organization": organization.name}
        body = render_to_string(
            "mail/welcome.txt",
            {
                "person": person,
                "organization": organization,
                "roles": [role_words(grant) for grant in member.roles_now()],
                "choose_password": "" if person.has_usable_password() else password_link(person),
                "days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_PER_DAY,
                "ask_again": absolute(reverse("account_reset_password")),
                "site": absolute("/"),
            },
        )
        EmailMessage(subject, body, to=[person.email]).send()


def password_link(person: User) -> str:
    """The address of the page where the person chooses a password; works once, and for some days."""
    key = default_token_generator.make_token(person)
    parts = {"uidb36": user_pk_to_url_str(person), "key": key}
    return absolute(reverse("account_reset_password_from_key", kwargs=parts))


def absolute(path: str) -> str:
    """The full address, from the configured site and never from a request."""
    return settings.SITE_URL + path
