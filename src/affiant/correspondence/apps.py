"""The Django application of this feature."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """Drafts of messages, what is asked back, and contact outside the mailbox."""

    name = "affiant.correspondence"
    label = "correspondence"
