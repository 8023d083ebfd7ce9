from typing import Any

from django.core.management.base import CommandError, CommandParser

from core.chores import Chore
from organizations.models import Organization
from organizations.tenant.ending import end_as_operator, keep_as_operator


class Command(Chore):
    help = "Have an organization deleted with all it has, after the waiting time; its owners are told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the word in its addresses")
        parser.add_argument("--keep", action="store_true", help="take it back instead, while it waits")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = Organization.objects.filter(slug=options["slug"]).first()
        if organization is None:
            raise CommandError(
                f"There is no organization at /o/{options['slug']}/; list_organizations shows them all."
            )
        if options["keep"]:
            keep_as_operator(organization, by=None)
            self.stdout.write(f"{organization} stays.")
            return
        end_as_operator(organization, by=None)
        due = organization.deletion_due_at
        self.stdout.write(f"{organization} is deleted on {due:%Y-%m-%d at %H:%M} UTC; --keep takes it back.")
