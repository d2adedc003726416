"""The index: its fields, how a referral becomes a document of it, and the one that readers share."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import UUID

import tantivy

from affiant.core.spelling import words
from affiant.referrals.passages import Facts, Part, Passage
from affiant.search import analysis, folder
from affiant.search.errors import NoIndex, Unreadable
from affiant.triage import written

ID: Final = "id"
WORDS: Final = "words"  # every word as it was typed, in order
NAMES: Final = "names"  # those of files' names
KEYS: Final = "keys"  # stems and sounds, see analysis
FACETS: Final = "facets"  # what can be filtered by: "language=uk"
AT: Final = "at"  # seconds since 1970
SEQ: Final = "seq"  # of the one document that says how far the ledger was followed
EVERYTHING: Final = "kind=referral"
_FOLLOWED: Final = "followed"
_HAS: Final[Mapping[StrEnum, str]] = {
    Part.INCOMING: "messages",
    Part.OUTGOING: "messages",
    Part.NOTE: "notes",
    Part.TASK: "tasks",
    Part.TRANSLATION: "translations",
    written.Part.DECISION: "decisions",
    written.Part.INCIDENT: "incidents",
    written.Part.OFFENCE: "offences",
}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(WORDS, tokenizer_name="blanks", index_option="position")
    builder.add_text_field(NAMES, tokenizer_name="blanks", index_option="position")
    builder.add_text_field(KEYS, tokenizer_name="blanks", index_option="basic")
    builder.add_text_field(FACETS, tokenizer_name="blanks", index_option="basic")
    builder.add_unsigned_field(AT, indexed=True, fast=True)
    builder.add_unsigned_field(SEQ, stored=True)
    return builder.build()


SCHEMA: Final = _schema()


def create(at: Path) -> tantivy.Index:
    """Make an empty index in a folder."""
    return _prepared(tantivy.Index(SCHEMA, path=str(at)))


def opened(at: Path) -> tantivy.Index:
    """Open the index in a folder.

    Raises:
        Unreadable: it does not open.
    """
    try:
        return _prepared(tantivy.Index.open(str(at)))
    except (ValueError, OSError) as damaged:
        raise Unreadable from damaged


def document(facts: Facts, passages: Iterable[Passage], names: Sequence[str]) -> tantivy.Document:
    """Return a referral as the index holds it; its text itself stays in the database."""
    made = tantivy.Document()
    made.add_text(ID, facts.id.hex)
    made.add_unsigned(AT, max(0, int(facts.received_at.timestamp())))
    held, parts = set[str](), set[str]()
    for passage in passages:
        held |= _add(made, WORDS, passage.text)
        if passage.part in _HAS:
            parts.add(_HAS[passage.part])
    for name in names:
        held |= _add(made, WORDS, name)
        _add(made, NAMES, name)
    made.add_text(WORDS, " ".join(map(words.fold, words.raw(facts.reference))))
    made.add_text(KEYS, " ".join(held))
    made.add_text(FACETS, " ".join(_facets(facts, {*parts, *(["files"] if names else [])})))
    return made


def followed(searcher: tantivy.Searcher) -> int:
    """Return up to which entry of the ledger an index knows what happened."""
    hits = searcher.search(tantivy.Query.term_query(SCHEMA, ID, _FOLLOWED), limit=1, count=False).hits
    return int(searcher.doc(hits[0][1]).get_first(SEQ) or 0) if hits else 0


def note_followed(writer: tantivy.IndexWriter, seq: int) -> None:
    """Say in the same commit how far the ledger was followed: the one cannot be without the other."""
    writer.delete_documents_by_term(ID, _FOLLOWED)
    mark = tantivy.Document()
    mark.add_text(ID, _FOLLOWED)
    mark.add_unsigned(SEQ, seq)
    writer.add_document(mark)


def officer_facet(officer_id: UUID | None) -> str:
    """Return the facet of the officer who holds a referral."""
    return f"officer={officer_id.hex if officer_id else 'nobody'}"


class _Reader:
    """The index that this process searches: opened once, read again when it has changed or was swapped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: tuple[Path, int] | None = None
        self._index: tantivy.Index | None = None

    def searcher(self) -> tantivy.Searcher:
        with self._lock:
            return self._fresh().searcher()

    def _fresh(self) -> tantivy.Index:
        at = folder.current()
        if at is None:
            raise NoIndex
        seen = (at, _changed(at))
        if self._index is None or self._seen is None or self._seen[0] != at:
            self._index = opened(at)
        elif self._seen != seen:
            self._index.reload()
        self._seen = seen
        return self._index


_READER: Final = _Reader()


def searcher() -> tantivy.Searcher:
    """Return what is searched in, as it was at the last commit.

    Raises:
        NoIndex: there is none yet.
        Unreadable: it does not open.
    """
    try:
        return _READER.searcher()
    except (ValueError, OSError):
        # It was swapped while we looked: the second look finds the new one, or it is damaged.
        return _again()


def _again() -> tantivy.Searcher:
    try:
        return _READER.searcher()
    except (ValueError, OSError) as damaged:
        raise Unreadable from damaged


def _changed(at: Path) -> int:
    return (at / "meta.json").stat().st_mtime_ns


def _prepared(index: tantivy.Index) -> tantivy.Index:
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("blanks", blanks)
    return index


def _add(made: tantivy.Document, field: str, text: str) -> set[str]:
    """Add a text's words as one value, so that no phrase is found across two texts; return their keys."""
    known = analysis.known(text)
    folded, plain, every = zip(*known, strict=True) if known else ((), (), ())
    made.add_text(field, " ".join(folded))
    # Whoever writes without any capital writes names so too.
    return set(plain) if text != text.lower() else set(every)


def _facets(facts: Facts, parts: Iterable[str]) -> Iterable[str]:
    yield from (EVERYTHING, f"stage={facts.stage}", f"language={facts.language.lower()}")
    yield officer_facet(facts.assigned_to)
    if facts.path:
        yield f"path={facts.path}"
    if facts.situation:
        yield f"situation={facts.situation.lower()}"
    yield from (f"has={part}" for part in parts)
    flags = {"child": facts.child, "danger": facts.danger, "withdrawn": facts.withdrawn, "rehearsal": facts.rehearsal}
    yield from (f"is={name}" for name, flag in flags.items() if flag)
