"""The addresses of other servers, as an operator may write them."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.mail_server import IMPLICIT, PLAIN, STARTTLS, MailServer, mail_server
from core.servers import cache_at, database_at, site_at


@pytest.mark.parametrize(
    ("address", "host", "port", "protection"),
    [
        ("smtp://localhost:25", "localhost", 25, PLAIN),
        ("smtp://mail.example.org", "mail.example.org", 25, PLAIN),
        ("smtp://[::1]:2525", "::1", 2525, PLAIN),
        ("smtp+tls://mail.example.org:587", "mail.example.org", 587, STARTTLS),
        ("smtp+tls://mail.example.org", "mail.example.org", 587, STARTTLS),
        ("submission://mail.example.org", "mail.example.org", 587, STARTTLS),
        ("smtp://mail.example.org:587/?tls=True", "mail.example.org", 587, STARTTLS),
        ("smtp+ssl://mail.example.org:465", "mail.example.org", 465, IMPLICIT),
        ("smtp+ssl://mail.example.org", "mail.example.org", 465, IMPLICIT),
        ("smtps://mail.example.org:465", "mail.example.org", 465, IMPLICIT),
        ("smtp://mail.example.org:465", "mail.example.org", 465, IMPLICIT),
        ("smtp://mail.example.org:2465?ssl=yes", "mail.example.org", 2465, IMPLICIT),
    ],
)
def test_the_scheme_the_port_and_a_word_say_how_mail_is_protected(
    address: str, host: str, port: int, protection: str
) -> None:
    assert mail_server(address) == MailServer(host, port, "", "", protection)


@pytest.mark.parametrize(
    ("written", "user", "password"),
    [
        ("user:password", "user", "password"),
        ("me@acme.example:password", "me@acme.example", "password"),
        ("me%40acme.example:p%40%2F%23%25%3F", "me@acme.example", "p@/#%?"),
        ("user:p@/#?[]+ x", "user", "p@/#?[]+ x"),
        ("user:a:b", "user", "a:b"),
        ("us%3Aer:100%25", "us:er", "100%"),
    ],
)
def test_a_name_and_a_password_may_hold_any_sign(written: str, user: str, password: str) -> None:
    server = mail_server(f"smtp+tls://{written}@mail.example.org:587")

    assert (server.user, server.password, server.host) == (user, password, "mail.example.org")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "cannot be read"),
        ("mail.example.org:587", "cannot be read"),
        ("smtp://mail.example.org:many", "cannot be read"),
        ("smtp+tls://user:s3\ncret@mail.example.org", "cannot be read"),
        ("imap://mail.example.org", "begins with imap://; known are smtp://, smtp+tls:// and smtp+ssl://"),
        ("smtp+tls://user:s3cret@mail.example.org:465", "asks for STARTTLS on port 465"),
        ("smtp+tls://mail.example.org:70000", "a port is a number from 1 to 65535"),
        ("smtp+tls://user:s3cret%@mail.example.org", "write % as %25"),
        ("smtp+tls://user@mail.example.org", "a user name and a password, or neither"),
        ("smtp://mail.example.org/?timeout=5", "there are only tls=true and ssl=true"),
    ],
)
def test_an_address_of_a_mail_server_is_refused_in_words_without_its_password(
    address: str, words: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match="PATAMAR_EMAIL_URL") as refused:
        mail_server(address)

    assert words in str(refused.value)
    assert "s3" not in str(refused.value)


def test_a_database_keeps_the_options_behind_its_address() -> None:
    found = database_at("postgres://me:p%40%2F%23%25%3F@database.example.org:5433/patamar?sslmode=require")

    assert (found["USER"], found["PASSWORD"], found["PORT"]) == ("me", "p@/#%?", 5433)
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "mysql://a:b@c/d", "postgres://a:b/c@d/e", "postgres://a:1?2@c/d", "postgres://a@b/"],
)
def test_an_address_of_no_database_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database_at(address)


@pytest.mark.parametrize(
    "address", ["", "redis://:p%40@host:6379/0", "rediss://host/1", "unix:///run/redis.sock"]
)
def test_redis_is_found_by_its_address(address: str) -> None:
    assert cache_at(address) == address


@pytest.mark.parametrize(
    "address", ["http://host", "redis://", "redis://a:b/c@host", "redis://a:1#2@host", "host:6379"]
)
def test_an_address_of_no_redis_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL"):
        cache_at(address)


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("", ""),
        ("https://patamar.example/", "https://patamar.example"),
        ("https://patamar.example:8443", "https://patamar.example:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_a_site_is_a_scheme_a_host_and_a_port(address: str, site: str) -> None:
    assert site_at(address) == site


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://intranet.example/patamar", "ends with the path /patamar"),
        ("https://intranet.example/patamar/", "ends with the path /patamar"),
        ("intranet.example", "cannot be read"),
        ("ftp://intranet.example", "cannot be read"),
        ("https://intranet.example:port", "cannot be read"),
        ("https://intranet.example?team=1", "nothing behind it"),
        ("https://intranet.example#top", "nothing behind it"),
        ("https://me:secret@intranet.example", "nothing behind it"),
    ],
)
def test_a_site_with_more_in_its_address_is_refused(address: str, words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        site_at(address)
