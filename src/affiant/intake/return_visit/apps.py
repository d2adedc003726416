"""The Django application of these pages."""

from django.apps import AppConfig


class ReturnVisitConfig(AppConfig):
    """Lets Django find the templates of this room."""

    name = "affiant.intake.return_visit"
    label = "return_visit"
