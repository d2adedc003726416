"""The Django application of the shared look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Brings the `govuk` template tags, the page layout and the compiled style sheets."""

    name = "affiant.ground.ui"
    label = "ui"
