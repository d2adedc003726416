"""Addresses of the pages that come before the first question."""

from django.urls import path

from affiant.intake.guidance import views

urlpatterns = [path("", views.landing, name="landing")]
