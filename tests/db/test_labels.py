"""Labels: one for each word, carried by teams, renamed, merged and deleted for all of them."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from organizations.models import AuditEvent, Label, Team
from organizations.scoping import scopes_disabled
from organizations.teams import labels
from tests.cast import Cast


def of(team: Team) -> list[str]:
    return list(team.labels.order_by("name").values_list("name", flat=True))


def label(cast: Cast, name: str, *teams: Team) -> Label:
    for team in teams or (cast.pricing,):
        labels.label_team(team, [*of(team), name], by=None)
    return Label.objects.get(name=name)


def test_a_team_carries_the_labels_that_are_given(cast: Cast) -> None:
    labels.label_team(cast.pricing, ["Brazil", " Motor  line "], by=cast.ada)
    labels.label_team(cast.pricing, ["Motor line", "Chile"], by=cast.ada)

    assert of(cast.pricing) == ["Chile", "Motor line"]


def test_capitals_make_no_second_label(cast: Cast) -> None:
    labels.label_team(cast.pricing, ["Brazil"], by=None)
    labels.label_team(cast.churn, ["BRAZIL", "brazil"], by=None)

    assert [(one.name, one.slug) for one in Label.objects.all()] == [("Brazil", "brazil")]
    assert of(cast.churn) == ["Brazil"]


def test_labels_that_differ_in_accents_have_two_addresses(cast: Cast) -> None:
    labels.label_team(cast.pricing, ["Acai", "Açaí", "数据"], by=None)

    assert sorted(Label.objects.values_list("slug", flat=True)) == ["acai", "acai-2", "label"]


def test_a_change_leaves_one_line_and_none_when_nothing_changed(cast: Cast) -> None:
    labels.label_team(cast.pricing, ["Brazil"], by=cast.ada)
    labels.label_team(cast.pricing, ["Brazil"], by=cast.ada)

    assert [event.detail for event in AuditEvent.objects.filter(action="team.labelled")] == [
        {"labels": ["Brazil"]}
    ]


def test_a_label_is_renamed_on_all_its_teams(cast: Cast) -> None:
    brazil = label(cast, "Brasil", cast.pricing, cast.fraud)

    labels.rename_label(brazil, "Brazil", by=cast.ada)

    assert of(cast.pricing) == of(cast.fraud) == ["Brazil"]


def test_a_label_may_change_its_capitals(cast: Cast) -> None:
    labels.rename_label(label(cast, "brazil"), "Brazil", by=cast.ada)

    assert of(cast.pricing) == ["Brazil"]


def test_a_label_does_not_take_the_name_of_another(cast: Cast) -> None:
    label(cast, "Chile")

    with pytest.raises(labels.LabelExists):
        labels.rename_label(label(cast, "Brazil"), "chile", by=cast.ada)


def test_two_labels_are_merged_and_no_team_carries_one_twice(cast: Cast) -> None:
    old, new = label(cast, "Brasil", cast.pricing, cast.fraud), label(cast, "Brazil", cast.pricing)

    count = labels.merge_labels(old, new, by=cast.ada)

    assert count == 2
    assert of(cast.pricing) == of(cast.fraud) == ["Brazil"]
    assert [one.name for one in Label.objects.all()] == ["Brazil"]


def test_a_deleted_label_leaves_its_teams(cast: Cast) -> None:
    labels.delete_label(label(cast, "Brazil"), by=cast.ada)

    assert of(cast.pricing) == []
    assert AuditEvent.objects.get(action="label.deleted").detail == {"teams": 1}


@pytest.mark.parametrize(
    ("names", "error"),
    [
        pytest.param(["a" * 41], labels.LabelTooLong, id="too long"),
        pytest.param([f"l{number}" for number in range(21)], labels.TooManyLabels, id="too many"),
    ],
)
def test_what_is_no_label_is_refused_and_nothing_is_stored(cast: Cast, names: Any, error: Any) -> None:
    with pytest.raises(error):
        labels.label_team(cast.pricing, names, by=cast.ada)

    assert not Label.objects.exists()


def test_an_organization_has_no_endless_number_of_labels(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "MOST_LABELS", 1)
    label(cast, "Brazil")

    with pytest.raises(labels.LabelsUsedUp):
        labels.label_team(cast.churn, ["Chile"], by=cast.ada)


def test_a_label_is_not_merged_into_one_of_another_organization(cast: Cast) -> None:
    ours = label(cast, "Brazil")
    with scopes_disabled():
        theirs = Label.objects.create(organization=cast.boreal, name="Berlin", slug="berlin")

        with pytest.raises(labels.LabelNotHere):
            labels.merge_labels(ours, theirs, by=cast.ada)


def test_the_manager_of_the_whole_organization_labels_teams(cast: Cast) -> None:
    labels.label_team(cast.pricing, ["Brazil"], by=cast.davi)

    assert [label.name for label in cast.pricing.labels.all()] == ["Brazil"]


@pytest.mark.parametrize("who", ["marta", "lia", "vera", "otto"])
def test_only_who_changes_teams_changes_labels(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        labels.label_team(cast.pricing, ["Brazil"], by=getattr(cast, who))


def test_two_labels_that_are_merged_into_each_other_leave_one(cast: Cast) -> None:
    labels.label_team(cast.pricing, ["Brazil", "Web"], by=cast.ada)
    brazil, web = Label.objects.get(name="Brazil"), Label.objects.get(name="Web")
    labels.merge_labels(brazil, web, by=cast.ada)

    for late in ((web, brazil), (brazil, web)):
        with pytest.raises(labels.LabelNotHere):
            labels.merge_labels(*late, by=cast.ada)

    assert list(cast.pricing.labels.values_list("name", flat=True)) == ["Web"]
