"""`manage.py load_catalogs`: bring the built-in catalogs in, or catalog files of your own."""

from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError
from maturity import exchange
from maturity.catalogs import built_in_names, read_built_in
from maturity.documents import LARGEST
from maturity.models import ModelVersion
from organizations.models import Organization


class Command(BaseCommand):
    help = (
        "Load the built-in catalogs; a version that is there already is left as it is, so running this again "
        "changes nothing. With files: load these catalogs (YAML or JSON) instead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="file", help="a catalog file of your own")
        parser.add_argument(
            "--organization",
            metavar="slug",
            help="whose models they become; without it every organization reads them",
        )
        parser.add_argument("--check", action="store_true", help="only tell what is wrong with the files")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self._owner(options["organization"])
        if not options["files"] and not options["check"] and owner is None:
            for name in built_in_names():
                self._load(name, read_built_in(name), None, partial(exchange.load_built_in, name))
            return
        if not options["files"]:
            raise CommandError("Name at least one catalog file.")
        documents = [(path.name, self._read(path)) for path in options["files"]]
        for name, document in documents:
            if options["check"]:
                self.stdout.write(f"{name} is sound.")
            else:
                self._load(name, document, owner, partial(exchange.load_version, document, owner=owner))

    def _owner(self, slug: str | None) -> Organization | None:
        if slug is None:
            return None
        try:
            return Organization.objects.get(slug=slug)
        except Organization.DoesNotExist:
            raise CommandError(f"There is no organization “{slug}”.") from None

    def _read(self, path: Path) -> dict[str, Any]:
        """The sound document of a file; its problems, one a line, end the command."""
        try:
            with path.open(encoding="utf-8") as file:
                document = exchange.read_document(file.read(LARGEST + 1))
            problems = exchange.problems_in(document)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path.name} cannot be read: {error}") from None
        except exchange.VersionHasProblems as error:
            problems = error.problems
        for problem in problems:
            self.stderr.write(f"{path.name}: {problem}")
        if problems:
            raise CommandError(f"{path.name}: {exchange.VersionHasProblems(problems)}")
        return document

    def _load(
        self,
        name: str,
        document: dict[str, Any],
        owner: Organization | None,
        load: Callable[[], ModelVersion],
    ) -> None:
        """Load one version, unless the very same is there."""
        model = document["model"]
        there = ModelVersion.objects.filter(
            model__owner=owner, model__key=model["key"], number=model["version"]
        ).first()
        if there is None:
            try:
                load()
            except DomainError as error:
                raise CommandError(f"{name}: {error}") from None
            self.stdout.write(f"{name}: version {model['version']} is loaded.")
        elif there.checksum == exchange.checksum_of(document):
            self.stdout.write(f"{name}: version {model['version']} is there already.")
        else:
            raise CommandError(f"{name}: {exchange.VersionExists(key=model['key'], number=model['version'])}")
