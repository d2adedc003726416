"""The address that lets a visit go on: without a language, for a script."""

from django.urls import path

from affiant.intake.limits import visit

urlpatterns = [path("stay", visit.stay, name="stay")]
