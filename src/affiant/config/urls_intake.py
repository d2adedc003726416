"""Addresses of the public face."""

from django.urls import include, path

from affiant.intake import urls

urlpatterns = [
    path("partner/v1/", include("affiant.intake.partner.urls", namespace="partner")),
    path("files/", include("affiant.intake.uploads.urls")),
    *urls.urlpatterns,  # not included: pages under a language's prefix have to stand at the root
]
handler400 = "affiant.intake.safety.views.bad_request"
handler403 = "affiant.intake.safety.views.refused"
handler404 = "affiant.intake.safety.views.not_found"
handler500 = "affiant.intake.safety.views.broken"
