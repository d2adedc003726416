"""Addresses of the figures."""

from django.urls import path

from affiant.casework.figures import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/<slug:name>.csv", views.figure_file, name="figure_file"),
]
