"""Each component is drawn once, with what it is meant to be given."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.signals import template_rendered

from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"

pytestmark = pytest.mark.urls("tests.showcase")


@pytest.fixture
def drawn(cast: Cast, enter: Enter) -> Any:
    """The showcase as Olga sees it, and the names of the templates that took part."""
    names: set[str] = set()

    def note(template: Any, **_: Any) -> None:
        names.add(template.name)

    template_rendered.connect(note)
    try:
        answer = enter(cast.olga).get("/o/aurora/showcase/")
    finally:
        template_rendered.disconnect(note)
    return markup(answer), names


def test_every_component_takes_part(drawn: Any) -> None:
    _, names = drawn
    used_elsewhere = {"_bar_plain.html", "_other_languages.html"}  # for who is not signed in

    missing = {path.name for path in COMPONENTS.glob("_*.html")} - used_elsewhere
    missing -= {name.rpartition("/")[2] for name in names if name and name.startswith("components/")}

    assert missing == set()


def test_the_team_stands_on_its_step_and_steps_above_are_not_reached(drawn: Any) -> None:
    page, _ = drawn

    stairs = page.split('<ol class="stairs"')[1].split("</ol>")[0].split('<li class="stair')[1:]

    assert len(stairs) == 5
    assert ["stair--done" in step.split(">")[0] for step in stairs] == [True, True, False, False, False]
    assert "Team is here" in stairs[1]
    assert 'class="is-low"' in stairs[1]
    assert "Release" in stairs[1]


def test_a_level_is_said_in_words_too(drawn: Any) -> None:
    page, _ = drawn

    assert '<span class="visually-hidden">Level</span> 1' in page
    assert "Too few answers to show" in page


def test_lengths_are_written_with_a_dot_in_every_language(drawn: Any, client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "pt-br"

    page = markup(client.get("/o/aurora/showcase/"))

    assert 'width="33.3"' in page
    assert 'd="M66.7 0V12"' in page


def test_a_field_that_is_wrong_names_its_error_to_screen_readers(drawn: Any) -> None:
    page, _ = drawn

    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert "The form as a whole is wrong." in page


def test_messages_stand_above_the_heading(drawn: Any) -> None:
    page, _ = drawn

    assert page.index("Round 2026 Q4 is closed.") < page.index("<h1>")
    assert "note note--ok" in page


def test_pages_keep_the_filters_of_the_address(cast: Cast, enter: Enter) -> None:
    page = markup(enter(cast.olga).get("/o/aurora/showcase/?sort=name"))

    assert "?sort=name&amp;page=3" in page
    assert "Page 2 of 3" in page


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("olga", ["Overview", "Teams", "Rounds", "Catalog"]),
        ("mauro", ["Overview", "Teams", "Rounds", "Catalog"]),
        ("clara", ["Catalog"]),
    ],
)
def test_the_bar_shows_the_sections_that_a_member_may_open(
    cast: Cast, enter: Enter, name: str, sections: Any
) -> None:
    page = markup(enter(getattr(cast, name)).get("/o/aurora/showcase/"))

    bar = page.split('<ul class="top__nav">')[1].split("</ul>")[0]
    assert re.findall(r">([A-Z]\w+)</a>", bar) == sections


@pytest.mark.parametrize(
    ("address", "marked"),
    [("/o/aurora/teams/", "Teams"), ("/o/aurora/people/", "Teams"), ("/o/aurora/rounds/", "Rounds")],
)
def test_the_bar_marks_the_section_where_the_reader_is(
    cast: Cast, enter: Enter, address: str, marked: str
) -> None:
    page = markup(enter(cast.olga).get(address))

    bar = page.split('<ul class="top__nav">')[1].split("</ul>")[0]
    assert re.findall(r'aria-current="page">(\w+)<', bar) == [marked]
