"""The pages of one team: what they say in each state, who may open them, what is not there."""

from datetime import timedelta

import pytest

from core import clock
from maturity.models import ModelVersion
from maturity.reading import catalog
from maturity.scoring import State
from organizations.scoping import scope
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.models import Round
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup
from tests.standings import HIDDEN, NOBODY, At, hold
from tests.survey_steps import CLOSES, OPENS, answer_all, begun, planned

TEAM = "/o/aurora/teams/pricing/"
NBSP = "\N{NO-BREAK SPACE}"


def answer(
    cast: Cast,
    version: ModelVersion,
    rating: str,
    others: dict[str, Given],
    *,
    name: str = "2026 Q4",
    after: timedelta = timedelta(),
) -> Round:
    """A closed round in which Lia gave one rating to everything of Pricing, but for `others`."""
    with scope(organization=cast.aurora), clock.at(OPENS + after):
        round = rounds.plan_round(
            cast.aurora,
            name=name,
            version=version,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=CLOSES + after,
            by=cast.davi,
        )
        rounds.open_round(round, by=cast.davi)
        response = answering.start(invitations.invitation_of(cast.lia, round.participations.get()))
        answer_all(response, rating)
        read = catalog(version.pk)
        answering.save_answers(response, {read.criterion(key): given for key, given in others.items()})
        answering.submit(response, key=name, by=cast.lia)
        rounds.close_round(round, by=cast.davi)
    return round


@pytest.fixture
def told(cast: Cast, health: ModelVersion) -> Round:
    """Everything fully, but for one Not with a comment, one N/A with its reason, and one Don't know."""
    others = {
        "value.proven-benefit": Given(
            rating="not", comment="<b>Nobody</b> measures it.", evidence_url="https://wiki.aurora.example/v"
        ),
        "flow.independent-delivery": Given(rating="na", na_reason="outside"),
        "trust.mutual-help": Given(rating="dk"),
    }
    return answer(cast, health, "fully", others)


def test_the_page_tells_level_reason_and_way_up(cast: Cast, told: Round, enter: Enter) -> None:
    # level 3: value 0, flow vacated, learning 1, trust open 0: 1/3 overall
    page = markup(enter(cast.lia).get(TEAM))

    assert "Level 2: Steady." in page
    assert "What blocks level 3" in page
    assert "3 of 4 conditions are open." in page
    assert f"33.3{NBSP}%" in page
    assert "Shortest way up" in page
    assert "A team stands on the highest level" in page
    assert "answered by" in page
    assert "Lia Souza" in page


def test_what_was_said_is_shown_and_escaped(cast: Cast, told: Round, enter: Enter) -> None:
    page = markup(enter(cast.lia).get(TEAM))

    assert "&lt;b&gt;Nobody&lt;/b&gt; measures it." in page
    assert '<a href="https://wiki.aurora.example/v" rel="noopener noreferrer nofollow"' in page
    assert "Outside this team’s work" in page
    assert "To find out: until then they count as not achieved" in page


def test_a_long_list_is_folded(cast: Cast, mlops: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        round = rounds.plan_round(
            cast.aurora,
            name="2026 Q4",
            version=mlops,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=clock.now() + timedelta(days=9),
            by=cast.davi,
        )
        rounds.open_round(round, by=cast.davi)
        response = answering.start(invitations.invitation_of(cast.lia, round.participations.get()))
        first = catalog(mlops.pk).criteria[0]
        answering.save_answers(response, {first: Given(rating="fully")})
        answering.submit(response, key="k", by=cast.lia)

    answer = enter(cast.lia).get(TEAM)

    (apart,) = answer.context["apart"]
    assert (apart.title, len(apart.first), len(apart.rest)) == ("Not answered", 8, 61)
    assert "61 more criteria" in markup(answer)


def test_na_is_never_a_full_cell(cast: Cast, told: Round, enter: Enter) -> None:
    page = markup(enter(cast.lia).get(TEAM))

    assert "Every criterion here is not applicable" in page


def test_next_steps_stand_beside_what_holds_the_team(cast: Cast, told: Round, enter: Enter) -> None:
    answer = enter(cast.lia).get(TEAM)

    keys = [line.criterion.key for line in answer.context["blocking"]]
    # both dimensions are at 0, so catalog order decides between them
    assert keys == ["value.proven-benefit", "trust.mutual-help"]
    assert all(line.steps for line in answer.context["blocking"])


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOBODY, "Nobody answered for this team before the round closed."),
        (HIDDEN, "So that nobody can be recognized"),
        (At(None, State.NOT_RATED), "Every criterion is not applicable to this team"),
        (At(1, State.PROVISIONAL, highest=3, missing=4), "4 questions without an answer can still change"),
        (At(1, State.DECIDED, missing=2), "2 questions are left; they cannot change the level."),
        (At(1, highest=2, unknown=1), "Up to level 2 if you find out about 1 criterion"),
        (At(3), "This is the highest level of the model."),
    ],
)
def test_each_state_is_said_in_words(
    cast: Cast, health: ModelVersion, enter: Enter, at: At, words: str
) -> None:
    with scope(organization=cast.aurora):
        hold(cast.aurora, health, "R", "2026-04-01", {cast.pricing: at}, mode=Round.Mode.ANONYMOUS)

    answer = enter(cast.lia).get(TEAM)

    assert answer.status_code == 200
    assert words in markup(answer)


