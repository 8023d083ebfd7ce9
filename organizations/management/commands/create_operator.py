from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from core.chores import Chore
from organizations.operators.commands import account_of, way_in
from organizations.operators.operators import make_operator


class Command(Chore):
    help = "Let a person operate this installation; opens an account if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address of the account")
        parser.add_argument("--name", default="", help="the person's name, for a new account")
        parser.add_argument("--password", action="store_true", help="ask for one, print no link")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            person, _ = account_of(options["address"], name=options["name"], ask_password=options["password"])
            make_operator(person, by=None)
        self.stdout.write(f"{person} is an operator. {way_in(person)}")
        self.stdout.write("The operators' pages ask for a second step: a passkey or an authenticator app.")
