"""Building the index anew from the database, aside, and swapping it in one step."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import tantivy

from affiant.evidence import selectors as evidence
from affiant.evidence import services as evidence_services
from affiant.ground import clock
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import passages
from affiant.search import folder, index, texts

HEAP: Final = 384 * 1024 * 1024  # bytes that the writer may hold: at a million, in less it would merge at the end
THREADS: Final = 2


def rebuild(*, tell: Callable[[int], None] | None = None) -> int:
    """Build the index anew and return how many referrals it holds; `tell` is called with the number on the way.

    Searches go on in the old one until the new one stands. An interrupted rebuild leaves a folder that the next one
    deletes, and nothing else. What changes meanwhile is in the ledger behind the mark, and followed afterwards.

    Raises:
        AlreadyBuilding: another process does it at this moment.
    """
    with folder.writing("rebuild"), _collecting_seldom():
        mark, made = ledger.size(), folder.fresh()
        writer = index.create(made).writer(HEAP, THREADS)
        count = 0
        for count, document in enumerate(documents(), start=1):
            writer.add_document(document)
            if tell is not None and count % 50_000 == 0:
                tell(count)
        index.note_followed(writer, mark)
        writer.commit()
        writer.wait_merging_threads()
        with folder.writing("follow", patiently=True):
            folder.publish(made)
    return count


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Look for circles of objects seldom: millions of rows come and go without one, and looking took a fifth of it."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def documents() -> Iterator[tantivy.Document]:
    """Yield every referral as the index holds it; twenty-two queries for each batch."""
    last = None
    while batch := passages.in_order(last):
        ids = [facts.id for facts in batch]
        names = evidence.names_of(ids)
        with_files = list(names)
        evidence_services.read_texts(referral_ids=with_files, at=clock.now())
        found = texts.texts_between(ids[0], ids[-1], with_files=with_files)
        for facts in batch:
            yield index.document(facts, found.get(facts.id, ()), names.get(facts.id, ()))
        last = ids[-1]
