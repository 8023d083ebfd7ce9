"""A backup is used only when all of it is whole: what is broken or foreign is refused in words."""

import gzip
import hashlib
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.backup.manifest import BackupRefused, Manifest, Member, fingerprint
from core.backup.reading import open_backup

DATABASE, LOGO = "database.sqlite3", "files/aurora/logo.png"
CONTENTS = {DATABASE: b"rows " * 400, LOGO: b"a picture"}


def manifest(contents: dict[str, bytes], **changed: object) -> Manifest:
    members = {name: Member(len(one), hashlib.sha256(one).hexdigest()) for name, one in contents.items()}
    told = {
        "version": "0.1.0",
        "engine": "sqlite",
        "server": "3.40.1",
        "made_at": "2026-11-30T12:00:00+00:00",
        "key": fingerprint("a key"),
        "migrations": ["core.0001_initial"],
        "counts": {"core_outboxmessage": 2},
        "members": members,
    }
    return Manifest(**(told | changed))  # type: ignore[arg-type]


def tar_of(members: list[tuple[str, bytes]], **info: object) -> bytes:
    """A tar of these files; `info` changes what the headers of all say."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for name, content in members:
            header = tarfile.TarInfo(name)
            header.size = len(content)
            for attribute, value in info.items():
                setattr(header, attribute, value)
            tar.addfile(header, io.BytesIO(content))
    return written.getvalue()


def backup_of(contents: dict[str, bytes], told: Manifest | None = None) -> bytes:
    """A backup as the product writes it: the manifest last."""
    return tar_of([*contents.items(), ("manifest.json", (told or manifest(contents)).as_json())])


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[bytes], Path]:
    def keep(content: bytes) -> Path:
        path = tmp_path / "patamar.tar"
        path.write_bytes(content)
        return path

    return keep


def refusal(path: Path) -> str:
    with pytest.raises(BackupRefused) as refused, open_backup(path):
        pass
    return str(refused.value)


def test_a_whole_backup_gives_back_what_went_in(kept: Callable[[bytes], Path], tmp_path: Path) -> None:
    with open_backup(kept(backup_of(CONTENTS))) as backup:
        backup.copy_database(tmp_path / "database")
        assert {name: content.read() for name, content in backup.files()} == {"aurora/logo.png": b"a picture"}

    assert (tmp_path / "database").read_bytes() == CONTENTS[DATABASE]


def test_a_name_longer_than_a_header_comes_back(kept: Callable[[bytes], Path]) -> None:
    name = f"files/aurora/{'long-' * 40}name.png"

    with open_backup(kept(backup_of(CONTENTS | {name: b"another"}))) as backup:
        assert name.removeprefix("files/") in dict(backup.files())


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9])
def test_a_backup_that_was_cut_short_is_refused(part: float, kept: Callable[[bytes], Path]) -> None:
    whole = backup_of(CONTENTS).rstrip(b"\0")

    told = refusal(kept(whole[: int(len(whole) * part)]))

    assert told.startswith(("The file is broken", "The file is no backup of Patamar"))


def test_one_that_lacks_its_manifest_was_cut_short(kept: Callable[[bytes], Path]) -> None:
    assert "manifest.json is missing" in refusal(kept(tar_of(list(CONTENTS.items()))))


def test_one_changed_byte_is_found(kept: Callable[[bytes], Path]) -> None:
    whole = backup_of(CONTENTS)
    place = whole.index(b"rows rows")

    told = refusal(kept(whole[:place] + b"R" + whole[place + 1 :]))

    assert "database.sqlite3 is not what was backed up" in told


def test_a_member_that_the_manifest_does_not_name_is_refused(kept: Callable[[bytes], Path]) -> None:
    more = [*CONTENTS.items(), ("files/more", b""), ("manifest.json", manifest(CONTENTS).as_json())]

    assert "does not hold the files that its manifest names" in refusal(kept(tar_of(more)))


def test_a_name_that_is_there_twice_is_refused(kept: Callable[[bytes], Path]) -> None:
    twice = [*CONTENTS.items(), (LOGO, b"other"), ("manifest.json", manifest(CONTENTS).as_json())]

    assert "a name is there twice" in refusal(kept(tar_of(twice)))


@pytest.mark.parametrize(
    "name", ["files/../../settings.py", "/etc/passwd", "files//etc", "files/./x", "files/a\\..\\b", "other/x"]
)
def test_no_name_leads_out_of_the_uploads(name: str, kept: Callable[[bytes], Path]) -> None:
    assert "would be written elsewhere" in refusal(kept(backup_of(CONTENTS | {name: b"x"})))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE, tarfile.GNUTYPE_SPARSE]
)
def test_only_plain_files_are_let_in(kind: bytes, kept: Callable[[bytes], Path]) -> None:
    whole = tar_of([(LOGO, b"")], type=kind, linkname="/etc/passwd")

    assert "is no plain file" in refusal(kept(whole))


def test_a_header_that_promises_more_than_there_is_is_refused(kept: Callable[[bytes], Path]) -> None:
    header = tarfile.TarInfo(DATABASE)
    header.size = 8 * 1024**4

    assert "ends in the middle" in refusal(kept(header.tobuf(tarfile.GNU_FORMAT) + bytes(2048)))


def test_a_header_that_leads_back_to_itself_is_refused(kept: Callable[[bytes], Path]) -> None:
    header = tarfile.TarInfo(DATABASE)
    header.size = -512

    assert "no plain file" in refusal(kept(header.tobuf(tarfile.GNU_FORMAT) + bytes(2048)))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"id;name\n" * 300, id="a table"),
        pytest.param(gzip.compress(backup_of(CONTENTS)) + bytes(1024), id="a compressed tar"),
        pytest.param(bytes(4096), id="zeros"),
        pytest.param(tar_of([("readme.txt", b"hello")]), id="another program's tar"),
        pytest.param(tar_of([("manifest.json", b'{"name": "an extension"}')]), id="another manifest"),
        pytest.param(tar_of([("manifest.json", b"[" * 100_000)]), id="brackets without end"),
        pytest.param(tar_of([("manifest.json", b"[]")]), id="a list"),
    ],
)
def test_what_is_no_backup_is_told_so(content: bytes, kept: Callable[[bytes], Path]) -> None:
    assert refusal(kept(content)).startswith("The file is no backup of Patamar")


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.tar").endswith("can't be opened: No such file or directory.")


def test_a_backup_without_a_database_is_refused(kept: Callable[[bytes], Path]) -> None:
    only = {LOGO: b"a picture"}

    assert "holds no database" in refusal(kept(backup_of(only)))


def test_a_later_format_names_the_way_out(kept: Callable[[bytes], Path]) -> None:
    told = refusal(kept(backup_of(CONTENTS, manifest(CONTENTS, format=2))))

    assert "restore it with the version of Patamar that made it" in told


def test_a_fingerprint_tells_keys_apart_and_does_not_give_them_away() -> None:
    assert fingerprint("a key") != fingerprint("another")
    assert fingerprint("a key") == fingerprint("a key")
    assert "a key" not in fingerprint("a key")
