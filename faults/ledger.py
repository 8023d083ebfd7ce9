"""What was sent and what was acknowledged, on the disk before anybody goes on."""

import json
import os
import threading
from pathlib import Path
from typing import Any


class Ledger:
    """Lines of JSON in one file. A line is on the disk when `write` returns: it outlives whoever wrote it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("ab", buffering=0)
        self._lock = threading.Lock()

    def write(self, **line: Any) -> None:
        with self._lock:
            self._file.write(json.dumps(line).encode() + b"\n")
            os.fsync(self._file.fileno())

    def lines(self) -> list[dict[str, Any]]:
        """All lines, as they lie on the disk."""
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]

    def close(self) -> None:
        self._file.close()
