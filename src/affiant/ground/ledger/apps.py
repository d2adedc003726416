"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Owns the append-only tables of the casework database."""

    name = "affiant.ground.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
