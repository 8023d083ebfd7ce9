from typing import Any

from django.core.management.base import CommandError, CommandParser

from core.chores import Chore
from organizations.accounts.people import person_with
from organizations.operators.operators import close_account, open_account


class Command(Chore):
    help = "Close the account of a person, whose sessions end at once; or open it again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address of the account")
        parser.add_argument("--open", action="store_true", help="open it again instead")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_with(options["address"])
        if person is None:
            raise CommandError(f"Nobody has an account with the address {options['address']}.")
        deed, told = (open_account, "open") if options["open"] else (close_account, "closed")
        deed(person, by=None)
        self.stdout.write(f"The account of {person} is {told}.")
