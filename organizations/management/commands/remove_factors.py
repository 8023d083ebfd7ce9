from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.accounts.factors import remove_factors
from organizations.accounts.people import person_with


class Command(BaseCommand):
    help = (
        "Remove passkeys, authenticator app and recovery codes of a person who has lost them, and sign the "
        "person out everywhere. Make sure first who asks for it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address of the account")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_with(options["address"])
        if person is None:
            raise CommandError(f"Nobody has an account with the address {options['address']}.")
        count = remove_factors(person)
        self.stdout.write(
            f"{count} removed. {person} signs in with the password and is signed out everywhere."
        )
