"""The Django application of these pages."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Lets Django find the templates of this room."""

    name = "affiant.intake.guidance"
    label = "guidance"
