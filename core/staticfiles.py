"""Static files as they are served: joined with what they import, in production hashed and compressed too.

In the tests a stylesheet that imports others and a script that imports modules are served as they lie.
`collectstatic` puts each of them and all that it imports into one file, so that a page costs few
requests, and leaves out comments and indents. Nobody needs Node for that: the scripts keep to the few forms
of import and export that are read here, and any other form stops the build.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN = ("css/", "js/")  # folders of ours; what is vendored stays as it came
Read = Callable[[str], str]

STYLE_IMPORT = re.compile(r'^@import "([^"]+)";\n', re.M)
STYLE_COMMENT = re.compile(r"/\*(?!!).*?\*/", re.S)
CHARSET = re.compile(r'^@charset "UTF-8";', re.I)
RELATIVE = re.compile(r"""url\((?!["']?(?:data:|#|/))""")
AROUND = re.compile(r"""("[^"]*"|'[^']*')|\s*([{};,])\s*""")  # what stands in quotes stays as it is

SCRIPT_IMPORT = re.compile(r'^import (\{[^}]*\}|\* as \w+) from "(\./[^"]+)";\n', re.M)
SCRIPT_EXPORT = re.compile(r"^export ((?:async )?function|const) (\w+)", re.M)
ANY_IMPORT = re.compile(r"^\s*(import\b(?!\()|export\b).*$", re.M)
SCRIPT_COMMENT = re.compile(r"^[ \t]*//(?!!).*\n|^[ \t]*/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.M)
INDENT = re.compile(r"^[ \t]+", re.M)


def beside(name: str, address: str) -> str:
    """The name of a file that another one, `name`, gives as a relative address."""
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / address).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def joined_style(name: str, read: Read) -> str:
    """A stylesheet with what it imports in the place of each import, without comments but for notices.

    Raises:
        ValueError: an imported sheet of another folder names a file by its place, which would not hold.
    """
    return '@charset "UTF-8";' + _style(name, read, PurePosixPath(name).parent)


def _style(name: str, read: Read, home: PurePosixPath) -> str:
    text = CHARSET.sub("", read(name))
    if PurePosixPath(name).parent != home and RELATIVE.search(text):
        raise ValueError(f"{name} names a file by its place, and is imported from {home}.")
    text = STYLE_IMPORT.sub(lambda match: _style(beside(name, match[1]), read, home), text)
    return AROUND.sub(r"\1\2", STYLE_COMMENT.sub("", text)).strip() + "\n"


def joined_script(name: str, read: Read) -> str:
    """A module with those that it imports statically before it, each in a function of its own.

    What it loads later, by `import("./...")`, stays a file of its own.

    Raises:
        ValueError: a module imports in a circle, or imports or exports in a form that is not read here.
    """
    done: dict[str, str] = {}
    own = _script(name, read, done, ())
    return "".join(done.values()) + own


def _script(name: str, read: Read, done: dict[str, str], path: tuple[str, ...]) -> str:
    """The body of a module; those before it are added to `done`."""
    if name in path:
        raise ValueError(f"{' imports '.join((*path, name))}: a circle.")
    if path and PurePosixPath(name).parent != PurePosixPath(path[0]).parent and "import(" in read(name):
        raise ValueError(f"{name} loads a file by its place, and is imported from {path[0]}.")

    def fetched(match: re.Match[str]) -> str:
        wanted, other = match[1], beside(name, match[2])
        if other not in done:
            body = _script(other, read, done, (*path, name))
            names = ", ".join(export for _kind, export in SCRIPT_EXPORT.findall(read(other)))
            body = SCRIPT_EXPORT.sub(r"\1 \2", body)
            done[other] = f"const {variable(other)} = (() => {{\n{body}return {{ {names} }};\n}})();\n"
        taken = wanted.removeprefix("* as ").replace(" as ", ": ")
        return f"const {taken} = {variable(other)};\n"

    text = SCRIPT_IMPORT.sub(fetched, read(name))
    left = ANY_IMPORT.search(SCRIPT_EXPORT.sub("", text))
    if left:
        raise ValueError(f"{name}: {left[0].strip()!r} is a form that collectstatic does not read.")
    return INDENT.sub("", SCRIPT_COMMENT.sub("", text))


def variable(name: str) -> str:
    """The variable that holds what a module exports, in a joined script."""
    return "from_" + re.sub(r"\W", "_", name.removeprefix("js/").removesuffix(".js"))


def joined(name: str, read: Read) -> str | None:
    """A stylesheet or script of ours with all that it imports; None for every other file.

    Raises:
        ValueError: it imports in a form that is not read here.
    """
    if not name.startswith(OWN) or not name.endswith((".css", ".js")):
        return None
    return joined_style(name, read) if name.endswith(".css") else joined_script(name, read)


class JoinedFinder(FileSystemFinder):
    """Our stylesheets and scripts joined, for a server of one's own that collects nothing: the demo's.

    A page costs few requests there too. It stands before the other finders, which have the files as they lie.
    """

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """The joined files, made anew: whoever serves them asks once, as it starts."""
        made = FileSystemStorage(location=settings.DATA_DIR / "joined")
        sources = {name: Path(storage.path(name)) for name, storage in super().list(ignore_patterns)}
        for name in sources:
            text = joined(name, lambda other: sources[other].read_text(encoding="utf-8"))
            if text is not None:
                target = Path(made.path(name))
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
                yield name, made


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Joined, hashed and compressed files; the names reach into ES modules too."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, tuple[Any, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool | Exception]]:
        """Join before the names are made, for a name tells the whole content."""
        if not dry_run:
            self._join(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _join(self, paths: dict[str, tuple[Any, str]]) -> None:
        def read(name: str) -> str:
            storage, path = sources[name]
            with storage.open(path) as file:
                return str(file.read().decode("utf-8"))

        sources = dict(paths)
        for name in sources:
            text = joined(name, read)
            if text is not None:
                self.delete(name)
                self._save(name, ContentFile(text.encode()))
                paths[name] = (self, name)
