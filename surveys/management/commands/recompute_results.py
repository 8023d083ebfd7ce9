"""Compute stored results again from the answers, and say what was different."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from organizations.scoping import scope, scopes_disabled
from surveys import results
from surveys.models import Round


class Command(BaseCommand):
    help = "Computes the results of all rounds, or of some, again from the answers. Safe to run at any time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", metavar="SLUG", help="only the rounds of this organization")
        parser.add_argument("--round", type=int, metavar="ID", help="only this round")
        parser.add_argument("--check", action="store_true", help="change nothing; fail if something differs")

    def handle(self, *args: Any, **options: Any) -> None:
        with scopes_disabled():
            begun = Round.objects.exclude(state=Round.State.DRAFT).select_related("organization")
            if options["organization"]:
                begun = begun.filter(organization__slug=options["organization"])
            if options["round"]:
                begun = begun.filter(pk=options["round"])
            chosen = list(begun.order_by("organization__slug", "pk"))
        if not chosen and not options["check"]:
            raise CommandError("There is no round to compute.")
        differing = 0
        for round in chosen:
            with scope(organization=round.organization), transaction.atomic():
                changed = results.recompute(round)
                transaction.set_rollback(options["check"])
            differing += changed
            said = f"{changed} {'wrong' if options['check'] else 'corrected'}" if changed else "all are right"
            self.stdout.write(f"{round.organization.slug}: {round.name}: {said}")
        if options["check"] and differing:
            raise CommandError(f"{differing} results are not what follows from the answers.")
