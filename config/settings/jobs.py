"""Jobs. Redis only carries hints: the outbox row is the truth, and `sweep` finds what was lost."""

from config.schedule import FORGETTING, SCHEDULE
from config.settings.base import MODE
from config.settings.data import REDIS_URL

CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_TASK_ALWAYS_EAGER = MODE != "production"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_TIME_LIMIT = 600
# A hint that finds no broker is given up within a second or two: a person waits for the answer.
# What a killed worker held comes back after visibility_timeout, which is longer than any job runs. kombu
# looks for it every 100 s unless told otherwise, and is not: nothing waits for that (decision 0170).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.2,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = SCHEDULE
FORGETTING_TASKS = FORGETTING
