"""Serving on one's own machine: gunicorn in this process, and the schedule without beat or broker."""

import errno
import logging
import socket
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
THREADS = 4


class PortInUse(Exception):
    """Somebody else serves on this port."""


def listen(port: int) -> socket.socket:
    """A socket on `port` of this machine, taken before any work is done.

    Raises:
        PortInUse: another program has it.
    """
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((HOST, port))
        opened.listen(64)
    except OSError as error:
        opened.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise PortInUse from error
        raise
    opened.set_inheritable(True)
    return opened


class Clockwork(threading.Thread):
    """Runs the entries of CELERY_BEAT_SCHEDULE, each in its interval, where no beat and no worker do.

    A task that fails is logged and has its next turn: the clock goes on.
    """

    def __init__(self, schedule: dict[str, dict[str, Any]], run: Callable[[str], None]) -> None:
        super().__init__(name="clockwork", daemon=True)
        self.schedule = schedule
        self.run_task = run
        self.stopped = threading.Event()

    def run(self) -> None:
        due = {name: monotonic() for name in self.schedule}
        while not self.stopped.wait(max(0.0, min(due.values()) - monotonic())):
            for name, entry in self.schedule.items():
                if due[name] <= monotonic():
                    due[name] = monotonic() + entry["schedule"]
                    self._take_turn(entry["task"])

    def _take_turn(self, task: str) -> None:
        close_old_connections()
        try:
            self.run_task(task)
        except Exception:  # whatever a task raises must not stop the clock
            logger.exception("%s failed; its next turn comes.", task)
        finally:
            close_old_connections()


def run_here(task: str) -> None:
    """Run a task in this process, as a worker would."""
    import_string(task).apply(throw=True)


def start_clockwork(_worker: object) -> None:
    """Start the schedule in the one serving process."""
    Clockwork(settings.CELERY_BEAT_SCHEDULE, run_here).start()


class Server(BaseApplication):
    """gunicorn with one process and a few threads, on a socket that is open already."""

    def __init__(self, opened: socket.socket, *, on_ready: Callable[[], None]) -> None:
        self.opened = opened
        self.on_ready = on_ready
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": f"fd://{self.opened.fileno()}",
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "graceful_timeout": 5,
            "loglevel": "warning",
            "preload_app": True,
            "control_socket_disable": True,
            "when_ready": lambda _arbiter: self.on_ready(),
            "post_worker_init": start_clockwork,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        application = get_wsgi_application()
        connections.close_all()  # a forked process must not share its parent's
        return application
