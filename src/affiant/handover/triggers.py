"""The triggers that refuse to change what was handed over and what was heard, on SQLite and on PostgreSQL."""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES: Final = ("handover_handoverpart", "handover_consentheard")
_WORDS: Final = "what was handed over stays as it came"
_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION handover_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)
_CAME: Final = ("organisation_id", "file_name", "bytes", "sha256", "how", "received_by_id", "received_at")


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger."""
    refusal = _refusal(connection.vendor)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table in TABLES:
            cursor.execute(f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} {refusal}")
        columns = ", ".join(_CAME)
        cursor.execute(
            f"CREATE TRIGGER handover_handover_stays BEFORE UPDATE OF {columns} ON handover_handover {refusal}"
        )


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger."""
    with connection.cursor() as cursor:
        for table in (*TABLES, "handover_handover"):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_stays{on}")


def _refusal(vendor: str) -> str:
    if vendor == "postgresql":
        return "FOR EACH ROW EXECUTE FUNCTION handover_refuse()"
    return f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
