"""Guessing is slowed down, for each account and each address, and nothing tells whether an account exists."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.conf import settings as settings_of_tests
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from redis import Redis

from tests.cast import PASSWORD, Cast
from tests.kinds import Enter

LOGIN = "/accounts/login/"
NOWHERE = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[Any]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def visitor(db: None) -> Client:
    return Client(headers={"accept-language": "en"})


def try_password(client: Client, address: str, password: str = "wrong", **more: Any) -> Any:
    return client.post(LOGIN, {"login": address, "password": password}, **more)


def test_the_limit_of_an_account_is_blind_to_the_spelling_of_its_address(
    cast: Cast, visitor: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    spellings = ["lia@aurora.example", "LIA@AURORA.EXAMPLE", " Lia@aurora.example", "lia@ａurora.example"]
    for address in spellings:
        assert "The address or the password is wrong." in try_password(visitor, address).content.decode()
    try_password(visitor, "lia@aurora.example", headers={"host": "other.example"})

    refused = try_password(visitor, "lia@aurora.example", PASSWORD)

    assert "Too many attempts." in refused.content.decode()
    assert "_auth_user_id" not in visitor.session


def test_an_address_without_an_account_is_slowed_down_in_the_same_words(
    cast: Cast, visitor: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/5m/key"}
    for _ in range(2):
        try_password(visitor, "nobody@aurora.example")

    assert "Too many attempts." in try_password(visitor, "nobody@aurora.example").content.decode()


def test_one_account_under_attack_leaves_the_others_alone(
    cast: Cast, visitor: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "1/5m/key"}
    for _ in range(3):
        try_password(visitor, "lia@aurora.example")

    assert try_password(visitor, "mauro@aurora.example", PASSWORD).status_code == 302


def test_a_forged_address_helps_nobody(cast: Cast, visitor: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}

    answers = [
        try_password(
            visitor, f"guess{n}@aurora.example", headers={"x-forwarded-for": f"10.0.0.{n}"}
        ).status_code
        for n in range(4)
    ]

    assert answers == [200, 200, 200, 429]


def test_behind_our_proxy_its_own_word_counts_and_no_other(
    cast: Cast, visitor: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    settings.TRUST_PROXY = True

    def from_hops(hops: str) -> int:
        return try_password(visitor, "x@aurora.example", headers={"x-forwarded-for": hops}).status_code

    assert [from_hops(f"10.9.9.{n}, 203.0.113.7") for n in range(3)] == [200, 200, 429]
    assert from_hops("203.0.113.7, 198.51.100.4") == 200


def test_asking_for_new_passwords_is_limited_by_address_however_it_is_spelled(
    cast: Cast, visitor: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "2/h/key"}

    answers = [
        visitor.post("/accounts/password/reset/", {"email": address}).status_code
        for address in ("lia@aurora.example", "LIA@aurora.example", "lia@ＡＵＲＯＲＡ.example")
    ]

    assert answers == [302, 302, 429]


def attempt(_number: int = 1) -> bool:
    """One more guess at Lia's password; whether the limit lets it pass."""
    usage = ratelimit.consume(
        RequestFactory().post(LOGIN), app="allauth.account", action="login_failed", key="lia@aurora.example"
    )
    return usage is not None


def test_fifty_at_once_get_no_more_than_the_limit(settings: Settings) -> None:
    """With the library's own waiting time, however busy the machine is: who waits longer is refused."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}

    with ThreadPoolExecutor(50) as pool:
        allowed = sum(pool.map(attempt, range(50)))

    assert 1 <= allowed <= 5
    assert sum(attempt() for _ in range(10)) == 5 - allowed


def test_who_cannot_be_counted_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock under which attempts are counted stays somebody else's for longer than one waits."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
    monkeypatch.setattr(ratelimit, "CACHE_LOCK_WAIT_TIMEOUT", 0.05)
    rate = ratelimit.parse_rate("5/5m/key")
    count = ratelimit.get_cache_key(
        RequestFactory().post(LOGIN),
        app="allauth.account",
        action="login_failed",
        rate=rate,
        key="lia@aurora.example",
    )

    with ratelimit.cache_lock(count) as held:
        assert held
        assert not attempt()

    assert attempt()


def test_emptying_our_cache_leaves_other_processes_their_counts() -> None:
    """Else a limit seems to let more pass than it does: all processes of the tests may share one Redis."""
    if not settings_of_tests.REDIS_URL:
        assert "locmem" in settings_of_tests.CACHES["default"]["BACKEND"]  # of this process alone
        return
    other = Redis.from_url(settings_of_tests.REDIS_URL)
    other.set("tests-of-somebody-else", "5", ex=60)
    cache.set("ours", "5")

    cache.clear()

    assert cache.get("ours") is None
    assert other.delete("tests-of-somebody-else") == 1


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("nobody@aurora.example", "an unknown address"),
        ("lia@aurora.example", "a wrong password"),
        ("mauro@aurora.example", "an account without a password"),
        ("vera@aurora.example", "a closed account"),
    ],
)
def test_the_answer_tells_nothing_of_the_account(cast: Cast, visitor: Client, address: str, why: str) -> None:
    cast.mauro.user.set_unusable_password()
    cast.mauro.user.save()
    cast.vera.user.is_active = False
    cast.vera.user.save()

    answer = try_password(visitor, address, "wrong password")

    assert answer.status_code == 200
    assert "The address or the password is wrong." in answer.content.decode()
    assert visitor.session.get("account_login") is None


def test_what_is_done_is_the_same_with_and_without_an_account(cast: Cast, visitor: Client) -> None:
    """The same statements in the same order; the clock's own word is `python -m bench.sign_in_timing`."""
    cast.mauro.user.set_unusable_password()
    cast.mauro.user.save()
    found = []
    for address in ("nobody@aurora.example", "lia@aurora.example", "mauro@aurora.example"):
        with CaptureQueriesContext(connection) as statements:
            try_password(visitor, address)
        found.append([re.sub(r"'(?:[^']|'')*'|\d+", "?", statement["sql"]) for statement in statements])

    assert len(found[0]) >= 3
    assert found[0] == found[1] == found[2]


@pytest.fixture
def without_cache(settings: Settings) -> Any:
    """The limits as in production, and a Redis that is away."""

    def go() -> None:
        settings.CACHES = {"default": NOWHERE}
        settings.ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "5/5m/key"}

    return go


def test_without_the_cache_nobody_signs_in_and_the_page_says_so(
    cast: Cast, visitor: Client, without_cache: Any
) -> None:
    without_cache()

    answer = try_password(visitor, "lia@aurora.example", PASSWORD)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "This has to wait a minute" in answer.content.decode()
    assert "_auth_user_id" not in visitor.session


def test_without_the_cache_whoever_is_signed_in_goes_on(cast: Cast, enter: Enter, without_cache: Any) -> None:
    lia = enter(cast.lia)
    without_cache()

    assert lia.get("/o/aurora/teams/").status_code == 200
    assert lia.post("/account/", {"name": "Lia Sousa", "time_zone": ""}).status_code == 302


def test_without_the_cache_signing_out_is_not_promised(cast: Cast, enter: Enter, without_cache: Any) -> None:
    """A copy of the session may still be there: when the cache is back, the person signs out again."""
    lia = enter(cast.lia)
    without_cache()

    answer = lia.post("/accounts/logout/")

    assert answer.status_code == 503
