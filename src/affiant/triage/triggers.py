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
# What begins and ends once: which column ends it, and which were said at its beginning and stay.
ENDED_ONCE: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "triage_recusal": ("lifted_at", ("referral_id", "officer_id", "reason", "by_id", "at")),
    "triage_membership": ("ended_at", ("referral_id", "officer_id", "reason", "by_id", "at")),
    "triage_restriction": ("ended_at", ("referral_id", "reason", "by_id", "at")),
}
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


def install_endings(connection: BaseDatabaseWrapper, tables: Iterable[str] = tuple(ENDED_ONCE)) -> None:
    """Create the triggers of these tables, whose rows begin and end once."""
    with connection.cursor() as cursor:
        for table in tables:
            end, begun = ENDED_ONCE[table]
            changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in begun)
            refusal = _refusal(connection.vendor, f"WHEN (OLD.{end} IS NOT NULL OR {changed})")
            cursor.execute(f"CREATE TRIGGER {table}_ends_once BEFORE UPDATE ON {table} {refusal}")


def remove_endings(connection: BaseDatabaseWrapper, tables: Iterable[str] = tuple(ENDED_ONCE)) -> None:
    """Drop the triggers of these tables, whose rows begin and end once."""
    with connection.cursor() as cursor:
        for table in tables:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_ends_once{on}")


def _refusal(vendor: str, when: str = "") -> str:
    if vendor == "postgresql":
        return f"FOR EACH ROW {when} EXECUTE FUNCTION triage_refuse()"
    return f"FOR EACH ROW {when} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
