"""The answering pages, nothing else: what people without a password reach."""

from django.urls import path

from surveys.views import answer

app_name = "answer"
urlpatterns = [
    path("", answer.start, name="start"),
    path("dimension/<str:key>/", answer.dimension, name="dimension"),
    path("answers/", answer.save, name="save"),
    path("check/", answer.check, name="check"),
    path("submit/", answer.submit, name="submit"),
    path("reopen/", answer.reopen, name="reopen"),
    path("done/", answer.done, name="done"),
    path("<str:token>/", answer.arrive, name="arrive"),  # last, since a token can be any word
]
