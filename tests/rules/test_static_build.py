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


def read_hashed(built: Path, folder: str, stem: str) -> str:
    """The one file of that name, whatever the hash in it."""
    [path] = (built / folder).glob(f"{stem}.*.{folder}")
    return path.read_text(encoding="utf-8")


def test_hashed_names_reach_into_modules_and_stylesheets(built: Path) -> None:
    assert re.search(r"\./modules/chart\.[0-9a-f]{12}\.js", read_hashed(built, "js", "main"))
    assert re.search(r"fonts/figtree-latin\.[0-9a-f]{12}\.woff2", read_hashed(built, "css", "base_quiet"))


def test_an_answering_page_has_one_stylesheet_and_one_script(built: Path) -> None:
    style = read_hashed(built, "css", "base_quiet")
    script = read_hashed(built, "js", "answer")

    assert "@import" not in style
    assert all(
        rule in style for rule in ("--pt-ink:", ".btn-second{", ".rate__opt input{", "Licensed under MIT")
    )
    assert not re.search(r"^import\b|\bimport\(", script, re.M)
    assert "The next unanswered question" not in script  # comments stay at home
