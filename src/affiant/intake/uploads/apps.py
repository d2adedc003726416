"""The Django application of these pages."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Lets Django find the templates, scripts and translations of this room."""

    name = "affiant.intake.uploads"
    label = "uploads"
