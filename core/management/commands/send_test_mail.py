from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Send one mail by the configured server, past the outbox, and tell what went wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="who gets the mail")

    def handle(self, *args: Any, **options: Any) -> None:
        message = EmailMessage(
            "Patamar can send mail",
            f"This mail was sent by {settings.SITE_URL or 'Patamar'} to try the way.",
            to=[options["address"]],
        )
        try:
            message.send()
        except (SMTPException, OSError) as error:
            raise CommandError(f"The mail was not sent: {error}. Look at PATAMAR_EMAIL_URL.") from error
        self.stdout.write(f"Handed over for {options['address']}, from {message.from_email}.")
