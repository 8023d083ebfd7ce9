"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Version and theme."""
    return {"patamar_version": settings.VERSION, "theme": getattr(request, "theme", "auto")}
