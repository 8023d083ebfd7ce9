"""Where the links of offers to join lead; the cookie of an opened link is sent to these addresses alone."""

from django.urls import path

from organizations.views import accepting

app_name = "offers"
urlpatterns = [
    path("", accepting.answer, name="answer"),
    path("decline/", accepting.decline, name="decline"),
    path("here/<slug:slug>/accept/", accepting.accept_here, name="accept_here"),
    path("here/<slug:slug>/decline/", accepting.decline_here, name="decline_here"),
    path("<str:token>/", accepting.arrive, name="arrive"),  # last, since a token can be any word
]
