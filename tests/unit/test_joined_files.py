"""A stylesheet or script and what it imports become one file when production's files are collected."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from core.staticfiles import JoinedFinder, joined_script, joined_style


def reader(**files: str) -> Any:
    """A folder `js/` or `css/` in memory; two underscores stand for a slash."""
    kept = {name.replace("__", "/"): text for name, text in files.items()}
    return lambda name: kept[name.rsplit(".", 1)[0]]


def test_a_stylesheet_takes_in_what_it_imports_in_that_order() -> None:
    read = reader(
        css__all='@import "first.css";\n@import "parts/second.css";\n.c { color: red; }\n',
        css__first=".a { top: 0; }\n",
        css__parts__second=".b { top: 1px; }\n",
    )

    joined = joined_style("css/all.css", read)

    assert joined == '@charset "UTF-8";.a{top: 0;}.b{top: 1px;}.c{color: red;}\n'


def test_a_stylesheet_loses_comments_but_for_notices_and_keeps_what_stands_in_quotes() -> None:
    read = reader(css__one='/*! MIT */ /* why */ .a::after { content: "a , b;  { }"; }\n')

    assert (
        joined_style("css/one.css", read)
        == '@charset "UTF-8";/*! MIT */  .a::after{content: "a , b;  { }";}\n'
    )


def test_an_imported_stylesheet_of_another_folder_names_no_file_by_its_place() -> None:
    read = reader(css__all='@import "parts/one.css";\n', css__parts__one=".a { background: url(x.svg); }\n")

    with pytest.raises(ValueError, match=r"css/parts/one\.css names a file by its place"):
        joined_style("css/all.css", read)


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_an_imported_stylesheet_may_hold_a_picture_itself(quote: str) -> None:
    rule = f".a {{ mask: url({quote}data:image/svg+xml,x{quote}); }}\n"
    read = reader(css__all='@import "parts/one.css";\n', css__parts__one=rule)

    assert f"url({quote}data:image/svg+xml,x{quote})" in joined_style("css/all.css", read)


PAGE = """\
import * as one from "./modules/one.js";
import { two } from "./modules/two.js";
one.go(two);
"""
ONE = """\
import { two } from "./two.js";
// why
export function go(what) {
  two(what);
}
"""
TWO = """\
export const two = (what) => what;
const kept = 1;
"""
JOINED = """\
const from_modules_two = (() => {
const two = (what) => what;
const kept = 1;
return { two };
})();
const from_modules_one = (() => {
const { two } = from_modules_two;
function go(what) {
two(what);
}
return { go };
})();
const one = from_modules_one;
const { two } = from_modules_two;
one.go(two);
"""


def test_a_script_takes_in_its_modules_each_once_and_before_it() -> None:
    read = reader(js__page=PAGE, js__modules__one=ONE, js__modules__two=TWO)

    assert joined_script("js/page.js", read) == JOINED


def test_what_a_script_loads_later_stays_a_file_of_its_own() -> None:
    text = 'const load = () => import("./modules/chart.js");\n'

    assert joined_script("js/page.js", reader(js__page=text)) == text


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({"js__page": 'export { a } from "./b.js";\n'}, "does not read", id="passed on"),
        pytest.param({"js__page": 'import a from "./b.js";\n'}, "does not read", id="a default"),
        pytest.param({"js__page": 'import "./b.js";\n'}, "does not read", id="for its effect"),
        pytest.param(
            {"js__page": 'import { a } from "./b.js";\n', "js__b": 'import { c } from "./page.js";\n'},
            "a circle",
            id="a circle",
        ),
        pytest.param(
            {
                "js__page": 'import { a } from "./m/b.js";\n',
                "js__m__b": 'export const a = import("./c.js");\n',
            },
            "by its place",
            id="loaded from another folder",
        ),
    ],
)
def test_a_form_that_is_not_read_stops_the_build(files: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        joined_script("js/page.js", reader(**files))


def test_a_server_of_ones_own_serves_them_joined_without_collecting(
    tmp_path: Path, settings: Settings
) -> None:
    lying, data = tmp_path / "static", tmp_path / "data"
    for name, text in {"css/all.css": '@import "one.css";\n', "css/one.css": ".a { top: 0; }\n"}.items():
        (lying / name).parent.mkdir(parents=True, exist_ok=True)
        (lying / name).write_text(text)
    (lying / "vendor").mkdir()
    (lying / "vendor/theirs.css").write_text('@import "x.css";\n')
    settings.STATICFILES_DIRS, settings.DATA_DIR = [lying], data

    served = {name: storage.path(name) for name, storage in JoinedFinder().list(None)}

    assert set(served) == {"css/all.css", "css/one.css"}
    assert Path(served["css/all.css"]).read_text() == '@charset "UTF-8";.a{top: 0;}\n'
