"""Addresses of the ledger."""

from django.urls import path

from affiant.casework.ledger import views

urlpatterns = [
    path("ledger/", views.entries, name="ledger"),
    path("ledger/export/", views.export, name="export_ledger"),
]
