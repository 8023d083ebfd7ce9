from typing import Any

from django.core.management.base import BaseCommand

from organizations.accounts.factors import seal_all_again


class Command(BaseCommand):
    help = (
        "Seal the secrets of authenticator apps and recovery codes with the present PATAMAR_SECRET_KEY. Run "
        "it after a new key, before the old one leaves PATAMAR_SECRET_KEY_FALLBACKS."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done, lost = seal_all_again()
        self.stdout.write(f"{done} sealed with the present key, {lost} that no key opens.")
