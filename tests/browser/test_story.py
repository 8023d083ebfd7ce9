"""The whole story, as people live it: from an empty installation and a list of HR to the second round.

A manager imports forty teams and asks their leads at once. Two answer in a browser, the others without one,
and the overview shows where every team stands. Then two teams are merged, the next round is planned from the
last one, a team comes late, leads confirm what has not changed, and who is silent is reminded. All mail goes
by SMTP and is counted by address.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation
from playwright.sync_api import Locator, Page, expect

from maturity.models import ModelVersion
from maturity.reading import Catalog, catalog
from organizations.models import Membership
from organizations.scoping import scopes_disabled
from surveys.models import Answer
from tests.browser.by_http import Lead
from tests.browser.conftest import Language, Pages, Viewport
from tests.browser.hr_list import TEAMS, Led, hr_list
from tests.post_office import PostOffice

HOME = "/o/horizonte/"
FIRST, SECOND = "2026 S1", "2026 S2"
OTHER: dict[Viewport, Viewport] = {"phone": "desktop", "desktop": "phone"}
ANA, BRENO = TEAMS[0], TEAMS[5]  # they answer in a browser
MERGED, INTO = TEAMS[10], TEAMS[11]
CLIMBER, AS_EVER = TEAMS[1], TEAMS[6]  # the first and the fifth of those who answer without one
LATE = Led("Equipe 41", "Lara Luz", ("Varejo", "Precificação"))
# How many teams stand on each level, by size of the company. Of 38 who answer without a browser eight each
# stand on 0, 1 and 2, and seven each on 3 and 4; of ten two each; Ana on 2, Breno on 0. In the second round
# one of level 3 was merged away, one has climbed from 0 to 1, and the late one stands on 2.
AT_FIRST = {
    40: {"0": 9, "1": 8, "2": 9, "3": 7, "4": 7},
    12: {"0": 3, "1": 2, "2": 3, "3": 2, "4": 2},
}
AT_LAST = {
    40: {"0": 8, "1": 9, "2": 10, "3": 6, "4": 7},
    12: {"0": 2, "1": 3, "2": 4, "3": 1, "4": 2},
}
TAP = """(rate) => Object.entries(rate).forEach(([key, value]) =>
  document.querySelector(`fieldset[data-key="${key}"] input[value="${value}"]`).click())"""
SAVED = "#save use[href$='#check2']"


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
            return translation.ngettext(one, many, count) % values


def reaching(read: Catalog, level: int, *, but: str = "") -> dict[str, str]:
    """Answers that make that level: all is achieved up to it and nothing above, nor at it in `but`."""
    return {
        one.key: "not"
        if one.level.number > level or (one.dimension.key == but and one.level.number == level)
        else "fully"
        for one in read.criteria
    }


def link_to(office: PostOffice, led: Led) -> str:
    """The personal link in the only mail that the lead has."""
    [letter] = office.letters_to(led.address)
    found = re.search(r"https?://\S+/a/\S+", letter)
    assert found
    return found[0]


def found_company(page: Page) -> None:
    page.goto("/")
    page.locator("[name=organization]").fill("Horizonte")
    page.locator("[name=name]").fill("Nora Lind")
    page.locator("[name=email]").fill("nora@horizonte.example")
    page.locator("[name=password]").fill("rivers run to the sea")
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(f"{HOME}teams/$"))


def import_list(
    page: Page, says: Words, look: Callable[[Page, str], None], *, file: Any = None, text: str = ""
) -> None:
    """A list is understood as it is, sent as a file or pasted; nobody is written to."""
    page.goto(f"{HOME}settings/teams/import/")
    if file:
        page.locator("[name=file]").set_input_files(file)
    page.locator("[name=text]").fill(text)
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/import/check/"))
    look(page, "check-of-import")
    page.get_by_role("button", name=says("Import, invite later")).click()
    expect(page).to_have_url(re.compile(f"{HOME}teams/"))


def open_round(page: Page, says: Words, *, mails: int) -> None:
    """From the form, which is filled in, over the draft, which tells how many mails go out."""
    page.get_by_role("button", name=says("Save draft")).click()
    one, many = "Open round and send %(mails)s mail", "Open round and send %(mails)s mails"
    page.get_by_role("button", name=says.plural(one, many, mails, mails=mails)).click()
    expect(page.get_by_role("heading", name=says("Participation by team"))).to_be_visible()


def answer(page: Page, read: Catalog, rate: dict[str, str], says: Words, led: Led) -> None:
    """Join by the link, rate page by page, and send."""
    expect(page.get_by_label(says("Your name"))).to_have_value(led.lead)
    page.get_by_role("button", name=says("Join and start answering")).click()
    for dimension in read.dimensions:
        page.wait_for_url(f"**/a/dimension/{dimension.key}/")
        page.evaluate(TAP, {one.key: rate[one.key] for one in read.criteria_of(dimension.key)})
        expect(page.locator(SAVED)).to_be_attached()
        page.locator("#next").click()
    page.get_by_role("button", name=says("Send my answers")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(says("Thank you. Your answers are in."))


def levels(page: Page) -> Counter[str]:
    """How many teams stand on each level in the overview."""
    expect(page.locator("table.heat")).to_be_visible()
    texts = page.locator("table.heat td.team").all_inner_texts()
    return Counter(text.split()[0] for text in texts)


def row_of(page: Page, team: str) -> Locator:
    return page.locator("table.heat tbody tr").filter(has=page.get_by_role("link", name=team, exact=True))


def to_round(page: Page) -> None:
    """To the latest round."""
    page.goto(f"{HOME}rounds/")
    page.locator("tbody a").first.click()


def merge(page: Page, says: Words, team: Led, into: Led, *, refused: bool) -> None:
    """Two teams become one; while a round is open the page says until when they cannot."""
    page.goto(f"{HOME}settings/team/{team.team.lower().replace(' ', '-')}/merge/")
    page.locator("[name=into]").select_option(label=" / ".join((*into.place, into.team)))
    page.get_by_role("button", name=says("See what happens")).click()
    expect(page.locator(".note--bad")).to_have_count(1 if refused else 0)
    if not refused:
        page.get_by_role("button", name=says("Merge now")).click()
        expect(page).to_have_url(re.compile(f"{HOME}teams/"))


def close_round(page: Page, says: Words) -> None:
    to_round(page)
    page.get_by_role("link", name=says("Close round")).click()
    page.get_by_role("button", name=says("Close round")).click()
    expect(page.locator(".note--ok")).to_be_visible()


def add_late_team(page: Page, says: Words, look: Callable[[Page, str], None], led: Led) -> None:
    """A team of which nobody thought comes into the organization, and into the round that is open."""
    head = "E-mail;Nome;Papel;Diretoria;Gerência;Equipe"
    row = ";".join((led.address, led.lead, "Líder", *led.place, led.team))
    import_list(page, says, look, text=f"{head}\n{row}\n")
    to_round(page)
    page.get_by_role("link", name=says("Add teams")).click()
    page.get_by_label(led.team).check()
    page.get_by_role("button", name=says("Add and ask their leads")).click()
    expect(page.locator(".note--ok")).to_be_visible()


def confirm(page: Page, read: Catalog, says: Words, look: Callable[[Page, str], None]) -> int:
    """From the opened link to "sent"; how many taps that took."""
    taps, saves = 0, []
    page.on("request", lambda one: saves.append(one.url) if one.url.endswith("/a/answers/") else None)

    def tap(one: Locator) -> None:
        nonlocal taps
        taps += 1
        one.click()

    tap(page.get_by_role("button", name=says("Start answering")))
    for dimension in read.dimensions:
        page.wait_for_url(f"**/a/dimension/{dimension.key}/")
        if dimension is read.dimensions[0]:
            look(page, "second-round")
        block = page.locator("#block")
        for one in page.locator("fieldset[data-key]:not(#block ~ fieldset)").all():
            tap(one.get_by_role("button", name=says("Confirm unchanged")))
        tap(block.get_by_role("button"))
        expect(block.locator(".block__done")).to_be_visible()
        tap(page.locator("#next"))
    page.wait_for_url("**/a/check/")
    assert len(saves) <= taps // 2  # a block goes in one request
    tap(page.get_by_role("button", name=says("Send my answers")))
    expect(page.get_by_role("heading", level=1)).to_have_text(says("Thank you. Your answers are in."))
    return taps


@pytest.mark.story
@pytest.mark.first_run
@pytest.mark.parametrize(("viewport", "language", "size"), [("phone", "pt-BR", 40), ("desktop", "en", 12)])
def test_from_a_list_of_people_to_the_second_round(
    page_for: Pages,
    transactional_db: None,
    post_office: PostOffice,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    viewport: Viewport,
    language: Language,
    size: int,
) -> None:
    says, teams = Words(language), TEAMS[:size]

    def look(page: Page, name: str) -> None:
        axe(page)
        picture(page, f"story-{name}-{viewport}-{language}")

    nora = page_for(viewport=viewport, language=language)
    found_company(nora)
    import_list(nora, says, look, file={"name": "rh.csv", "mimeType": "text/csv", "buffer": hr_list(teams)})
    with scopes_disabled():
        read = catalog(ModelVersion.objects.get().pk)
        assert Membership.objects.count() == 1  # nobody joins unasked
    assert post_office.received == []

    # The first round: one mail to each lead, who joins by answering.
    nora.goto(f"{HOME}rounds/new/")
    nora.locator("[name=name]").fill(FIRST)
    open_round(nora, says, mails=size)
    assert post_office.to() == sorted(led.address for led in teams)
    ana = page_for(viewport=viewport, language=language)
    ana.goto(link_to(post_office, ANA))
    answer(ana, read, reaching(read, 3, but="monitoring"), says, ANA)
    expect(ana.locator(".lv--big")).to_contain_text("2")
    look(ana, "receipt")
    breno = page_for(viewport=OTHER[viewport], language=language)
    breno.goto(link_to(post_office, BRENO))
    answer(breno, read, reaching(read, 0), says, BRENO)
    expect(breno.locator(".lv--big")).to_contain_text("0")
    for number, led in enumerate(led for led in teams if led not in (ANA, BRENO)):
        lead = Lead(link_to(post_office, led))
        lead.start(led.lead)
        lead.answer(read, reaching(read, number % 5))

    nora.goto(f"{HOME}results/")
    assert levels(nora) == AT_FIRST[size]
    picture(nora, f"story-overview-{viewport}-{language}")
    merge(nora, says, MERGED, INTO, refused=True)
    close_round(nora, says)
    merge(nora, says, MERGED, INTO, refused=False)

    # The second round: planned from the first, without the team that was merged.
    post_office.received.clear()
    nora.goto(f"{HOME}rounds/")
    nora.get_by_role("link", name=says("Plan the next round")).click()
    expect(nora.locator("[name=name]")).to_have_value(SECOND)
    expect(nora.locator(".note").first).to_contain_text(MERGED.team)
    open_round(nora, says, mails=size)  # both leads of the merged team answer for the one that goes on
    assert post_office.to() == sorted(led.address for led in teams)
    add_late_team(nora, says, look, LATE)
    assert post_office.to() == sorted(led.address for led in (*teams, LATE))

    ana = page_for(viewport=viewport, language=language)
    ana.goto(link_to(post_office, ANA))
    taps = confirm(ana, read, says, look)
    assert taps <= 25
    expect(ana.locator(".lv--big")).to_contain_text("2")
    with scopes_disabled():
        assert Answer.objects.filter(confirmed=True).count() == 70
    lead = Lead(link_to(post_office, AS_EVER))
    lead.start()
    lead.confirm_all(read)
    for led, level in ((CLIMBER, 1), (LATE, 2)):
        lead = Lead(link_to(post_office, led))
        lead.start(LATE.lead if led is LATE else "")
        lead.answer(read, reaching(read, level))
    lead = Lead(link_to(post_office, MERGED))
    lead.start()
    highest = next(one.key for one in read.criteria if one.level.number == 4)
    assert lead.said_last_time()[highest] == "fully"  # what the team said that goes on
    assert MERGED.team in lead.page  # and beside it what their own one did

    # Who is silent is reminded, once.
    post_office.received.clear()
    to_round(nora)
    nora.get_by_role("button", name=says("Remind all who have not finished")).click()
    expect(nora.locator(".note--ok")).to_be_visible()
    sent = {led.address for led in (ANA, AS_EVER, CLIMBER)}
    assert post_office.to() == sorted({led.address for led in teams} - sent)
    look(nora, "chase")
    table = nora.locator(".tbl--chase")
    assert table.evaluate("one => one.scrollWidth <= one.parentElement.clientWidth")
    close_round(nora, says)

    nora.goto(f"{HOME}results/")
    assert levels(nora) == AT_LAST[size]
    expect(row_of(nora, CLIMBER.team).locator("td").first).to_have_text("1 +1")
    expect(row_of(nora, ANA.team)).to_contain_text(SECOND)
    expect(row_of(nora, BRENO.team)).to_contain_text(
        FIRST
    )  # silent this time: its level stands, with its age
