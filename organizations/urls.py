"""Addresses of people, organizations and teams.

What changes a team stands under settings/: a team's own address is /teams/<slug>/, and no word may
stand in the place of its slug.
"""

from django.urls import path

from organizations.views import (
    account,
    audit,
    entry,
    erasing,
    importing,
    labels,
    leaving,
    offers,
    people,
    settings,
    start,
    teams,
)

app_name = "organizations"
OF_TEAMS = "o/<slug:organization>/settings/teams/"
urlpatterns = [
    path("", start.home, name="home"),
    path("setup/", start.setup, name="setup"),
    path("account/erase/", erasing.erase_me, name="erase_me"),
    path("account/", account.account, name="account"),
    path("account/second-step/", entry.second_step, name="second_step"),
    path("account/address/keep/", account.drop_change, name="drop_change"),
    path("account/sessions/<int:pk>/end/", account.end_session, name="end_session"),
    path("account/sessions/end-others/", account.end_other_sessions, name="end_other_sessions"),
    path("found/", start.found, name="found"),
    path("o/<slug:organization>/teams/", teams.tree, name="teams"),
    path("o/<slug:organization>/settings/", settings.hub, name="settings"),
    path("o/<slug:organization>/settings/general/", settings.general, name="general"),
    path("o/<slug:organization>/settings/logo/", settings.set_logo, name="set_logo"),
    path("o/<slug:organization>/settings/logo/remove/", settings.remove_logo, name="remove_logo"),
    path("o/<slug:organization>/settings/owner/", leaving.hand_on, name="hand_on"),
    path("o/<slug:organization>/settings/leave/", leaving.leave, name="leave"),
    path("o/<slug:organization>/settings/audit/", audit.index, name="audit"),
    path("o/<slug:organization>/settings/audit/download/", audit.download, name="download_audit"),
    path("o/<slug:organization>/settings/end/", leaving.end_organization, name="end_organization"),
    path("o/<slug:organization>/settings/end/take-back/", leaving.take_back_end, name="take_back_end"),
    path("o/<slug:organization>/logo/", settings.logo, name="logo"),
    path("o/<slug:organization>/settings/teams/add-unit/", teams.add, {"kind": "unit"}, name="add_unit"),
    path("o/<slug:organization>/settings/teams/add-team/", teams.add, {"kind": "team"}, name="add_team"),
    path("o/<slug:organization>/settings/team/<slug:team>/", teams.change, name="change_team"),
    path("o/<slug:organization>/settings/team/<slug:team>/people/", teams.add_person, name="add_person"),
    path("o/<slug:organization>/settings/team/<slug:team>/move/", teams.move, name="move_team"),
    path("o/<slug:organization>/settings/team/<slug:team>/merge/", teams.merge, name="merge_team"),
    path("o/<slug:organization>/settings/team/<slug:team>/archive/", teams.archive, name="archive_team"),
    path("o/<slug:organization>/settings/team/<slug:team>/restore/", teams.restore, name="restore_team"),
    path(f"{OF_TEAMS}labels/", labels.index, name="labels"),
    path(f"{OF_TEAMS}labels/<slug:label>/", labels.label, name="label"),
    path(f"{OF_TEAMS}labels/<slug:label>/merge/", labels.merge, name="merge_label"),
    path(f"{OF_TEAMS}labels/<slug:label>/delete/", labels.delete, name="delete_label"),
    path(f"{OF_TEAMS}import/", importing.start, name="import"),
    path(f"{OF_TEAMS}import/template.xlsx", importing.workbook, name="import_workbook"),
    path(f"{OF_TEAMS}import/teams.csv", importing.table, {"kind": "teams"}, name="import_teams"),
    path(f"{OF_TEAMS}import/people.csv", importing.table, {"kind": "people"}, name="import_people"),
    path(f"{OF_TEAMS}import/check/<slug:upload>/", importing.check, name="import_check"),
    path("o/<slug:organization>/people/", people.index, name="people"),
    path("o/<slug:organization>/people/<int:pk>/", people.person, name="person"),
    path("o/<slug:organization>/people/<int:pk>/roles/<int:grant>/revoke/", people.revoke, name="revoke"),
    path("o/<slug:organization>/people/<int:pk>/roles/", people.grant, name="grant"),
    path("o/<slug:organization>/people/<int:pk>/suspend/", people.suspend, name="suspend"),
    path("o/<slug:organization>/people/<int:pk>/bring-back/", people.bring_back, name="bring_back"),
    path("o/<slug:organization>/people/<int:pk>/end/", people.end, name="end"),
    path("o/<slug:organization>/people/<int:pk>/erase/", erasing.erase_member, name="erase_member"),
    path("o/<slug:organization>/people/offers/", offers.index, name="offers"),
    path("o/<slug:organization>/people/offers/new/", offers.make, name="offer"),
    path("o/<slug:organization>/people/offers/many/", offers.make_many, name="offer_many"),
    path("o/<slug:organization>/people/offers/<int:pk>/send/", offers.send_again, name="send_offer"),
    path("o/<slug:organization>/people/offers/<int:pk>/correct/", offers.correct, name="correct_offer"),
    path("o/<slug:organization>/people/offers/<int:pk>/revoke/", offers.revoke, name="revoke_offer"),
]
