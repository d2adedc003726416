"""The officers' accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Owns the user model of the officers' face."""

    name = "affiant.ground.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
