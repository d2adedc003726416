"""The triggers that refuse to change or delete an attempt at contact, on SQLite and on PostgreSQL."""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE: Final = "correspondence_attempt"
ACTS: Final = ("UPDATE", "DELETE")
_WORDS: Final = "an attempt at contact is followed by another, never changed"
_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION correspondence_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for act in ACTS:
            cursor.execute(f"CREATE TRIGGER {_name(act)} BEFORE {act} ON {TABLE} {_refusal(connection.vendor)}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger."""
    with connection.cursor() as cursor:
        for act in ACTS:
            on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(act)}{on}")


def _name(act: str) -> str:
    return f"{TABLE}_no_{act.lower()}"


def _refusal(vendor: str) -> str:
    if vendor == "postgresql":
        return "FOR EACH ROW EXECUTE FUNCTION correspondence_refuse()"
    return f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
