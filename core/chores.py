"""Chores of operators on the command line: what is refused is told in one sentence, without a trace."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError


class Chore(BaseCommand):
    """A command whose deeds may be refused."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DomainError as refused:
            raise CommandError(str(refused)) from refused
