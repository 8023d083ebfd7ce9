"""`manage.py build_demo`: fill an empty demo with two believable organizations."""

from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import pluralize

from core.origin import CLOCK, coming_from
from maturity.catalogs import built_in_names
from maturity.exchange import load_built_in
from maturity.models import ModelVersion
from organizations.models import Organization, Team, User
from organizations.scoping import scope
from reports.demo import story
from reports.demo.accounts import ACCOUNTS, PASSWORD
from surveys.models import Answer, Round

MODES = ("demo", "test")


class Command(BaseCommand):
    help = (
        "Build the demo: Aurora Seguros with its teams and six rounds, and Boreal Logistics, which must not "
        "see it. Running this again changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE not in MODES:
            raise CommandError("Example data is built where PATAMAR_MODE is demo, never beside yours.")
        if story.is_there():
            self.stdout.write("The demo is there already; nothing was changed.")
            return
        if User.objects.exists():
            raise CommandError("There are people in this database already; the demo needs an empty one.")
        if not ModelVersion.objects.filter(model__key="mlops", model__owner=None).exists():
            for name in built_in_names():
                load_built_in(name)
        started = monotonic()
        with coming_from(CLOCK):  # whoever reads the trail of the demo finds no operator at work
            for organization in story.build():
                self._tell(organization)
        self.stdout.write(f"Built in {monotonic() - started:.0f} s.")
        self.stdout.write(f"\nSign in with one of these; the password is {PASSWORD} for everybody:")
        for person, plan, seen in ACCOUNTS:
            self.stdout.write(f"  {person.address(plan.slug):24} {person.name}, {seen}")

    def _tell(self, organization: Organization) -> None:
        with scope(organization=organization):
            teams = Team.objects.teams().active().count()
            people = organization.memberships.count()
            rounds = Round.objects.count()
            answers = Answer.objects.count()
        self.stdout.write(
            f"{organization.name}: {teams} teams, {people} people, "
            f"{rounds} round{pluralize(rounds)}, {answers} answers."
        )
