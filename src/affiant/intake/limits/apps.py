"""The Django application of these pages."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    """Lets Django find the templates and catalogues of this room."""

    name = "affiant.intake.limits"
    label = "limits"
