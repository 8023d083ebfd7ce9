"""`python -m core.probe [address]`: exit 0 when this machine's web process can serve, for health checks.

The request names the first of PATAMAR_ALLOWED_HOSTS, as Django answers to no other name.
"""

import os
import sys
import urllib.request

ADDRESS = "http://127.0.0.1:8000/readyz"
PATIENCE = 5


def main() -> None:
    address = sys.argv[1] if len(sys.argv) > 1 else ADDRESS
    host = os.environ.get("PATAMAR_ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip()
    request = urllib.request.Request(address, headers={"Host": host})  # noqa: S310  an address of ours
    try:
        urllib.request.urlopen(request, timeout=PATIENCE).close()  # noqa: S310
    except OSError as error:
        sys.exit(f"{address}: {error}")


if __name__ == "__main__":
    main()
