"""The database refuses what the code must not do, in the ORM and in SQL."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests.core.ledger import samples

from affiant.core.digests import commitment
from affiant.ground.ledger import services
from affiant.ground.ledger.models import Checkpoint, Entry, Secret, State, Tile

SALT = bytes(32)
ROWS = {
    Entry: {"about": "another"},
    Tile: {"hash": b""},
    Checkpoint: {"note": ""},
    State: {"size": 0, "frontier": b""},
    Secret: {"content": b""},
}
TABLES = [model._meta.db_table for model in ROWS]


@pytest.fixture
def filled(db):
    services.append_many(entries=[samples.entry()] * 256)
    committed = samples.entry(commitments={"account": commitment(SALT, b"words")})
    services.append(entry=committed, secrets={"account": (SALT, b"words")})
    services.make_checkpoint(at=samples.START)


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_no_row_is_changed_through_the_orm(filled, model):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**ROWS[model])

    assert model.objects.filter(**ROWS[model]).count() == 0


@pytest.mark.parametrize("model", [Entry, Tile, Checkpoint, State], ids=lambda model: model.__name__)
def test_no_row_is_deleted_through_the_orm(filled, model):
    before = model.objects.count()

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().delete()

    assert model.objects.count() == before > 0


@pytest.mark.parametrize("table", [each for each in TABLES if each != "ledger_secret"])
def test_no_row_is_deleted_in_sql(filled, table):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET data = leaf WHERE seq = 0",
        "UPDATE ledger_entry SET seq = 9999 WHERE seq = 0",
        "UPDATE ledger_tile SET place = 7",
        "UPDATE ledger_checkpoint SET size = 7",
        "UPDATE ledger_state SET size = size - 1",
        "UPDATE ledger_secret SET seq = 7",
    ],
)
def test_no_row_is_changed_in_sql(filled, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_truncated(filled, table):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table}")


def test_no_position_is_taken_twice(filled):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(seq=0, leaf=b"", data=b"", about="")


def test_no_position_lies_before_the_first(filled):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(seq=-1, leaf=b"", data=b"", about="")


def test_there_is_no_second_state(filled):
    with pytest.raises(IntegrityError), transaction.atomic():
        State.objects.create(id=2, size=0, frontier=b"")


@pytest.mark.parametrize("table", TABLES)
def test_an_insert_or_replace_replaces_nothing(filled, table):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no INSERT OR REPLACE")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608


def test_no_position_is_left_out(filled):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(seq=1000, leaf=b"", data=b"", about="")
