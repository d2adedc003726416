"""The ledger's tables. They have no foreign keys: evidence of an act never dies with the thing."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class SequenceField(models.BigIntegerField):  # type: ignore[type-arg]  # only the stubs know one
    """A 64-bit position that is SQLite's own row number where it is the primary key."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """Return `integer` on SQLite, where that is 64 bits and needs no second index."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class Entry(models.Model):
    """One leaf; its position is its key. Triggers refuse every change."""

    seq = SequenceField(primary_key=True)
    leaf = models.BinaryField()
    data = models.BinaryField()
    about = models.CharField(max_length=128)  # copied from the data, to find it by

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(seq__gte=0), name="ledger_entry_seq_counts")]
        indexes = [models.Index(fields=["about", "seq"], name="ledger_entry_of")]


class Tile(models.Model):
    """The hash of one completed subtree of 256, 65536 and so on leaves. Triggers refuse every change."""

    pk = models.CompositePrimaryKey("level", "place")
    level = models.SmallIntegerField()
    place = models.BigIntegerField()
    hash = models.BinaryField()


class State(models.Model):
    """The one row that an append locks, last of all: size and frontier. Triggers let it only grow."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="ledger_state_is_one_row"),
            models.CheckConstraint(condition=models.Q(size__gte=0), name="ledger_state_size_counts"),
        ]


class Secret(models.Model):
    """What stands behind a commitment until it is erased. Triggers refuse a change, not an erasure."""

    seq = models.BigIntegerField()
    name = models.CharField(max_length=64)
    salt = models.BinaryField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seq", "name"], name="ledger_secret_once")]


class Checkpoint(models.Model):
    """The signed note over the first `size` leaves. Triggers refuse every change."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    made_at = models.DateTimeField()
