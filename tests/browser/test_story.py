"""The whole story, as people live it: a manager reads levels and opens a round, a lead answers on her
phone, and on sending the team's level and the organization's dashboard change."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation
from playwright.sync_api import Locator, Page, expect

from core import clock
from maturity.models import ModelVersion
from maturity.reading import Catalog, catalog
from organizations.scoping import scope
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.models import Answer, Round
from tests.browser.conftest import Language, Pages, Viewport
from tests.cast import Cast

LONG_AGO = timedelta(days=180)
AUTUMN = "2026 Q4"
SPRING = "2026 Q2"


@pytest.fixture
def spring(cast: Cast, mlops: ModelVersion) -> Round:
    """Half a year ago every team rated every criterion "partially", which is no level: 1/3 is below 2/3."""
    teams = {cast.pricing: cast.lia, cast.churn: cast.leads["churn"], cast.fraud: cast.leads["fraud"]}
    opened = timezone.now() - LONG_AGO
    with scope(organization=cast.aurora):
        with clock.at(opened):
            round = rounds.plan_round(
                cast.aurora,
                name=SPRING,
                version=mlops,
                teams=teams,
                opens_at=None,
                closes_at=opened + timedelta(days=14),
                by=cast.davi,
            )
            rounds.open_round(round, by=cast.davi)
            partially = {one: Given(rating="partially") for one in catalog(mlops.pk).criteria}
            for team, lead in teams.items():
                invitation = invitations.invitation_of(lead, round.participations.get(team=team))
                response = answering.start(invitation)
                answering.save_answers(response, partially)
                answering.submit(response, key=team.slug, by=lead)
        with clock.at(opened + timedelta(days=14)):
            rounds.close_round(round, by=None)
    mail.outbox.clear()
    return round


class Words:
    """Texts of the interface in the language of the story, by their English source."""

    def __init__(self, language: Language) -> None:
        self.code = language.lower()

    def __call__(self, text: str, context: str = "", **values: object) -> str:
        with translation.override(self.code):
            said = translation.pgettext(context, text) if context else translation.gettext(text)
        return said % values if values else said

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        with translation.override(self.code):
            return translation.ngettext(one, many, count) % {"count": count, **values}


def row_of(page: Page, team: str) -> Locator:
    """A team's line in the heat map."""
    return page.locator("table.heat tbody tr").filter(has=page.get_by_role("link", name=team, exact=True))


def team_level(page: Page, team: str) -> Locator:
    return row_of(page, team).locator("td.team b, td.is-none").first


def read_levels(page: Page, says: Words) -> None:
    """Davi begins at the organization's address, which leads to the dashboard, and looks into a team."""
    page.goto("/o/aurora/")
    expect(page).to_have_url(re.compile("/o/aurora/results/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(says("Maturity across teams"))
    expect(row_of(page, "Pricing").locator("td").first).to_have_text("0")
    row_of(page, "Pricing").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pricing")
    expect(page.locator(".lv--big")).to_contain_text("0")


def open_round(page: Page, says: Words) -> None:
    """He plans a round over all teams, looks once more, and opens it."""
    page.goto("/o/aurora/rounds/")
    page.get_by_role("link", name=says("New round")).click()
    page.get_by_label(says("Name")).fill(AUTUMN)
    page.get_by_label(says("Maturity model")).select_option(index=0)
    page.get_by_role("button", name=says("Save draft")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(AUTUMN)
    expect(page.get_by_role("table")).to_contain_text("70")
    page.locator("form[action$='/open/'] button").click()
    expect(page.get_by_role("status").or_(page.locator(".note--ok")).first).to_be_visible()
    expect(page.get_by_role("heading", name=says("Participation by team"))).to_be_visible()


def link_of(address: str) -> str:
    """The personal link in the mail to `address`, without the host."""
    message = next(one for one in mail.outbox if one.to == [address])
    found = re.search(r"https?://\S+?(/a/\S+)", message.body)
    assert found
    return found[1]


def answer(page: Page, read: Catalog, says: Words, look: Callable[[Page, str], None]) -> None:
    """Lia takes the link of her mail: what levels 1 and 2 ask is fully achieved, nothing above is."""
    page.goto(link_of("lia@aurora.example"))
    look(page, "arrive")
    page.get_by_role("button", name=says("Start answering")).click()
    if page.locator("form#page").count() == 0:  # the page of what is asked comes between
        page.get_by_role("button", name=says("Start answering")).click()
    for dimension in read.dimensions:
        expect(page).to_have_url(re.compile(f"/a/dimension/{dimension.key}/"))
        for criterion in read.criteria_of(dimension.key):
            rating = "fully" if criterion.level.number <= 2 else "not"
            page.locator(f"fieldset[data-key='{criterion.key}'] input[value='{rating}']").check()
        expect(page.locator("#save use[href$='#check2']")).to_be_attached(timeout=30_000)  # all saved
        if dimension is read.dimensions[0]:
            look(page, "dimension")
        page.locator("#next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(says("Check your answers"))


def send(page: Page, says: Words) -> None:
    page.get_by_role("button", name=says("Send my answers")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(says("Thank you. Your answers are in."))


@pytest.mark.story
@pytest.mark.parametrize("language", ["en", "pt-BR"])
@pytest.mark.parametrize("viewport", ["phone", "desktop"])
def test_the_story(
    page_for: Pages,
    cast: Cast,
    spring: Round,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    viewport: Viewport,
    language: Language,
) -> None:
    says = Words(language)
    read = catalog(spring.version_id)

    def look(page: Page, name: str) -> None:
        axe(page)
        picture(page, f"story-{name}-{viewport}-{language}")

    davi = page_for(cast.davi, viewport=viewport, language=language)
    read_levels(davi, says)
    look(davi, "team-before")
    open_round(davi, says)
    look(davi, "round")

    lia = page_for(cast.lia, viewport=viewport, language=language)
    answer(lia, read, says, look)
    with scope(organization=cast.aurora):
        autumn = Round.objects.get(name=AUTUMN)
        assert (
            Answer.objects.filter(response__participation__round=autumn).count() == len(read.criteria) == 70
        )
    look(lia, "check")
    send(lia, says)
    look(lia, "done")

    lia.get_by_role("link", name=says("See the team’s result")).click()
    expect(lia.get_by_role("heading", level=1)).to_have_text("Pricing")
    expect(lia.locator(".lv--big")).to_contain_text("2")
    look(lia, "team-after")

    davi.goto("/o/aurora/results/")
    in_pricing = row_of(davi, "Pricing").locator("td").first
    expect(in_pricing).to_have_text("2 +2")
    expect(row_of(davi, "Churn").locator("td").first).to_have_text("0")  # as in spring, for it has not sent
    look(davi, "dashboard-after")
