"""The trigger that refuses to change what a machine read, on SQLite and on PostgreSQL."""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

# Deleting is left to the day on which a whole referral has to be erased: that is an act of its own.
TABLE: Final = "evidence_derivedtext"
_WORDS: Final = "what was read from a file stays as it was read"
_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION evidence_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the trigger."""
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            refusal = "EXECUTE FUNCTION evidence_refuse()"
        cursor.execute(f"CREATE TRIGGER {TABLE}_stays BEFORE UPDATE ON {TABLE} FOR EACH ROW {refusal}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop it."""
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_stays{on}")
