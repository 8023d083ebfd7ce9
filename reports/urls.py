"""Addresses of results. A team's criteria have addresses of their own, so that they can be talked about."""

from django.urls import path

from reports.views import results

app_name = "reports"
urlpatterns = [
    path("", results.index, name="index"),
    path("results/", results.overview, name="overview"),
]
