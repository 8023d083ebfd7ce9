"""`python -m core.probe [place]`: exit 0 when this machine's web process can serve, for health checks.

It asks where PATAMAR_BIND lets gunicorn listen, a port or a socket, or at the place given, written alike.
The request names the first of PATAMAR_ALLOWED_HOSTS, as Django answers to no other name.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException
from socket import AF_UNIX, socket

BIND = "127.0.0.1:8000"  # as in config/gunicorn.py, which this must not load
EVERYWHERE = ("", "0.0.0.0", "[::]")  # noqa: S104  what stands for all of a machine's own addresses
PATIENCE = 5


class _AtSocket(HTTPConnection):
    """HTTP over a socket in the file system."""

    def connect(self) -> None:
        self.sock = socket(AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.host)


def main() -> None:
    """Ask for /readyz, and say what is wrong where the answer is not 200."""
    place = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("PATAMAR_BIND") or BIND
    host = os.environ.get("PATAMAR_ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip()
    connection = _towards(place)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        sys.exit(f"{place}: {error}")
    finally:
        connection.close()
    if status != 200:
        sys.exit(f"{place}: {status}")


def _towards(place: str) -> HTTPConnection:
    if place.startswith("unix:"):
        return _AtSocket(place.removeprefix("unix:"), timeout=PATIENCE)
    name, _, port = place.rpartition(":")
    return HTTPConnection("127.0.0.1" if name in EVERYWHERE else name, int(port), timeout=PATIENCE)


if __name__ == "__main__":
    main()
