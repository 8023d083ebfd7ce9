from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from core.chores import Chore
from organizations.access import Role
from organizations.members.memberships import join
from organizations.models import Membership, Organization, User
from organizations.operators.commands import account_of, way_in
from organizations.scoping import scope
from organizations.tenant.founding import found_organization


class Command(Chore):
    help = "Found an organization with its owner, or make somebody an owner of one that is there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the owner's e-mail address")
        parser.add_argument("--name", default="", help="the person's name, for a new account")
        parser.add_argument("--password", action="store_true", help="ask for one, print no link")
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--found", metavar="NAME", help="found an organization of that name")
        where.add_argument("--into", metavar="SLUG", help="the word in the addresses of one that is there")
        parser.add_argument(
            "--slug", help="the word in the addresses of the new one; made from its name if not given"
        )
        parser.add_argument("--language", default="en", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--time-zone", default=settings.TIME_ZONE)

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            person, _ = account_of(options["address"], name=options["name"], ask_password=options["password"])
            member = self._into(options["into"], person) if options["into"] else self._found(options, person)
        organization = member.organization
        self.stdout.write(
            f"{person} is an owner of {organization} (/o/{organization.slug}/). {way_in(person)}"
        )

    def _found(self, options: dict[str, Any], person: User) -> Membership:
        return found_organization(
            name=options["found"],
            language=options["language"],
            time_zone=options["time_zone"],
            owner=person,
            slug=options["slug"],
        )

    def _into(self, slug: str, person: User) -> Membership:
        organization = Organization.objects.filter(slug=slug).first()
        if organization is None:
            raise CommandError(f"There is no organization at /o/{slug}/; list_organizations shows them all.")
        with scope(organization=organization):
            return join(organization, user=person, role=Role.OWNER, by=None)
