"""The Django application of this feature."""

from django.apps import AppConfig


class LinkingConfig(AppConfig):
    """Links between referrals, and the register of earlier accounts."""

    name = "affiant.linking"
    label = "linking"
