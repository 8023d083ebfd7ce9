"""Writing the archive of an organization: a ZIP with a JSON and a CSV file for each sheet, the catalogs that
it speaks of, its logo, a page that says what is what, and a manifest with row counts and checksums.

A row is held in memory at a time, whatever the size of the organization.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from core.clock import now
from core.moments import day_and_time, place_of
from core.spreadsheets.cells import BYTE_ORDER_MARK, safe
from maturity.exchange import as_document
from maturity.models import ModelVersion
from organizations.models import Organization
from reports.exports.sheets import SHEETS, Sheet
from surveys.models import Round

FORMAT = "patamar-organization/1"
IN_MEMORY = 1024 * 1024


@dataclass(slots=True)
class Written:
    """One file of the archive, as the manifest names it."""

    path: str
    rows: int
    digest: Any = field(default_factory=hashlib.sha256)

    def as_entry(self) -> dict[str, Any]:
        return {"path": self.path, "rows": self.rows, "sha256": self.digest.hexdigest()}


class Archive:
    """One ZIP that is being written."""

    zip: ZipFile

    def __init__(self, target: IO[bytes], organization: Organization) -> None:
        self.target = target
        self.organization = organization
        self.written: list[Written] = []

    def write(self) -> None:
        """All of it; the manifest last, for it names the others."""
        with ZipFile(self.target, "w", compression=ZIP_DEFLATED) as self.zip:
            self._put("README.txt", self._readme().encode(), rows=0)
            for sheet in SHEETS:
                self._sheet(sheet)
            self._catalogs()
            if self.organization.logo and default_storage.exists(self.organization.logo):
                with default_storage.open(self.organization.logo) as picture:
                    self._put("logo.png", picture.read(), rows=0)
            self.zip.writestr("manifest.json", _as_json(self._manifest()))

    def _sheet(self, sheet: Sheet) -> None:
        """The JSON file row by row, and the CSV file from the same rows: spooled, then copied."""
        with SpooledTemporaryFile(max_size=IN_MEMORY, mode="w+b") as spooled:
            table = io.TextIOWrapper(spooled, encoding="utf-8", newline="")
            lines = csv.writer(table)
            table.write(BYTE_ORDER_MARK)
            lines.writerow(sheet.columns)
            rows = self._json(sheet, lines)
            table.flush()
            spooled.seek(0)
            self._copy(f"csv/{sheet.name}.csv", iter(lambda: spooled.read(65536), b""), rows=rows)
            table.detach()

    def _json(self, sheet: Sheet, lines: Any) -> int:
        """Write one JSON file, and hand each row to `lines` as well; how many rows."""
        count = 0

        def pieces() -> Iterator[bytes]:
            nonlocal count
            yield b"["
            for row in sheet.rows(self.organization):
                lines.writerow([_cell(value) for value in row])
                document = _as_json(dict(zip(sheet.columns, row, strict=True)))
                yield (b",\n" if count else b"\n") + document
                count += 1
            yield b"\n]\n"

        written = self._copy(f"json/{sheet.name}.json", pieces(), rows=0)
        written.rows = count
        return count

    def _catalogs(self) -> None:
        """Each version that the archive speaks of, in the format that can be loaded again.

        Rounds name criteria and ratings by their keys. Without texts, scale and bounds nobody could read
        them once this installation is gone; so built-in models are here as well.
        """
        for version in self._versions().select_related("model").order_by("model__key", "number"):
            path = f"catalog/{version.model.key}-{version.number}.json"
            self._put(path, _as_json(as_document(version)), rows=1)

    def _versions(self) -> QuerySet[ModelVersion]:
        """The organization's own, and those that its rounds ask by."""
        asked = Round.objects.filter(organization=self.organization).values("version")
        return ModelVersion.objects.filter(Q(model__owner=self.organization) | Q(pk__in=asked))

    def _readme(self) -> str:
        context = {
            "organization": self.organization,
            "made_at": day_and_time(now(), self.organization.time_zone),
            "made_in": place_of(self.organization.time_zone),
            "sheets": SHEETS,
            "has_catalogs": self._versions().exists(),
            "has_logo": bool(self.organization.logo),
        }
        return render_to_string("reports/archive_readme.txt", context)

    def _manifest(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "organization": self.organization.slug,
            "made_at": now(),
            "files": [one.as_entry() for one in self.written],
        }

    def _put(self, path: str, content: bytes, *, rows: int) -> None:
        self._copy(path, iter((content,)), rows=rows)

    def _copy(self, path: str, pieces: Iterator[bytes], *, rows: int) -> Written:
        written = Written(path, rows)
        self.written.append(written)
        with self.zip.open(path, "w", force_zip64=True) as member:
            for piece in pieces:
                written.digest.update(piece)
                member.write(piece)
        return written


def _as_json(document: Any) -> bytes:
    return json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False).encode()


def _cell(value: Any) -> Any:
    """A value as a cell of a spreadsheet, which must never run it as a formula."""
    if isinstance(value, dict | list):
        return safe(_as_json(value).decode())
    if value is None or isinstance(value, bool | int | float):
        return "" if value is None else value
    return safe(str(value.isoformat() if hasattr(value, "isoformat") else value))
