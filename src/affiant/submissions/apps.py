"""Submissions as a Django app: its tables."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """The tables of the intake's database."""

    name = "affiant.submissions"
    label = "submissions"
