"""Following the ledger: every act stands there, in its own transaction, so no change can be missed."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import UUID

import tantivy

from affiant.core.ledger.entries import Kind
from affiant.evidence import selectors as evidence
from affiant.evidence import services as evidence_services
from affiant.ground import clock
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger.selectors import EntryRow
from affiant.referrals import passages
from affiant.search import folder, index, texts
from affiant.search.errors import AlreadyBuilding, Unreadable, Unwritable
from affiant.search.services.rebuild import rebuild

logger: Final = logging.getLogger("affiant.search")

ENTRIES: Final = 2000  # of one call, so that the courier's other work does not wait
HEAP: Final = 32 * 1024 * 1024


def follow(*, most: int = ENTRIES) -> int:
    """Take in what happened since the index was last written; return how many entries of the ledger are left.

    The index itself holds up to which entry it knows: the mark is committed with the documents or not at all, so
    after a crash the same entries are followed again. Where there is no index, one is begun; one that does not open
    or takes nothing in is built anew. While another process swaps it, nothing is done.
    """
    with suppress(AlreadyBuilding):
        try:
            return _follow(most)
        except (Unreadable, Unwritable):
            logger.warning("The search index is damaged and is built anew.")
            rebuild()
    return 0


def _follow(most: int) -> int:
    with folder.writing("follow"):
        at = folder.current() or _begun()
        opened = index.opened(at)
        mark, size = index.followed(opened.searcher()), ledger.size()
        if mark > size:  # an older database was restored under a newer index
            opened, mark = index.opened(_begun()), 0
        if mark < size:
            upto = min(size, mark + most)
            _take_in(opened, changed(ledger.entries_from(mark, upto - mark)), upto)
            return size - upto
    return 0


def changed(entries: Iterable[EntryRow]) -> set[UUID]:
    """Return the referrals, or exhibits, that these entries say something new about; a consultation changes nothing."""
    found = set()
    for entry in entries:
        if entry.kind is not Kind.CONSULTATION:
            with suppress(ValueError):
                found.add(UUID(entry.about))
    return found


def _begun() -> Path:
    made = folder.fresh()
    index.create(made)
    folder.publish(made)
    return made


def _take_in(opened: tantivy.Index, about: set[UUID], upto: int) -> None:
    ids = sorted(about | {row.referral_id for row in evidence.exhibits(about)})
    with _taking_in(opened) as writer:
        for start in range(0, len(ids), passages.AT_ONCE):
            _write(writer, ids[start : start + passages.AT_ONCE])
        index.note_followed(writer, upto)


@contextmanager
def _taking_in(opened: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """Give a writer and commit what it wrote.

    A process that was killed leaves files that belong to no commit; the next one would want to write files of the same
    names, and may not. So they are taken away first.

    Raises:
        Unwritable: the index takes nothing in.
    """
    try:
        writer = opened.writer(HEAP, 1)
        writer.garbage_collect_files()
    except (ValueError, OSError) as refused:
        raise Unwritable from refused
    yield writer
    try:
        writer.commit()
        writer.wait_merging_threads()
    except (ValueError, OSError) as refused:
        raise Unwritable from refused


def _write(writer: tantivy.IndexWriter, ids: Sequence[UUID]) -> None:
    evidence_services.read_texts(referral_ids=ids, at=clock.now())
    facts, found, names = passages.facts_of(ids), texts.texts_of(ids), evidence.names_of(ids)
    for one, known in facts.items():
        writer.delete_documents_by_term(index.ID, one.hex)
        writer.add_document(index.document(known, found.get(one, ()), names.get(one, ())))
