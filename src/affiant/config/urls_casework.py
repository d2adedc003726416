"""Addresses of the officers' face."""

from django.urls import include, path

urlpatterns = [path("", include("affiant.casework.urls"))]
handler400 = "affiant.casework.refusals.bad_request"
handler403 = "affiant.casework.refusals.forbidden"
handler404 = "affiant.casework.refusals.not_found"
handler500 = "affiant.casework.refusals.server_error"
