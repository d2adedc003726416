"""The sharing feature as a Django app."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Partners and packages."""

    name = "affiant.sharing"
    label = "sharing"
