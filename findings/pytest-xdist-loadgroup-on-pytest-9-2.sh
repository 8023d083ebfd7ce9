#!/usr/bin/env bash
# One would guess: with `-n 2 --dist loadgroup`, tests that carry the same mark `xdist_group` run in one process.
# What happens: with pytest 9.2.0 and pytest-xdist 3.8.0 the mark has no effect, and nothing says so. xdist writes
# the group into `item._nodeid`; pytest 9.2 makes `nodeid` from something else, so the scheduler never sees a group.
# Source: xdist/remote.py (pytest_collection_modifyitems) and _pytest/nodes.py (Node.nodeid) of these versions; found
# when two tests of one group took each other's messages from one Redis.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > test_group.py <<'PY'
import os
import time

import pytest

pytestmark = pytest.mark.xdist_group("together")


@pytest.mark.parametrize("number", range(8))
def test_says_in_which_process_it_runs(number):
    time.sleep(0.2)
    with open("processes.txt", "a") as file:
        file.write(os.environ["PYTEST_XDIST_WORKER"] + "\n")
PY

# The processes in which the eight tests of the one group ran, with this version of pytest.
processes() {
    rm -rf venv processes.txt
    python3 -m venv venv
    venv/bin/pip install --quiet "pytest==$1" pytest-xdist==3.8.0
    venv/bin/pytest -q -p no:cacheprovider -n 2 --dist loadgroup test_group.py >/dev/null
    sort -u processes.txt | wc -l
}

before=$(processes 8.4.2)
now=$(processes 9.2.0)
echo "pytest-xdist 3.8.0, eight tests of one group: $before process with pytest 8.4.2, $now with pytest 9.2.0"
[[ $before == 1 && $now == 2 ]]
