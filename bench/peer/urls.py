"""The peer's addresses, and the ones of signing in that its pages link to."""

from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("survey/", include("survey.urls")),
    path("login/", lambda request: HttpResponse(), name="login"),
    path("logout/", lambda request: HttpResponse(), name="logout"),
    path("auth-login/", lambda request: HttpResponse(), name="auth-login"),
    path("auth-logout/", lambda request: HttpResponse(), name="auth-logout"),
    path("home/", lambda request: HttpResponse(), name="home"),
]
