"""The uploads of an installation, whatever storage keeps them."""

from collections.abc import Iterator

from django.core.files import File
from django.core.files.storage import default_storage


def stored_names(folder: str = "") -> Iterator[str]:
    """The names of all files in the storage below `folder`, in order."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}".lstrip("/")
    for name in sorted(folders):
        yield from stored_names(f"{folder}/{name}".lstrip("/"))


def put_back(name: str, content: "File[bytes]") -> None:
    """Store a file under exactly this name, in the place of one that has it."""
    if default_storage.exists(name):
        default_storage.delete(name)
    kept = default_storage.save(name, content)
    if kept != name:
        raise OSError(f"The storage kept {name} under another name: {kept}.")
