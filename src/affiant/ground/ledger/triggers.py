"""The triggers that refuse what must not happen to the ledger's tables, on SQLite and on PostgreSQL."""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSED: Final = {
    "ledger_entry": ("UPDATE", "DELETE"),
    "ledger_tile": ("UPDATE", "DELETE"),
    "ledger_checkpoint": ("UPDATE", "DELETE"),
    "ledger_state": ("DELETE",),
    "ledger_secret": ("UPDATE",),
}
_WORDS: Final = "the ledger only grows"
_SHRINKS: Final = "NEW.size < OLD.size"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger."""
    statements = _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger: for undoing the migration, and for tests that empty their own database."""
    with connection.cursor() as cursor:
        for table, name in _names(postgresql=connection.vendor == "postgresql"):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _names(*, postgresql: bool) -> list[tuple[str, str]]:
    names = [(table, f"{table}_no_{act.lower()}") for table, acts in _REFUSED.items() for act in acts]
    truncate = [(table, f"{table}_no_truncate") for table in _REFUSED] if postgresql else []
    return [*names, ("ledger_state", "ledger_state_no_shrinking"), *truncate]


def _on_sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    statements = [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {refuse}"
        for table, acts in _REFUSED.items()
        for act in acts
    ]
    shrinking = f"CREATE TRIGGER ledger_state_no_shrinking BEFORE UPDATE ON ledger_state WHEN {_SHRINKS} {refuse}"
    return [*statements, shrinking]


def _on_postgresql() -> list[str]:
    refuse = "EXECUTE FUNCTION ledger_refuse()"
    statements = [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW {refuse}"
        for table, acts in _REFUSED.items()
        for act in acts
    ]
    truncating = [
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"
        for table in _REFUSED
    ]
    function = (
        "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    shrinking = (
        "CREATE TRIGGER ledger_state_no_shrinking BEFORE UPDATE ON ledger_state "
        f"FOR EACH ROW WHEN ({_SHRINKS}) {refuse}"
    )
    return [function, *statements, shrinking, *truncating]
