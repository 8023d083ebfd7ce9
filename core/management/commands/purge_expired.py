from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Do at once what the clock does hour by hour: forget, end and delete whatever has run out."

    def handle(self, *args: Any, **options: Any) -> None:
        current_app.loader.import_default_modules()
        for what, task in settings.FORGETTING_TASKS.items():
            self.stdout.write(f"{what}: {current_app.tasks[task]() or 0}")
