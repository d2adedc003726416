"""The triggers that let what was said of referrals be parted once, and change nothing else, on both databases."""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

# Deleting is left to the day on which a whole referral has to be erased: that is an act of its own.
_SAID: Final = ("id", "first_id", "second_id", "likeness", "verdict", "found", "ground", "by_id", "at")
_WORDS: Final = "what was said of referrals is parted or followed, never changed"
_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION linking_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger."""
    postgresql = connection.vendor == "postgresql"
    refuse = "EXECUTE FUNCTION linking_refuse()" if postgresql else f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in _SAID)
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute(_FUNCTION)
        cursor.execute(
            "CREATE TRIGGER linking_link_stays BEFORE UPDATE ON linking_link FOR EACH ROW "
            f"WHEN (OLD.parted_at IS NOT NULL OR {changed}) {refuse}"
        )
        cursor.execute(
            f"CREATE TRIGGER linking_earlieraccount_stays BEFORE UPDATE ON linking_earlieraccount FOR EACH ROW {refuse}"
        )


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger."""
    with connection.cursor() as cursor:
        for table in ("linking_link", "linking_earlieraccount"):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_stays{on}")
