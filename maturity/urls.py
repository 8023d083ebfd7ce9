"""Addresses of the catalog: `catalog/<model key>/<number or draft>/<criterion key>/`."""

from typing import Literal

from django.urls import path, register_converter

from maturity import views

app_name = "maturity"


class KeyConverter:
    """A key of the catalog: letters, digits, dots, hyphens."""

    regex = "[a-z0-9.-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class VersionConverter:
    """A version by its number, or the one draft of a model."""

    regex = "[1-9][0-9]{0,5}|draft"

    def to_python(self, value: str) -> int | Literal["draft"]:
        return "draft" if value == "draft" else int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)


register_converter(KeyConverter, "key")
register_converter(VersionConverter, "version")

urlpatterns = [
    path("", views.index, name="index"),
    path("<key:model>/default/", views.make_default, name="make_default"),
    path("<key:model>/<version:number>/", views.version, name="version"),
    path("<key:model>/<version:number>/<key:criterion>/", views.criterion, name="criterion"),
]
