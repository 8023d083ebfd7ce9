"""What gunicorn's master loads before its workers fork."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Engine, TemplateSyntaxError
from django.urls import clear_url_caches, get_resolver
from django.utils.translation import trans_real

from config import gunicorn
from core.warming import warm_up


@pytest.fixture(autouse=True)
def cold() -> Iterator[None]:
    """A process that has loaded nothing yet, and a collector that looks at everything again afterwards."""
    clear_url_caches()
    trans_real._translations.clear()
    for loader in Engine.get_default().template_loaders:
        loader.reset()
    yield
    gc.unfreeze()


def own_templates() -> set[str]:
    """Our templates, by the names that views give them."""
    folder = Path(settings.BASE_DIR) / "templates"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def test_no_request_has_to_load_a_template_an_address_or_a_catalog() -> None:
    gunicorn.when_ready(None)

    (loader,) = Engine.get_default().template_loaders
    assert own_templates() <= set(loader.get_template_cache)
    assert set(get_resolver()._reverse_dict) == {"en", "pt-br"}
    assert {"en", "pt-br"} <= set(trans_real._translations)


def test_the_collector_leaves_alone_what_the_workers_share() -> None:
    gunicorn.when_ready(None)

    assert gc.get_freeze_count() > 100_000


def test_a_broken_template_stops_the_start(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "broken.html").write_text("{% if %}", encoding="utf-8")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    with pytest.raises(TemplateSyntaxError):
        warm_up()
