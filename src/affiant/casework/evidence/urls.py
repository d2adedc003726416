"""Addresses of one exhibit."""

from django.urls import path

from affiant.casework.evidence import views

urlpatterns = [
    path("exhibits/<uuid:exhibit_id>/", views.exhibit, name="exhibit"),
    path("exhibits/<uuid:exhibit_id>/text/", views.exhibit_text, name="exhibit_text"),
    path("exhibits/<uuid:exhibit_id>/view/", views.view_exhibit, name="view_exhibit"),
    path("exhibits/<uuid:exhibit_id>/download/", views.download_exhibit, name="download_exhibit"),
]
