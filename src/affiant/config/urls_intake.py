"""Addresses of the public face."""

from django.urls import include, path

from affiant.intake import urls
from affiant.intake.partner.api import api

urlpatterns = [
    path("partner/v1/", api.urls),
    path("files/", include("affiant.intake.uploads.urls")),
    *urls.urlpatterns,  # not included: pages under a language's prefix have to stand at the root
]
handler400 = "affiant.intake.safety.views.bad_request"
handler403 = "affiant.intake.safety.views.refused"
handler404 = "affiant.intake.safety.views.not_found"
handler500 = "affiant.intake.safety.views.broken"
