"""Asked at once: whoever is invited to lead a team answers by one mail, sees the level, and has joined."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from maturity.models import ModelVersion
from maturity.reading import catalog
from organizations.access import Role
from organizations.models import RoleGrant
from organizations.scoping import scope, scopes_disabled
from surveys import rounds
from surveys.models import Round
from tests.browser.conftest import Language, Pages, Viewport
from tests.cast import Cast, place

NINA = "nina@example.com"


@pytest.fixture
def draft(cast: Cast, health: ModelVersion) -> Round:
    """Asks Claims, which nobody leads."""
    with scope(organization=cast.aurora):
        return rounds.plan_round(
            cast.aurora,
            name="2026 Q4",
            version=health,
            teams=[place(cast.aurora, "Claims", cast.risk)],
            opens_at=None,
            closes_at=timezone.now() + timedelta(days=14),
            by=cast.davi,
        )


def invite_the_lead_that_is_missing(page: Page, draft: Round, says: Callable[[str], str]) -> None:
    """From the draft, which names the team, in one click."""
    page.goto(f"/o/aurora/rounds/{draft.pk}/")
    page.get_by_role("link", name=re.compile(says("Invite a lead"))).click()
    page.locator("#id_email").fill(NINA)
    page.locator("#id_name").fill("Nina Faro")
    page.locator("select[name=language]").select_option("pt-br" if says("Team") != "Team" else "en")
    page.locator("#main form button[type=submit]").first.click()
    expect(page.get_by_text(NINA).first).to_be_visible()


def link_in_mail() -> str:
    """The only mail that went to Nina since the round opened: the round's."""
    [message] = [one for one in mail.outbox if one.to == [NINA]]
    found = re.search(r"https?://\S+?(/a/\S+)", message.body)
    assert found
    return found[1]


def no_way_to_sign_in(page: Page, says: Callable[[str], str]) -> None:
    expect(page.get_by_text(says("Sign in"), exact=True)).to_have_count(0)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.story
@pytest.mark.parametrize(("viewport", "language"), [("phone", "en"), ("desktop", "pt-BR")])
def test_from_the_draft_to_the_receipt(
    page_for: Pages,
    cast: Cast,
    draft: Round,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    viewport: Viewport,
    language: Language,
) -> None:
    def says(text: str) -> str:
        with translation.override(language.lower()):
            return translation.gettext(text)

    def look(page: Page, name: str) -> None:
        axe(page)
        picture(page, f"asked-{name}-{viewport}-{language}")

    davi = page_for(cast.davi, viewport=viewport, language=language)
    davi.goto(f"/o/aurora/rounds/{draft.pk}/")
    look(davi, "draft")
    invite_the_lead_that_is_missing(davi, draft, says)
    mail.outbox.clear()
    davi.goto(f"/o/aurora/rounds/{draft.pk}/")
    davi.locator("form[action$='/open/'] button").click()
    expect(davi.get_by_role("heading", name=says("Participation by team"))).to_be_visible()

    nina = page_for(viewport=viewport, language=language)
    nina.goto(link_in_mail())
    expect(nina.get_by_label(says("Your name"))).to_have_value("Nina Faro")
    no_way_to_sign_in(nina, says)
    look(nina, "arrive")
    nina.get_by_role("button", name=says("Join and start answering")).click()
    read = catalog(draft.version_id)
    for dimension in read.dimensions:
        expect(nina).to_have_url(re.compile(f"/a/dimension/{dimension.key}/"))
        for criterion in read.criteria_of(dimension.key):
            option = nina.locator(f"fieldset[data-key='{criterion.key}'] input[value='fully']")
            option.evaluate("one => one.scrollIntoView({block: 'center'})")  # not below the dock
            option.check(force=True)
        expect(nina.locator("#save use[href$='#check2']")).to_be_attached(timeout=30_000)
        no_way_to_sign_in(nina, says)
        if dimension is read.dimensions[-1]:
            expect(nina.locator("#next")).to_contain_text(says("Check and send"))
            look(nina, "last")
        nina.locator("#next").click()
    nina.get_by_role("button", name=says("Send my answers")).click()

    expect(nina.get_by_role("heading", level=1)).to_have_text(says("Thank you. Your answers are in."))
    expect(nina.locator(".lv--big")).to_contain_text(str(read.levels[-1].number))
    no_way_to_sign_in(nina, says)
    look(nina, "receipt")
    nina.get_by_role("link", name=says("See the team’s result")).click()
    expect(nina.get_by_role("heading", level=1)).to_have_text("Claims")
    no_way_to_sign_in(nina, says)
    look(nina, "result")

    with scopes_disabled():
        held = RoleGrant.objects.filter(membership__user__email=NINA)
        assert [(one.role, one.team.name) for one in held.select_related("team")] == [(Role.LEAD, "Claims")]
    davi.goto(f"/o/aurora/rounds/{draft.pk}/")
    with translation.override(language.lower()):
        sent = translation.pgettext("answers of a team", "Sent")
    expect(davi.get_by_role("row").filter(has_text="Claims")).to_contain_text(sent)
