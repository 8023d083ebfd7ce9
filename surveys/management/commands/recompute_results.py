"""Compute stored results again from the answers, and say what was different."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.scoping import scope, scopes_disabled
from surveys import results
from surveys.models import Round


class Command(BaseCommand):
    help = "Computes the results of all rounds, or of some, again from the answers. Safe to run at any time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", metavar="SLUG", help="only the rounds of this organization")
        parser.add_argument("--round", type=int, metavar="ID", help="only this round")

    def handle(self, *args: Any, **options: Any) -> None:
        with scopes_disabled():
            begun = Round.objects.exclude(state=Round.State.DRAFT).select_related("organization")
            if options["organization"]:
                begun = begun.filter(organization__slug=options["organization"])
            if options["round"]:
                begun = begun.filter(pk=options["round"])
            chosen = list(begun.order_by("organization__slug", "pk"))
        if not chosen:
            raise CommandError("There is no round to compute.")
        for round in chosen:
            with scope(organization=round.organization):
                changed = results.recompute(round)
            self.stdout.write(f"{round.organization.slug}: {round.name}: {changed} stored differently before")
