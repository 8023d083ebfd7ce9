"""Addresses of rounds, below /o/<organization>/rounds/."""

from django.urls import path

from surveys.views import answer, chasing, joining, outcomes, recurring, reminding, rounds

app_name = "surveys"
urlpatterns = [
    path("", rounds.index, name="rounds"),
    path("new/", rounds.new, name="new"),
    path("recurring/", recurring.index, name="recurrences"),
    path("recurring/new/", recurring.new, name="new_recurrence"),
    path("recurring/<int:pk>/", recurring.detail, name="recurrence"),
    path("recurring/<int:pk>/edit/", recurring.edit, name="edit_recurrence"),
    path("recurring/<int:pk>/pause/", recurring.pause, name="pause_recurrence"),
    path("recurring/<int:pk>/resume/", recurring.resume, name="resume_recurrence"),
    path("recurring/<int:pk>/end/", recurring.end, name="end_recurrence"),
    path("<int:pk>/", rounds.detail, name="round"),
    path("<int:pk>/edit/", rounds.edit, name="edit"),
    path("<int:pk>/preview/", rounds.preview, name="preview"),
    path("<int:pk>/preview/<str:dimension_key>/", rounds.preview, name="preview_dimension"),
    path("<int:pk>/open/", rounds.open_round, name="open"),
    path("<int:pk>/extend/", rounds.extend, name="extend"),
    path("<int:pk>/close/", rounds.close, name="close"),
    path("<int:pk>/discard/", rounds.discard, name="discard"),
    path("<int:pk>/outcome/", outcomes.outcome, name="outcome"),
    path("<int:pk>/join/", joining.join, name="join"),
    path("<int:pk>/export/", chasing.export, name="export"),
    path("<int:pk>/remind/", reminding.remind, name="remind"),
    path("<int:pk>/teams/<slug:team>/remind/", reminding.remind_team, name="remind_team"),
    path("<int:pk>/teams/<slug:team>/asked/", reminding.asked, name="asked"),
    path("<int:pk>/links/<int:link>/replace/", reminding.replace, name="replace_link"),
    path("<int:pk>/links/<int:link>/revoke/", reminding.revoke, name="revoke_link"),
    path("<int:pk>/recompute/", rounds.recompute, name="recompute"),
    path("<int:pk>/teams/<slug:team>/answer/", answer.begin, name="answer"),
]
