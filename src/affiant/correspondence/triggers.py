"""The trigger that refuses to change an attempt at contact, on SQLite and on PostgreSQL."""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

# Deleting is left to the day on which a whole referral has to be erased: that is an act of its own.
TABLE: Final = "correspondence_attempt"
_WORDS: Final = "an attempt at contact is followed by another, never changed"
_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION correspondence_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the trigger."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        cursor.execute(f"CREATE TRIGGER {TABLE}_stays BEFORE UPDATE ON {TABLE} {_refusal(connection.vendor)}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the trigger."""
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_stays{on}")


def _refusal(vendor: str) -> str:
    if vendor == "postgresql":
        return "FOR EACH ROW EXECUTE FUNCTION correspondence_refuse()"
    return f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
