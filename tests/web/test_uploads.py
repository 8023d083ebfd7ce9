"""A request that says it brings too much is refused before a byte of it is read."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast

MEGABYTE = 1024 * 1024
IMPORT = "/o/aurora/settings/teams/import/"
LOGO = "/o/aurora/settings/logo/"


class Untouched:
    """A body that nobody may look at."""

    def read(self, *_asked: Any) -> bytes:
        raise AssertionError("The body was read.")

    readline = read

    def close(self) -> None:
        pass


def bring(client: Client, path: str, size: str, **more: Any) -> Any:
    kind = "multipart/form-data; boundary=x"
    sent = {"CONTENT_LENGTH": size, "CONTENT_TYPE": kind, "wsgi.input": Untouched()}
    return client.request(REQUEST_METHOD="POST", PATH_INFO=path, **sent, **more)


@pytest.mark.parametrize(
    ("path", "size", "most"), [(LOGO, 2, 2), (IMPORT, 11, 11), ("/accounts/login/", 2, 2)]
)
def test_a_body_beyond_the_limit_of_its_page_is_refused_unread(
    cast: Cast, enter: Any, path: str, size: int, most: int
) -> None:
    answer = bring(enter(cast.ada), path, str(size * MEGABYTE + 1))

    assert answer.status_code == 413
    assert f"at most {most} MB are taken here. Nothing was stored." in answer.content.decode()


def test_it_is_refused_in_the_words_of_the_reader_and_as_its_program_reads_it(
    cast: Cast, client: Client
) -> None:
    size = str(5000 * MEGABYTE)

    by_htmx = bring(client, "/accounts/login/", size, HTTP_HX_REQUEST="true", HTTP_ACCEPT_LANGUAGE="pt-br")
    by_program = bring(client, "/accounts/login/", size, HTTP_ACCEPT="application/json")

    assert (by_htmx.status_code, by_program.status_code) == (413, 413)
    assert "no máximo 2 MB" in by_htmx.content.decode()
    assert by_program.json()["code"] == "body_too_large"


def test_what_its_page_takes_is_let_through(cast: Cast, enter: Any) -> None:
    client = enter(cast.ada)

    assert client.post(IMPORT, {"note": "x" * 500_000}, headers={"accept-language": "en"}).status_code == 422
    assert bring(client, "/nowhere/", "a lot").status_code == 404
