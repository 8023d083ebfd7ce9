"""Addresses of results. A team's criteria have addresses of their own, so that they can be talked about."""

from django.urls import path

from reports.views import archives, finding, results, teams

app_name = "reports"
urlpatterns = [
    path("", results.index, name="index"),
    path("results/", results.overview, name="overview"),
    path("results/export/", results.export, name="export"),
    path("search/", finding.find, name="find"),
    path("settings/export/", archives.index, name="archives"),
    path("settings/export/<int:pk>/fetch/", archives.fetch, name="fetch_archive"),
    path("teams/<slug:team>/", teams.result, name="team"),
    path("teams/<slug:team>/glance/", teams.glance_at_team, name="glance"),
    path("teams/<slug:team>/dimensions/<str:dimension_key>/", teams.dimension_of_team, name="dimension"),
    path("teams/<slug:team>/criteria/<str:criterion_key>/", teams.criterion_of_team, name="criterion"),
]
