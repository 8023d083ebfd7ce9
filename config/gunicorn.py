"""gunicorn in production: `gunicorn --config config/gunicorn.py config.wsgi`."""

from environs import Env

env = Env()

bind = env.str("PATAMAR_BIND", "127.0.0.1:8000")
workers = env.int("PATAMAR_WEB_WORKERS", 2)
threads = env.int("PATAMAR_WEB_THREADS", 4)
worker_class = "gthread"
preload_app = True  # the code once in memory, and an unsafe setting stops the start instead of each worker
timeout = 60
graceful_timeout = 30
max_requests = 10_000
max_requests_jitter = 1_000
control_socket_disable = True
# PATAMAR_TRUST_PROXY alone says whether a proxy is believed; gunicorn would believe all of this machine.
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""
accesslog = None  # the link to answer carries its token in the path: no log may keep it


def when_ready(server: object) -> None:
    """Before the first worker forks: load what all of them would load, and keep its memory shared."""
    from core.warming import keep_shared, warm_up  # here, for only now the settings are read

    warm_up()
    keep_shared()
