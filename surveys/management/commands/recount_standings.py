"""Find anew where all teams stand and what closed rounds said of them, and say what was different."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from organizations.models import Organization
from organizations.scoping import scope
from surveys.results.standings import recount
from surveys.results.totals import total_all


class Command(BaseCommand):
    help = "Finds anew where every team stands, and what closed rounds said of them. Safe at any time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", metavar="SLUG", help="only the teams of this organization")
        parser.add_argument("--check", action="store_true", help="change nothing; fail if something differs")

    def handle(self, *args: Any, **options: Any) -> None:
        organizations = Organization.objects.order_by("slug")
        if options["organization"]:
            organizations = organizations.filter(slug=options["organization"])
            if not organizations:
                raise CommandError(f"There is no organization {options['organization']}.")
        differing = 0
        for one in organizations:
            with scope(organization=one), transaction.atomic():
                changed = recount(one) + total_all(one)
                transaction.set_rollback(options["check"])
            differing += changed
            said = f"{changed} {'wrong' if options['check'] else 'corrected'}" if changed else "all are right"
            self.stdout.write(f"{one.slug}: {said}")
        if options["check"] and differing:
            raise CommandError(f"{differing} standings are not what follows from the results.")
