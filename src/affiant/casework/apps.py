"""The officers' face as a Django app: its templates, its static files, its one table."""

import importlib

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Templates and static files of the officers' face."""

    name = "affiant.casework"
    label = "casework"

    def ready(self) -> None:
        """Let every sign-in be noted from the first request on."""
        importlib.import_module("affiant.casework.visits")
