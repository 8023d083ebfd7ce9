"""The slow proofs, one after the other: what each is for, whether it held, and how long it took.

They are no part of `make test`, for each takes minutes. Each is a command of its own, to be run alone. With
`--quick` what repeats itself does so once.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"

PROOFS: dict[str, list[str]] = {
    "The tests notice 95 % of all changes to the policy": ["tools/mutate_access.py"],
    "The time of a refused sign-in tells nothing of an account": ["-m", "bench.sign_in_timing"],
    "nginx in front, by the example: forms, uploads, long headers, streams, forged headers": [
        "tools/behind_nginx.py"
    ],
    "What is backed up comes back, and moves to SQLite and back, on PostgreSQL": ["tools/prove.py", "drill"],
    "The tests of the database pass behind PgBouncer in transaction mode": ["tools/behind_pgbouncer.py"],
    "Killed, flushed, refused, hung or full: nothing that was acknowledged is lost": ["-m", "faults"],
    "400 teams and 3,000 people are imported within 30 seconds": ["-m", "bench", "--import", "--check"],
}
HAVE_A_QUICK_FORM = {"faults"}


def main() -> int:
    """Run them all, whatever comes out; how many did not hold."""
    parser = argparse.ArgumentParser(prog="assure")
    parser.add_argument("--quick", action="store_true", help="repeat once what is repeated")
    quick, told = parser.parse_args().quick, []
    for title, fixed in PROOFS.items():
        command = [*fixed, "--quick"] if quick and fixed[-1] in HAVE_A_QUICK_FORM else fixed
        print(f"\n== {title}: python {' '.join(command)}", flush=True)
        begun = time.monotonic()
        code = subprocess.run([str(PYTHON), *command], cwd=ROOT, check=False).returncode
        told.append(
            (code, f"{'held' if code == 0 else 'FAILED'}  {time.monotonic() - begun:4.0f} s  {title}")
        )
    print("\n" + "\n".join(line for _code, line in told))
    return sum(code != 0 for code, _line in told)


if __name__ == "__main__":
    sys.exit(main())
