"""The officers' face as a Django app: its templates, its static files, its one table."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Templates and static files of the officers' face."""

    name = "affiant.casework"
    label = "casework"
