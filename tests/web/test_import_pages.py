"""The pages of an import: the file, the look at what it would do, and the word to do it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from pytest_django import DjangoAssertNumQueries

from core import clock
from organizations.importing import keeping
from organizations.models import MembershipOffer, Team
from organizations.scoping import scope, scopes_disabled
from organizations.tasks import forget_imports
from organizations.teams import tree
from tests.cast import Cast
from tests.import_pages import ENGLISH, GOOD, PORTUGUESE, START, confirm, file, send, text
from tests.kinds import Enter


def keys() -> set[str]:
    with scopes_disabled():
        return set(Team.objects.exclude(external_key="").values_list("external_key", flat=True))


def test_the_page_says_what_each_row_would_do_and_nothing_is_done(cast: Cast, enter: Enter) -> None:
    page = text(send(enter(cast.ada)))

    assert "2 teams and units are added" in page
    assert "1 gets a key" in page
    assert "Claims / Motor" in page
    assert "gets this key" in page
    assert keys() == set()


def test_what_was_shown_is_done_when_it_is_confirmed(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)

    answer = confirm(client, send(client))

    assert "Imported. Teams and units changed: 3; people: 0." in text(answer)
    assert keys() == {"U-1", "T-1", "P"}


def test_once_imported_the_file_is_gone(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    page = send(client)
    confirm(client, page)

    assert client.get(page.request["PATH_INFO"]).status_code == 404


def test_errors_are_told_by_line_and_column_in_the_words_of_the_file(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    content = "chave;nome;unidade\nT-1;Motor;X-9\nT-2;;\n"

    english = send(client, content)
    portuguese = text(client.get(english.request["PATH_INFO"], headers=PORTUGUESE))

    assert "line 2, column “unidade”:" in text(english)
    assert "there is no unit with the key or the path “X-9”." in text(english)
    assert "linha 3, coluna “nome”:" in portuguese
    assert "Import now" not in text(english)
    assert "is added" not in text(english)


def test_a_new_team_says_with_which_labels_it_comes(cast: Cast, enter: Enter) -> None:
    page = text(send(enter(cast.ada), "key,name,labels\nT-1,Motor,br\n"))

    assert "gets the labels br" in page


def test_a_file_with_errors_is_not_imported_even_if_somebody_insists(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    page = send(client, "key,name\nT-1,\n")

    answer = client.post(page.request["PATH_INFO"], {"digest": "x"}, headers=ENGLISH)

    assert answer.status_code == 409
    assert keys() == set()


def test_a_tree_that_changed_meanwhile_is_shown_again(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    page = send(client)
    with scope(organization=cast.aurora):
        tree.rename_team(cast.pricing, "Prices", by=None)

    answer = confirm(client, page)

    assert answer.status_code == 409
    assert "have changed since the file was checked" in text(answer)
    assert "Import now" in text(answer)
    assert keys() == set()


def test_two_files_are_imported_together(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    persons = file("email,role,team\nnina@aurora.example,lead,T-1\n", "people.csv")

    page = send(client, second=persons)
    confirm(client, page)

    assert "1 invitation to join" in text(page)
    assert "Lead, Claims / Motor" in text(page)
    with scopes_disabled():
        assert MembershipOffer.objects.get().team.external_key == "T-1"


def test_two_files_of_the_same_are_refused(cast: Cast, enter: Enter) -> None:
    answer = send(enter(cast.ada), second=file(GOOD, "again.csv"))

    assert answer.status_code == 422
    assert "“teams.csv” and “again.csv”" in text(answer)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("", "The file is empty.", id="empty"),
        pytest.param("key,name\nT,a\0b\n", "characters that no text has", id="a NUL"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    cast: Cast, enter: Enter, content: Any, words: Any
) -> None:
    answer = send(enter(cast.ada), content)

    assert answer.status_code == 422
    assert words in text(answer)
    assert 'id="id_file_error"' in text(answer)


def test_without_a_file_the_form_says_so(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.ada).post(START, {}, headers=ENGLISH)

    assert answer.status_code == 422
    assert "Choose a file, or paste a list." in text(answer)


def test_another_admin_does_not_find_what_somebody_sent(cast: Cast, enter: Enter) -> None:
    address = send(enter(cast.ada)).request["PATH_INFO"]

    assert enter(cast.olga).get(address).status_code == 404
    assert enter(cast.otto).get(address.replace("aurora", "boreal")).status_code == 404


def test_after_an_hour_the_file_is_gone_from_the_page_and_the_disk(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    address = send(client).request["PATH_INFO"]
    assert client.get(address).status_code == 200

    with clock.at(clock.now() + timedelta(hours=1, seconds=1)):
        assert client.get(address).status_code == 404
        assert forget_imports() >= 1

    assert default_storage.listdir(keeping.FOLDER)[1] == []


def test_rows_that_change_nothing_are_shown_on_request(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    confirm(client, send(client))

    page = send(client)
    everything = text(client.get(page.request["PATH_INFO"] + "?rows=all", headers=ENGLISH))

    assert "3 rows change nothing" in text(page)
    assert "stays as it is" in everything
    assert "Import now" not in text(page)


def test_many_rows_come_page_by_page_in_the_same_queries(
    cast: Cast, enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = enter(cast.ada)
    lines = "".join(f"T-{number},Team {number}\n" for number in range(250))
    page = send(client, "key,name\n" + lines)

    with django_assert_max_num_queries(9):
        second = text(client.get(page.request["PATH_INFO"] + "?page=2", headers=ENGLISH))

    assert "Page 2 of 3" in second
    assert "Team 150" in second


@pytest.mark.parametrize("name", ["template.xlsx", "teams.csv", "people.csv"])
def test_a_template_is_given_in_the_language_of_the_reader(cast: Cast, enter: Enter, name: str) -> None:
    client = enter(cast.ada)

    answers = [client.get(START + name, headers=headers) for headers in (ENGLISH, PORTUGUESE)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content != answers[1].content
    assert "attachment" in answers[0].headers["Content-Disposition"]


def test_who_may_not_change_teams_is_offered_no_template(cast: Cast, enter: Enter) -> None:
    page = text(enter(cast.marta).get(START, headers=ENGLISH))

    assert "template.xlsx" not in page
    assert enter(cast.marta).get(f"{START}template.xlsx").status_code == 403
    assert enter(cast.lia).get(START).status_code == 403


def test_who_sends_again_and_again_fills_no_disk(cast: Cast, enter: Enter) -> None:
    ours = send(enter(cast.olga)).request["PATH_INFO"]
    ada = enter(cast.ada)

    sent = [send(ada).request["PATH_INFO"] for _time in range(8)]

    assert [ada.get(page).status_code for page in sent] == [404] * 3 + [200] * 5
    assert enter(cast.olga).get(ours).status_code == 200


def test_what_is_thrown_away_at_the_same_moment_breaks_nothing(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter(cast.ada)
    page = send(client).request["PATH_INFO"]
    names = default_storage.listdir(keeping.FOLDER)
    for name in names[1]:
        default_storage.delete(f"{keeping.FOLDER}/{name}")
    monkeypatch.setattr(default_storage, "listdir", lambda folder: names)

    assert client.get(page).status_code == 404
    assert send(client).status_code == 200
