"""The triggers that refuse to change what officers answered and decided, on SQLite and on PostgreSQL."""

from collections.abc import Iterable
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

# Deleting is left to the day on which a whole referral has to be erased: that is an act of its own.
TABLES: Final = (
    "triage_answer",
    "triage_answerevidence",
    "triage_decision",
    "triage_secondopinion",
    "triage_jurisdictionnote",
    "triage_elementview",
    "triage_elementevidence",
    "triage_incident",
    "triage_incidentpassage",
)
_WORDS: Final = "what was answered is followed, never changed"
_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION triage_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def install(connection: BaseDatabaseWrapper, tables: Iterable[str] = TABLES) -> None:
    """Create the triggers of these tables; a migration names the tables of its own time."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table in tables:
            cursor.execute(f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} {_refusal(connection.vendor)}")


def remove(connection: BaseDatabaseWrapper, tables: Iterable[str] = TABLES) -> None:
    """Drop the triggers of these tables."""
    with connection.cursor() as cursor:
        for table in tables:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_stays{on}")


def _refusal(vendor: str) -> str:
    if vendor == "postgresql":
        return "FOR EACH ROW EXECUTE FUNCTION triage_refuse()"
    return f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
