"""The Celery application; its settings are the CELERY_* ones of `config.settings`."""

import os
import sys
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init
from django.core.exceptions import ImproperlyConfigured

from core.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("patamar")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def begin(**_: Any) -> None:
    """Before the first job: an unsafe production does not start."""
    try:
        refuse_unsafe_start()
    except ImproperlyConfigured as refusal:
        sys.exit(f"Patamar can't start: {refusal}")  # an exception would be logged and passed over
