"""Addresses of the pages that come before the first question, and of those that explain."""

from django.urls import path

from affiant.intake.guidance import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("info/", views.contents, name="guidance"),
    path("info/<slug:name>", views.page, name="page"),
]