def test_a_hidden_result_shows_not_even_a_number(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        hold(cast.aurora, health, "R", "2026-04-01", {cast.pricing: HIDDEN}, mode=Round.Mode.ANONYMOUS)

    page = markup(enter(cast.davi).get(TEAM))

    assert "stairs" not in page
    assert "score" not in page.lower().replace("underscore", "")


@pytest.mark.parametrize(("person", "offered"), [("lia", True), ("mauro", False), ("davi", False)])
def test_the_lead_is_offered_to_answer_while_the_round_is_open(
    cast: Cast, health: ModelVersion, enter: Enter, person: str, offered: bool
) -> None:
    with scope(organization=cast.aurora):
        hold(cast.aurora, health, "R", "2026-04-01", {cast.pricing: NOBODY}, state=Round.State.OPEN)

    page = markup(enter(cast.people[person]).get(TEAM))

    assert ("Start answering" in page) == offered


def begin(cast: Cast, version: ModelVersion) -> Round:
    """An open round in which two of Pricing's eight criteria are answered, and nothing is sent."""
    with scope(organization=cast.aurora), clock.at(OPENS):
        round = planned(cast, version, name="2026 Q4, again", teams=[cast.pricing])
        rounds.open_round(round, by=cast.davi)
        response = begun(cast, round)
        read = catalog(version.pk)
        for criterion, rating in zip(read.criteria[:3], ("fully", "dk", ""), strict=True):
            answering.save_answer(response, criterion, Given(rating, comment="so far"), revision=1)
    return round


def test_a_team_in_the_middle_of_answering_is_not_called_silent(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    round = begin(cast, health)

    for_davi = markup(enter(cast.davi).get(TEAM, {"round": round.pk}))
    for_lia = markup(enter(cast.lia).get(TEAM))

    assert "Not sent yet" in for_davi
    assert "2 of 8 criteria are answered." in for_davi
    assert "Go on answering" not in for_davi
    assert "Go on answering" in for_lia


def test_where_nothing_is_sent_the_last_result_is_one_step_away(
    cast: Cast, told: Round, health: ModelVersion, enter: Enter
) -> None:
    round = begin(cast, health)

    page = markup(enter(cast.davi).get(TEAM, {"round": round.pk}))
    before = markup(enter(cast.lia).get(TEAM))

    assert f'href="{TEAM}?round={told.pk}">Last result: level 2' in page
    assert "2 of 8 criteria are answered, and nothing has been sent yet." in before
    assert "Go on answering" in before


def test_a_team_that_was_never_asked_says_so(cast: Cast, enter: Enter) -> None:
    assert "Not asked yet" in markup(enter(cast.lia).get(TEAM))


def test_a_units_address_leads_to_its_teams(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.davi).get("/o/aurora/teams/retail/")

    assert (answer.status_code, answer.url) == (302, "/o/aurora/results/?unit=retail")


@pytest.mark.parametrize(
    ("person", "team", "status"),
    [
        ("olga", "pricing", 200),
        ("ada", "pricing", 200),
        ("davi", "pricing", 200),
        ("marta", "pricing", 200),
        ("lia", "pricing", 200),
        ("mauro", "pricing", 200),
        ("vera", "pricing", 200),
        ("clara", "pricing", 403),
        ("lia", "churn", 404),
        ("marta", "fraud", 404),
        ("marta", "risk", 404),
        ("davi", "logistics", 404),
        ("davi", "nobody", 404),
    ],
)
def test_who_may_open_which_team(
    cast: Cast, health: ModelVersion, enter: Enter, person: str, team: str, status: int
) -> None:
    with scope(organization=cast.aurora):
        stands = {cast.pricing: At(2), cast.churn: At(2), cast.fraud: At(2)}
        hold(cast.aurora, health, "R", "2026-04-01", stands)
    client = enter(cast.people[person])

    for page in ("", "dimensions/flow/", "criteria/flow.independent-delivery/"):
        assert client.get(f"/o/aurora/teams/{team}/{page}").status_code == status


@pytest.mark.parametrize(
    "page",
    [
        "?round=999999",
        "?round=x",
        "dimensions/nothing/",
        "criteria/flow.nothing/",
        "criteria/%00/",
        "criteria/people.shared-backlog/",
    ],
)
def test_what_is_not_there_is_not_found(
    cast: Cast, told: Round, mlops: ModelVersion, enter: Enter, page: str
) -> None:
    assert enter(cast.lia).get(TEAM + page).status_code == 404


def test_a_nul_in_the_address_is_refused_before_any_query(cast: Cast, told: Round, enter: Enter) -> None:
    assert enter(cast.lia).get(TEAM + "?round=%00").status_code == 400


def test_a_round_of_other_teams_is_not_found(
    cast: Cast, told: Round, health: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        other = hold(cast.aurora, health, "Others", "2026-04-01", {cast.churn: At(2)})

    assert enter(cast.lia).get(TEAM, {"round": other.pk}).status_code == 404


def test_a_dimension_shows_every_criterion_with_its_answer(cast: Cast, told: Round, enter: Enter) -> None:
    page = markup(enter(cast.lia).get(TEAM + "dimensions/value/"))

    assert "Value of the work" in page
    assert page.count('class="answered"') == 2
    assert "Not achieved" in page
    assert "Fully achieved" in page
    assert "measures it." in page


def test_a_criterion_shows_its_meaning_and_its_past(
    cast: Cast, told: Round, health: ModelVersion, enter: Enter
) -> None:
    answer(cast, health, "fully", {}, name="2027 Q4", after=timedelta(days=365))

    page = markup(enter(cast.lia).get(TEAM + "criteria/value.proven-benefit/"))

    assert page.index("2027 Q4") < page.rindex("2026 Q4")
    assert "up from “Not achieved”" in page
    assert "measures it." in page
    assert "Nothing is left to do here." in page


def test_a_change_of_level_is_told_with_both_scores(
    cast: Cast, told: Round, health: ModelVersion, enter: Enter
) -> None:
    answer(cast, health, "fully", {}, name="2027 Q4", after=timedelta(days=365))

    page = markup(enter(cast.lia).get(TEAM))

    assert "1 level up since 2026 Q4." in page
    assert "Score 2.1 to 3.0." in page
    assert "Moved most:" in page


def test_what_pulled_a_team_down_is_told_once_and_what_rose_below_it(
    cast: Cast, told: Round, health: ModelVersion, enter: Enter
) -> None:
    everything_worse = {"value.proven-benefit": Given(rating="fully")}
    answer(cast, health, "not", everything_worse, name="2027 Q1", after=timedelta(days=90))
    page = markup(enter(cast.lia).get(TEAM))

    fall, below = page.split('id="h-first"')
    assert '<h2 id="h-fell">Why the level fell</h2>' in fall
    assert '<a href="#h-fell">Why the level fell</a>' in fall
    assert "(Fully achieved to Not achieved)" in fall
    assert "What rose since 2026 Q4" in below
    assert "(Not achieved to Fully achieved)" in below
    assert "(Fully achieved to Not achieved)" not in below.split("What rose since")[1].split("</section>")[0]
    assert "What changed" not in page


def test_a_portuguese_reader_gets_the_models_words_and_commas(cast: Cast, told: Round, enter: Enter) -> None:
    cast.lia.user.language = "pt-br"
    cast.lia.user.save()

    page = markup(enter(cast.lia).get(TEAM))

    assert f"33,3{NBSP}%" in page
    assert "Estável" in page


def test_what_was_confirmed_as_unchanged_is_counted_beside_the_result(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    answer(cast, health, "fully", {}, name="2026 Q3")
    assert "confirmed as unchanged" not in enter(cast.lia).get(TEAM).text
    same = {key: Given("fully", confirmed=True) for key in ("value.known-users", "trust.open-speech")}

    answer(cast, health, "fully", same | {"trust.mutual-help": Given("dk")}, after=timedelta(days=90))

    assert "2 of 8 answers are last time’s, confirmed as unchanged." in markup(enter(cast.lia).get(TEAM))
