"""Where the mail of a reminder leads whoever wants no more of them; below /a/reminders/."""

from django.urls import path

from surveys.views import stopping

app_name = "reminders"
urlpatterns = [path("<str:token>/", stopping.stop, name="stop")]
