"""Static files under hashed names, as production serves them: no file names another that is not there."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

# What a stylesheet or script loads by a path of its own; addresses in texts and data: are none.
IN_STYLES = re.compile(r"""url\(["']?(?!data:|#)([^"')]+)["']?\)""")
IN_SCRIPTS = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.{1,2}/[^"']+)["']""")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `collectstatic` fills in production, without the compressed copies."""
    folder = tmp_path_factory.mktemp("static")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "core.staticfiles.HashedStorage"},
    }
    skipped = ("css", "js", "svg", "json", "map", "txt", "html")
    with override_settings(
        STORAGES=storages, STATIC_ROOT=folder, WHITENOISE_SKIP_COMPRESS_EXTENSIONS=skipped
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def test_every_file_that_a_stylesheet_or_script_loads_is_there(built: Path) -> None:
    own = [path for path in built.rglob("*.*.*") if path.parts[len(built.parts)] in ("css", "js", "vendor")]

    missing = {
        str(path.relative_to(built)): name
        for path in own
        if path.suffix in (".css", ".js")
        for name in (IN_STYLES if path.suffix == ".css" else IN_SCRIPTS).findall(
            path.read_text(encoding="utf-8")
        )
        if not (path.parent / name.split("#")[0].split("?")[0]).resolve().exists()
    }

    assert own
    assert missing == {}


def test_hashed_names_reach_into_modules_and_stylesheets(built: Path) -> None:
    [main] = [path for path in (built / "js").glob("main.*.js")]
    [foundation] = [path for path in (built / "css").glob("foundation.*.css")]

    assert re.search(r"\./modules/chart\.[0-9a-f]{12}\.js", main.read_text(encoding="utf-8"))
    assert re.search(r"fonts/figtree-latin\.[0-9a-f]{12}\.woff2", foundation.read_text(encoding="utf-8"))
