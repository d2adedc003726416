"""What the ledger tells: entries, proofs, checkpoints and the export file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from affiant.core.digests import Sha256
from affiant.core.ledger import entries, lines, tree
from affiant.core.ledger.entries import Fact, Kind
from affiant.core.ledger.errors import MalformedEntry
from affiant.ground.ledger import keys
from affiant.ground.ledger.errors import LedgerTorn, NotYetCheckpointed
from affiant.ground.ledger.models import Checkpoint, Entry, State, Tile

PAGE: Final = 50
_BLOCK: Final = 1 << tree.TILE_HEIGHT
_EXPORTED_AT_ONCE: Final = 2048
_LOOKED: Final = b'"kind":"consultation"'  # in canonical JSON a quotation mark within a value is escaped


@dataclass(frozen=True)
class EntryRow:
    """One entry as it is told; `data` is the leaf data as text."""

    seq: int
    at: datetime
    kind: Kind
    act: str
    by: str
    about: str
    facts: Mapping[str, Fact]
    commitments: Mapping[str, Sha256]
    data: str


@dataclass(frozen=True)
class LedgerPage:
    """One page of the ledger, the newest entry first."""

    rows: Sequence[EntryRow]
    number: int
    pages: int
    size: int


@dataclass(frozen=True)
class AboutPage:
    """Some entries about one thing, the newest first; those before `older` are left, None where none is."""

    rows: Sequence[EntryRow]
    older: int | None


@dataclass(frozen=True)
class History:
    """What was done with one thing, the oldest first; `looks` consultations in all, of which `shown` are among it."""

    rows: Sequence[EntryRow]
    looks: int
    shown: int


@dataclass(frozen=True)
class CheckpointRow:
    """One signed checkpoint; `root` is in hexadecimal."""

    size: int
    root: str
    note: str
    made_at: datetime


def size() -> int:
    """Return the number of entries."""
    return State.objects.values_list("size", flat=True).first() or 0


def entries_about(about: str, *, since: int = 0) -> list[EntryRow]:
    """Return every entry about an id from a position on, the oldest first."""
    found = Entry.objects.filter(about=about, seq__gte=since).order_by("seq").values_list("seq", "data")
    return [_row(*each) for each in found]


def history_about(about: str, *, looks: int) -> History:
    """Return every act about an id, and of the consultations the newest: in years there are thousands of them.

    What is left out is counted without being decoded.
    """
    found = Entry.objects.filter(about=about).order_by("seq").values_list("seq", "data")
    held = [(seq, bytes(data)) for seq, data in found]
    looked = [seq for seq, data in held if _LOOKED in data]
    shown = set(looked[-looks:])
    rows = [_row(seq, data) for seq, data in held if _LOOKED not in data or seq in shown]
    return History(rows, len(looked), len(shown))


def page_about(about: str, *, before: int | None = None) -> AboutPage:
    """Return the newest entries about an id, or the newest of those before a position; a page costs the same always."""
    wanted = Q(about=about) if before is None else Q(about=about, seq__lt=before)
    found = list(Entry.objects.filter(wanted).order_by("-seq").values_list("seq", "data")[: PAGE + 1])
    rows = [_row(*each) for each in found[:PAGE]]
    return AboutPage(rows, rows[-1].seq if len(found) > PAGE else None)


def all_entries(page: int = 1) -> LedgerPage:
    """Return a page of the ledger; a page that is not there is the nearest one that is."""
    total = size()
    pages = max(1, -(-total // PAGE))
    number = min(max(page, 1), pages)
    end = total - (number - 1) * PAGE
    found = Entry.objects.filter(seq__gte=end - PAGE, seq__lt=end).order_by("-seq").values_list("seq", "data")
    return LedgerPage([_row(*each) for each in found], number, pages, total)


def entries_from(seq: int, most: int) -> list[EntryRow]:
    """Return at most so many entries from a position on, the oldest first, for what follows the ledger."""
    found = Entry.objects.filter(seq__gte=seq, seq__lt=seq + most).order_by("seq").values_list("seq", "data")
    return [_row(*each) for each in found]


def latest_checkpoint() -> CheckpointRow | None:
    """Return the checkpoint that covers most."""
    made = Checkpoint.objects.order_by("-size").first()
    return None if made is None else CheckpointRow(made.size, bytes(made.root).hex(), made.note, made.made_at)


def inclusion_proof(seq: int, size: int) -> list[str]:
    """Return the audit path of an entry in the tree of that size, in hexadecimal, the lowest sibling first.

    Raises:
        OutsideTree: when the tree of that size has no such entry.
    """
    return [step.hex() for step in tree.inclusion_proof(_Stored(), seq, size)]


def consistency_proof(old: int, new: int) -> list[str]:
    """Return the proof, in hexadecimal, that the ledger of `old` entries is the beginning of that of `new`.

    Raises:
        OutsideTree: unless 0 < old <= new and the ledger has them.
    """
    return [step.hex() for step in tree.consistency_proof(_Stored(), old, new)]


def collected_proof(seq: int) -> dict[str, str | int | list[str]]:
    """Return what a receipt's `collected` holds: the leaf, its proof, the checkpoint and the ledger's key.

    Raises:
        NotYetCheckpointed: when no checkpoint covers the entry; make one first.
    """
    made = latest_checkpoint()
    if made is None or seq >= made.size:
        raise NotYetCheckpointed
    return {
        "seq": seq,
        "leaf": bytes(Entry.objects.values_list("data", flat=True).get(seq=seq)).decode(),
        "proof": inclusion_proof(seq, made.size),
        "checkpoint": made.note,
        "ledger_key": keys.vkey(),
    }


def vkey() -> str:
    """Return the C2SP verifier key that a reader pins."""
    return keys.vkey()


def export_lines() -> Iterator[bytes]:
    """Yield the export file of the latest checkpoint, line by line.

    Raises:
        NotYetCheckpointed: when there is no checkpoint.
    """
    made = latest_checkpoint()
    if made is None:
        raise NotYetCheckpointed
    yield lines.header(origin=keys.origin(), vkey=keys.vkey(), size=made.size)
    for start in range(0, made.size, _EXPORTED_AT_ONCE):
        end = min(start + _EXPORTED_AT_ONCE, made.size)
        found = Entry.objects.filter(seq__gte=start, seq__lt=end).order_by("seq").values_list("seq", "data")
        for seq, data in found:
            yield lines.entry(seq, bytes(data))
    yield lines.checkpoint(made.note)


class _Stored:
    """Reads stored hashes a whole tile at a time, each tile once."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[int, int], list[bytes]] = {}

    def __call__(self, level: int, start: int, end: int) -> Sequence[bytes]:
        tile, offset = divmod(start, _BLOCK)
        held = self._tiles.get((level, tile))
        if held is None:
            held = self._tiles[level, tile] = _tile(level, tile * _BLOCK)
        return held[offset : offset + end - start]


def _tile(level: int, start: int) -> list[bytes]:
    end = start + _BLOCK
    if level == 0:
        leaves = Entry.objects.filter(seq__gte=start, seq__lt=end).order_by("seq")
        return [bytes(leaf) for leaf in leaves.values_list("leaf", flat=True)]
    tiles = Tile.objects.filter(level=level, place__gte=start, place__lt=end).order_by("place")
    return [bytes(each) for each in tiles.values_list("hash", flat=True)]


def _row(seq: int, data: bytes | memoryview) -> EntryRow:
    raw = bytes(data)
    try:
        entry = entries.decode(raw)
    except MalformedEntry as torn:
        raise LedgerTorn from torn
    return EntryRow(
        seq=seq,
        at=entry.at,
        kind=entry.kind,
        act=entry.act,
        by=entry.by,
        about=entry.about,
        facts=entry.facts,
        commitments=entry.commitments,
        data=raw.decode(),
    )
