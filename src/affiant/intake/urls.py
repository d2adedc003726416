"""Addresses of the public face."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("affiant.intake.safety.urls")),
    path("", include("affiant.intake.limits.urls")),
    *i18n_patterns(
        path("", include("affiant.intake.guidance.urls")),
        path("", include("affiant.intake.aids.urls")),
        path("", include("affiant.intake.voice.urls")),
        path("", include("affiant.intake.report.urls")),
        path("", include("affiant.intake.return_visit.urls")),
    ),
]
