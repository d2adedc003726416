"""The Django application of these pages."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Lets Django find the templates of this room."""

    name = "affiant.intake.safety"
    label = "safety"
