"""What is drawn once and kept tells nothing of anybody, and what a person wrote comes out as text."""

import re
from typing import Any

import pytest
from django.test import Client

from maturity.exchange import load_version
from maturity.reading import catalog
from organizations.models import Team
from organizations.scoping import scope
from surveys import answering, drawn, drawn_frames
from surveys.answering import Given
from surveys.models import Answer, Response
from surveys.progress import progress_of
from tests.cast import Cast

PAGE = "/a/dimension/value/"
OURS = ("Said &lt;b&gt;", "example.org/?a=1", "2026 Q4", ">Pricing<")


@pytest.fixture
def written(cast: Cast, response: Response) -> Answer:
    """Lia has rated a criterion and written beside it what would be markup."""
    with scope(organization=cast.aurora):
        answering.save_answer(
            response,
            response.participation.round.version.criteria.get(key="value.known-users"),
            Given("fully", comment="Said <b>\"&quot;'", evidence_url="https://example.org/?a=1&b=2"),
            revision=7,
            by=cast.lia,
        )
        return Answer.objects.get()


def question(page: str, key: str) -> str:
    """The markup of one question."""
    return next(
        one for one in re.findall(r"<fieldset.*?</fieldset>", page, re.S) if f'data-key="{key}"' in one
    )


def test_a_page_shows_what_stands_there_and_nothing_of_it_is_kept(
    lia: Client, cast: Cast, written: Answer
) -> None:
    page = lia.get(PAGE).content.decode()
    asked = question(page, "value.known-users")

    assert re.search(r'value="fully" checked>', asked)
    assert asked.count(" checked") == 1
    assert 'data-seen="7"' in asked
    assert "Said &lt;b&gt;&quot;&amp;quot;&#x27;</textarea>" in asked
    assert 'value="https://example.org/?a=1&amp;b=2"' in asked
    assert '<details class="more" open>' in asked
    assert "\0" not in page

    faces = [face for faces in drawn._kept.values() for face in faces.values()]
    frames = [one for one in drawn_frames._kept.values() if isinstance(one, drawn_frames.Frame)]
    fragments = [part for face in faces for part in (face.blank, face.noted)]
    fragments += [part for frame in frames for part in (frame.rail_parts, frame.climb_parts)]
    kept = [piece for fragment in fragments for piece in fragment._texts]
    kept += [part for frame in frames for part in (frame.intro, frame.dock)]
    assert len(kept) > 100
    check = lia.get("/a/check/").content.decode()
    assert "have no answer yet" in check
    assert "\0" not in check
    of_check = [one for one in drawn_frames._kept.values() if not isinstance(one, drawn_frames.Frame)]
    assert len(of_check) > 3
    kept += [text for one in of_check for text in (one._texts if isinstance(one, drawn.Fragment) else [one])]
    assert not any(word in piece for piece in kept for word in (*OURS, " checked>"))


def test_the_next_reader_of_a_question_sees_an_empty_one(lia: Client, written: Answer) -> None:
    lia.get(PAGE)
    Answer._base_manager.all().delete()

    asked = question(lia.get(PAGE).content.decode(), "value.known-users")
    assert " checked" not in asked
    assert 'data-seen="0"' in asked
    assert '<details class="more">' in asked


def test_a_reason_that_was_offered_once_is_still_shown(lia: Client, written: Answer) -> None:
    Answer._base_manager.filter(pk=written.pk).update(
        criterion=written.response.participation.round.version.criteria.get(key="value.proven-benefit"),
        rating="na",
        na_reason="another_team",
    )

    asked = question(lia.get(PAGE).content.decode(), "value.proven-benefit")
    assert '<option value="another_team" selected>' in asked


def test_a_team_is_named_as_text_beside_the_dimensions(lia: Client, cast: Cast, response: Response) -> None:
    Team._base_manager.filter(pk=cast.pricing.pk).update(name="x")
    type(response.participation)._base_manager.update(team_name="<i>R&D</i>")

    assert '<span translate="no">&lt;i&gt;R&amp;D&lt;/i&gt;</span>' in lia.get(PAGE).content.decode()


def test_both_languages_are_kept_apart(lia: Client, cast: Cast, response: Response) -> None:
    english = lia.get(PAGE).content.decode()
    cast.lia.user.prefer(language="pt-br")
    portuguese = lia.get(PAGE).content.decode()
    cast.lia.user.prefer(language="en")

    assert "Add a comment or evidence" in english
    assert "Add a comment or evidence" not in portuguese
    assert "Add a comment or evidence" in lia.get(PAGE).content.decode()


def test_equal_models_of_two_organizations_are_drawn_once_and_each_page_knows_where_it_is(
    cast: Cast, health_document: dict[str, Any]
) -> None:
    """Both load the same file, so the checksum by which drawings are kept is the same."""
    own = {**health_document, "model": {**health_document["model"], "key": "our-health"}}
    ours, theirs = (catalog(load_version(own, owner=owner).pk) for owner in (cast.aurora, cast.boreal))
    assert ours.version.checksum == theirs.version.checksum

    for read in (ours, theirs):
        here, progress = read.dimensions[1], progress_of(read, {})
        frame = drawn_frames.frame_of(read, here)
        rail = frame.rail(progress, team="Pricing", round="2026 Q4", closes="Friday")

        assert re.findall(r'data-dimension="([^"]+)" class="is-now"', rail) == [here.key]
        assert re.findall(r'data-step="([^"]+)" class="is-now"', frame.climb(progress)) == [here.key]
