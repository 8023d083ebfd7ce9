"""One address for each unit."""

from django.urls import path

from bench.limits import views

urlpatterns = [
    path("empty/", views.empty),
    path("user/", views.user),
    path("page/", views.page),
    path("save/", views.save),
    path("table/<int:teams>/", views.table),
]
