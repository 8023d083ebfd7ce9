"""The answering pages, nothing else: what people without a password reach."""

from django.urls import URLPattern

app_name = "answer"
urlpatterns: list[URLPattern] = []
