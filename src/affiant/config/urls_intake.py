"""Addresses of the public face."""

from django.urls import include, path

urlpatterns = [
    path("files/", include("affiant.intake.uploads.urls")),
    path("", include("affiant.intake.urls")),
]
handler400 = "affiant.intake.safety.views.bad_request"
handler403 = "affiant.intake.safety.views.refused"
handler404 = "affiant.intake.safety.views.not_found"
handler500 = "affiant.intake.safety.views.broken"
