"""The Django application of this feature."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """Organisations, the files that they handed over, and whose word each report is."""

    name = "affiant.handover"
    label = "handover"
    default_auto_field = "django.db.models.BigAutoField"
