"""The triage feature as a Django app."""

from django.apps import AppConfig


class TriageConfig(AppConfig):
    """Decisions."""

    name = "affiant.triage"
    label = "triage"
