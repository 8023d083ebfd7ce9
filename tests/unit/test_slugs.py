"""The word that stands for a name in addresses."""

import pytest

from core.slugs import free_slug


@pytest.mark.parametrize(
    ("name", "taken", "slug"),
    [
        pytest.param("Água & Luz", [], "agua-luz", id="Latin letters, small, with hyphens"),
        pytest.param("Água & Luz", ["agua-luz"], "agua-luz-2", id="the second of a name"),
        pytest.param("Data", ["data", "data-2", "data-4"], "data-3", id="the first number that is free"),
        pytest.param("数据", [], "team", id="no Latin letter"),
        pytest.param("数据", ["team"], "team-2", id="and again"),
        pytest.param("---", [], "team", id="signs alone"),
        pytest.param("a" * 20, [], "a" * 10, id="cut to its length"),
        pytest.param("a" * 20, ["a" * 10], "a" * 8 + "-2", id="the number has room"),
        pytest.param("abcdefg hijk", ["abcdefg-hi"], "abcdefg-2", id="no two hyphens where it was cut"),
        pytest.param("abcdefghi jk", [], "abcdefghi", id="no hyphen at the end"),
    ],
)
def test_a_name_becomes_a_word(name: str, taken: list[str], slug: str) -> None:
    assert free_slug(name, taken=set(taken), otherwise="team", length=10) == slug
