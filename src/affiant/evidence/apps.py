"""The evidence feature as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Exhibits and their sealed parts."""

    name = "affiant.evidence"
    label = "evidence"
