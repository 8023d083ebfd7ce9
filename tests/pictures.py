"""Pictures as people send them."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def encoded(
    kind: str = "PNG", size: tuple[int, int] = (40, 20), *, mode: str = "RGB", **options: Any
) -> bytes:
    """A teal picture of that kind and size."""
    made = io.BytesIO()
    Image.new(mode, size, "#0F5666").save(made, format=kind, **options)
    return made.getvalue()


class Upload(SimpleUploadedFile):
    """A file that can be sent again and again."""

    def read(self, *args: Any) -> bytes:
        self.seek(0)
        whole: bytes = super().read(*args)
        return whole


def picture(name: str = "logo.png", content: bytes | None = None) -> Upload:
    """A small PNG, or whatever bytes, as an upload."""
    return Upload(name, encoded() if content is None else content)
