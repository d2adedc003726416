"""The Django application of what all public pages share."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Lets Django find the shared templates, scripts and the catalogues of every public page."""

    name = "affiant.intake"
    label = "intake"
