"""The triggers that refuse to change what people and officers said, on SQLite and on PostgreSQL."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

# The columns of each table that stay as they were written; () is all of them. Deleting is left to the day on which a
# whole referral has to be erased: that is an act of its own.
KEPT: Final[dict[str, tuple[str, ...]]] = {
    "referrals_submission": (),
    "referrals_wish": (),
    "referrals_message": (),
    "referrals_note": (),
    "referrals_translation": (),
    "referrals_safeguarding": (),
    "referrals_contact": (
        "id",
        "referral_id",
        "role",
        "submission_id",
        "key_id",
        "closed",
        "sealed_to",
        "by_id",
        "at",
        "follows_id",
    ),
    "referrals_contacttrace": (),
    "referrals_contactkey": ("id", "referral_id", "recipient", "made_at"),
    "referrals_enclosure": (),
}
_GONE: Final = "OLD.thrown_away_at IS NOT NULL"  # a key that was thrown away does not come back
ONCE: Final = ("reclosed", "finding")  # written once, later: what outlives an identity key, and what that key found
_ONCE: Final = " OR ".join(f"OLD.{one} <> '' AND NEW.{one} <> OLD.{one}" for one in ONCE)
_WORDS: Final = "what was said is followed, never changed"
_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION referrals_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def install(connection: BaseDatabaseWrapper, tables: Iterable[str] = tuple(KEPT)) -> None:
    """Create the triggers of these tables, on the columns that are there: a migration names those of its own time."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table, name, event, when in _triggers(_columns(connection, cursor, tables)):
            refusal = _refusal(connection.vendor, when)
            cursor.execute(f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {refusal}")


def remove(connection: BaseDatabaseWrapper, tables: Iterable[str] = tuple(KEPT)) -> None:
    """Drop the triggers of these tables."""
    with connection.cursor() as cursor:
        for table, name, _, _ in _triggers(_columns(connection, cursor, tables)):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{on}")


def _triggers(tables: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield each trigger's table, its name behind the table's, the event, and the condition."""
    for table, there in tables.items():
        columns = [column for column in KEPT[table] if column in there]
        yield table, "stays", f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE", ""
        if table == "referrals_contactkey":
            yield table, "stays_away", "UPDATE", f"WHEN ({_GONE})"
        if table == "referrals_contact" and there.issuperset(ONCE):
            yield table, "once", "UPDATE", f"WHEN ({_ONCE})"


def _columns(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, tables: Iterable[str]
) -> dict[str, frozenset[str]]:
    described = connection.introspection.get_table_description
    return {table: frozenset(column.name for column in described(cursor, table)) for table in tables}


def _refusal(vendor: str, when: str) -> str:
    if vendor == "postgresql":
        return f"FOR EACH ROW {when} EXECUTE FUNCTION referrals_refuse()"
    return f"{when} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
