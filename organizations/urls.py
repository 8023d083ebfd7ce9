"""Addresses of people, organizations and teams."""

from django.urls import URLPattern

app_name = "organizations"
urlpatterns: list[URLPattern] = []
