from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import outbox

MADE_UP_FOR = (
    "Invitations and offers that were due before the restore of {moment} are held here, too, when the clock "
    "makes up for them: look again when worker and beat have run for five minutes."
)


def counted(number: int) -> str:
    """The beginning of a sentence about so many messages."""
    if number == 0:
        return "No message is"
    return "1 message is" if number == 1 else f"{number} messages are"


class Command(BaseCommand):
    help = (
        "List the messages that were held when a backup was restored, let them be carried out, or drop them. "
        "Some may have been carried out after the backup was made: then people get the mail a second time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--release", action="store_true", help="let them be carried out within a minute")
        what.add_argument("--drop", action="store_true", help="delete them: they are never carried out")
        parser.add_argument(
            "--topic",
            action="append",
            default=[],
            metavar="TOPIC",
            help="only this topic (docs/jobs.md); repeatable",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = set(options["topic"]) - set(outbox.topics())
        if unknown:
            raise CommandError(f"There is no topic {', '.join(sorted(unknown))}.")
        if options["release"]:
            self.stdout.write(f"{counted(outbox.release(options['topic']))} carried out within a minute.")
        elif options["drop"]:
            self.stdout.write(f"{counted(outbox.drop_held(options['topic']))} dropped.")
        else:
            held = outbox.held()
            for topic, number in held.items():
                self.stdout.write(f"{topic}: {number}")
            choose = " Choose --release or --drop." if held else ""
            self.stdout.write(f"{counted(sum(held.values()))} held.{choose}")
            if (moment := outbox.restored_at()) != outbox.NEVER:
                self.stdout.write(MADE_UP_FOR.format(moment=moment.isoformat(timespec="minutes")))
