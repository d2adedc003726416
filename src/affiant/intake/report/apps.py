"""The Django application of these pages."""

from django.apps import AppConfig


class ReportConfig(AppConfig):
    """Lets Django find the templates of this room."""

    name = "affiant.intake.report"
    label = "report"
