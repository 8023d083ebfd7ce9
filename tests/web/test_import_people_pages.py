"""Importing people by the pages: what is shown of them, whom a mail reaches, and what is left out."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from core import clock
from organizations.models import ImportMapping, MembershipOffer, OfferMail
from organizations.scoping import scopes_disabled
from tests.cast import Cast
from tests.import_pages import ENGLISH, PORTUGUESE, confirm, paste, text
from tests.kinds import Enter

MIXED = "E-mail;Nome;Equipe\nnina@x.example;Nina Faro;Retail / Pricing\nbea@;Bea;Retail / Churn\n"


def offers() -> list[tuple[str, bool]]:
    with scopes_disabled():
        mailed = set(OfferMail.objects.values_list("email", flat=True))
        return [(one.email, one.email in mailed) for one in MembershipOffer.objects.order_by("email")]


def test_the_check_shows_names_reach_and_how_many_mails_go_out(cast: Cast, enter: Enter) -> None:
    rows = [
        "email;name;role;team",
        "nina@x.example;Nina Faro;lead;Retail / Pricing",
        "mara@x.example;Mara;manager;*",
    ]
    page = text(paste(enter(cast.olga), "\n".join(rows)))

    for words in (
        "Nina Faro",
        "nina@x.example",
        "Lead, Retail / Pricing",
        "Manager, whole organization",
        "2 mails now",
    ):
        assert words in page
    assert "Import, invite later" in page
    assert "Import and invite" in page


@pytest.mark.parametrize(
    ("send", "mailed", "told"),
    [("later", False, "Nenhum e-mail saiu ainda."), ("now", True, "E-mails saindo: 1.")],
)
def test_people_are_invited_at_once_or_later(
    cast: Cast, enter: Enter, send: str, mailed: bool, told: str
) -> None:
    cast.ada.user.prefer(language="pt-br")
    client = enter(cast.ada)

    answer = confirm(client, paste(client, "nina@x.example;Nina;Member;Retail / Pricing"), send=send)

    assert offers() == [("nina@x.example", mailed)]
    assert told in text(answer)


def test_who_was_imported_to_be_invited_later_is_invited_by_the_same_list(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    content = "nina@x.example;Nina;Member;Retail / Pricing"
    confirm(client, paste(client, content), send="later")

    page = paste(client, content)
    assert "1 mail now" in text(page)
    confirm(client, page, send="now")

    assert offers() == [("nina@x.example", True)]
    assert "mail now" not in text(paste(client, content))


def test_what_waits_for_its_mail_does_not_run_out_meanwhile(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    confirm(client, paste(client, "nina@x.example;Nina;Member;Retail / Pricing"), send="later")

    with scopes_disabled():
        assert MembershipOffer.objects.get().expires_at > clock.now() + timedelta(days=300)


def test_rows_with_errors_are_left_out_on_request_and_downloaded(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    page = paste(client, MIXED)
    address = page.request["PATH_INFO"]
    assert "Leave this row out" in text(page)
    assert "Import, invite later" not in text(page)

    without = client.get(address, {"leave_out": "1"}, headers=ENGLISH)
    file = client.get(f"{address}errors.csv", headers=ENGLISH)
    in_portuguese = client.get(f"{address}errors.csv", headers={"Accept-Language": "pt-BR"})
    confirm(client, without, leave_out="1")

    assert "1 row is left out" in text(without)
    assert file.content.decode("utf-8-sig").splitlines() == [
        "E-mail,Nome,Equipe,Line,What is wrong",
        "bea@,Bea,Retail / Churn,3,E-mail: “bea@” is not an e-mail address.",
    ]
    assert 'filename="aurora-erros.csv"' in in_portuguese["Content-Disposition"]
    assert offers() == [("nina@x.example", False)]


def test_what_columns_mean_is_asked_once_and_remembered_for_the_next_list(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    content = "Contact;Who;Place\nnina@x.example;Nina;Retail / Pricing\n"

    asked = paste(client, content)
    assert "What do the columns mean?" in text(asked)
    said = client.post(
        asked.request["PATH_INFO"], {"column": ["email", "name", "team"]}, headers=ENGLISH, follow=True
    )
    again = paste(client, content.replace("nina", "bea").replace("Contact;Who", "CONTACT; who"))

    assert "Member, Retail / Pricing" in text(said)
    assert "What the list would do" in text(again)
    assert "bea@x.example" in text(again)
    with scopes_disabled():
        assert ImportMapping.objects.get().columns == {"contact": "email", "who": "name", "place": "team"}


def test_what_the_manager_of_a_unit_says_of_columns_counts_for_her_lists_alone(
    cast: Cast, enter: Enter, client: Client
) -> None:
    content = "E-mail;Boss e-mail;Name;Team\nnina@x.example;boss@x.example;Nina;Retail / Pricing\n"
    page = paste(enter(cast.marta), content)
    columns = page.request["PATH_INFO"].replace("/check/", "/columns/")
    said = client.post(columns, {"column": ["", "email", "name", "team"]}, headers=ENGLISH, follow=True)
    again = paste(client, content)

    others = paste(enter(cast.ada), content)

    assert "boss@x.example" in text(said)
    assert "boss@x.example" in text(again)
    assert "nina@x.example" in text(others)
    assert "boss@x.example" not in text(others)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (["email", "email", ""], "“Contact” and “Who” cannot both be: E-mail."),
        (["email", "key", "team"], "“Who” cannot be “Key of the team”"),
        (["", "", ""], "Say which column of “pasted list” holds the e-mail"),
    ],
)
def test_columns_that_cannot_be_are_said_and_what_was_chosen_stays(
    cast: Cast, enter: Enter, said: Any, words: str
) -> None:
    client = enter(cast.ada)
    asked = paste(client, "Contact;Who;Place\nnina@x.example;Nina;Retail / Pricing\n")

    refused = client.post(asked.request["PATH_INFO"], {"column": said}, headers=ENGLISH)

    assert refused.status_code == 422
    assert words in text(refused)
    assert text(refused).count(" selected") == sum(map(bool, said))


def test_without_saying_what_columns_mean_nothing_is_checked(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    asked = paste(client, "Contact;Who;Place\nnina@x.example;Nina;Retail / Pricing\n")

    early = client.get(asked.request["PATH_INFO"].replace("columns", "check"))

    assert early.status_code == 302
    assert "/import/columns/" in early["Location"]


def test_rows_that_say_nothing_take_what_was_chosen_for_them(cast: Cast, enter: Enter) -> None:
    page = paste(enter(cast.ada), "nina@x.example\n", role="lead", team=cast.pricing.pk, language="pt-br")

    assert "Lead, Retail / Pricing" in text(page)


def test_lines_beyond_reach_are_errors_of_their_line(cast: Cast, enter: Enter) -> None:
    content = (
        "ana@x.example; Ana; Lead; Retail / Pricing\n"
        "bea@x.example; Bea; Lead; Risk / Fraud\n"
        "caio@x.example; Caio; Auditor\n"
        "duda@x.example; Duda; Manager; Churn\n"
        "eva@x.example; Eva; Member; Retail / New\n"
    )

    page = text(paste(enter(cast.marta), content))

    assert "4 errors" in page
    assert "there is no team with the key “Risk / Fraud”." in page  # what lies out of reach does not exist
    assert "there is no team with the key “Retail / New”." in page
    assert page.count("You may invite leads and members, to the teams that you manage.") == 2


def test_who_changes_no_teams_imports_none(cast: Cast, enter: Enter) -> None:
    page = text(paste(enter(cast.marta), "key;name\nT-1;Motor\n"))

    assert "you may invite people, and not change teams." in page


def test_errors_are_told_in_the_readers_language(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    page = paste(client, MIXED)

    told = text(client.get(page.request["PATH_INFO"], headers=PORTUGUESE))

    assert "“bea@” não é um endereço de e-mail." in told


def test_a_name_is_shown_and_never_run(cast: Cast, enter: Enter) -> None:
    page = text(
        paste(enter(cast.ada), 'email;name;team\na@x.example;"<img src=x>{{ 7*7 }}";Retail / Pricing\n')
    )

    assert "<img src=x>" not in page
    assert "{{ 7*7 }}" in page
