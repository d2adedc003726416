"""The triggers that refuse what must not happen to the ledger's tables, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSED: Final = {
    "ledger_entry": ("UPDATE", "DELETE"),
    "ledger_tile": ("UPDATE", "DELETE"),
    "ledger_checkpoint": ("UPDATE", "DELETE"),
    "ledger_state": ("DELETE",),
    "ledger_secret": ("UPDATE",),
}
# SQLite's INSERT OR REPLACE deletes without firing the triggers of a deletion: a taken key is refused before it.
_KEYS: Final = {
    "ledger_tile": "level = NEW.level AND place = NEW.place",
    "ledger_checkpoint": "size = NEW.size",
    "ledger_state": "id = NEW.id",
    "ledger_secret": "id = NEW.id OR (seq = NEW.seq AND name = NEW.name)",
}
_WORDS: Final = "the ledger only grows"
_SHRINKS: Final = "NEW.size < OLD.size"
_NEXT: Final = "(SELECT coalesce(max(seq) + 1, 0) FROM ledger_entry)"
_FUNCTIONS: Final = {
    "ledger_refuse": f"RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation';",
    "ledger_follow": f"IF NEW.seq <> {_NEXT} THEN RAISE EXCEPTION '{_WORDS}' "
    "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW;",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, body in _FUNCTIONS.items():
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
                )
        for table, name, rest in _triggers(connection.vendor):
            cursor.execute(f"CREATE TRIGGER {table}_{name} BEFORE {rest.format(on=f'ON {table}')}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger: for undoing the migration, and for tests that empty their own database."""
    with connection.cursor() as cursor:
        for table, name, _ in _triggers(connection.vendor):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{on}")


def _triggers(vendor: str) -> Iterator[tuple[str, str, str]]:
    """Yield each trigger's table, its name behind the table's, and when and what it does."""
    return _on_postgresql() if vendor == "postgresql" else _on_sqlite()


def _on_sqlite() -> Iterator[tuple[str, str, str]]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    for table, acts in _REFUSED.items():
        for act in acts:
            yield table, f"no_{act.lower()}", f"{act} {{on}} {refuse}"
    for table, same in _KEYS.items():
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - our own words
        yield table, "no_replace", f"INSERT {{on}} WHEN {taken} {refuse}"
    yield "ledger_state", "no_shrinking", f"UPDATE {{on}} WHEN {_SHRINKS} {refuse}"
    yield "ledger_entry", "follows", f"INSERT {{on}} WHEN NEW.seq <> {_NEXT} {refuse}"


def _on_postgresql() -> Iterator[tuple[str, str, str]]:
    refuse = "EXECUTE FUNCTION ledger_refuse()"
    for table, acts in _REFUSED.items():
        for act in acts:
            yield table, f"no_{act.lower()}", f"{act} {{on}} FOR EACH ROW {refuse}"
        yield table, "no_truncate", f"TRUNCATE {{on}} FOR EACH STATEMENT {refuse}"
    yield "ledger_state", "no_shrinking", f"UPDATE {{on}} FOR EACH ROW WHEN ({_SHRINKS}) {refuse}"
    yield "ledger_entry", "follows", "INSERT {on} FOR EACH ROW EXECUTE FUNCTION ledger_follow()"
