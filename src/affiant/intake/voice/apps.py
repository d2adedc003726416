"""The Django application of these pages."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """Lets Django find the templates, the script and the catalogues of this room."""

    name = "affiant.intake.voice"
    label = "voice"
