"""The Django application of these pages."""

from django.apps import AppConfig


class AidsConfig(AppConfig):
    """Lets Django find the templates and catalogues of this room."""

    name = "affiant.intake.aids"
    label = "aids"
