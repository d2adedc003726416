"""The referrals feature as a Django app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Referrals, submissions, messages, letters, quarantine."""

    name = "affiant.referrals"
    label = "referrals"
