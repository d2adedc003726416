"""The organisations as a Django app: its tables."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Tables of the public face for organisations that send reports."""

    name = "affiant.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
