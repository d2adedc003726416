"""What a machine read from an exhibit, as pages tell it: in words, with what read it, and inert."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from affiant.casework import names
from affiant.evidence import selectors
from affiant.evidence.reading.outcomes import Outcome

REASONS: Final = {
    Outcome.EMPTY: "A machine opened this file and found no text in it. It may be a scan or a picture.",
    Outcome.ENCRYPTED: "No text could be read: the file is behind a password.",
    Outcome.OLD_OFFICE: "No text could be read: it is an Office file of an old kind, or one behind a password.",
    Outcome.OTHER_KIND: "No text was read: by its first bytes it is not a kind of file that is read.",
    Outcome.DAMAGED: "No text could be read: the file is damaged or cut short, or is not what it says it is.",
    Outcome.DECLARES: "No text was read: the file holds declarations that hostile files use. Be careful with it.",
    Outcome.TOO_LARGE: "No text was read: the file, or what it unpacks to, is too large.",
    Outcome.NO_TIME: "No text could be read: it took too long and was stopped. Be careful with the file.",
    Outcome.DIED: "No text could be read: what read the file stopped each time. Be careful with the file.",
    Outcome.NOT_OPENED: "No text could be read: what is stored of this file does not open. Tell your technical team.",
}
READ: Final = "A machine has read the text of this file, so that you need not open it."
WAITING: Final = "A machine has still to read the text of this file. Load this page again in a while."
WALLS: Final = {
    "bubblewrap": "a closed box without network, files or other processes (bubblewrap)",
    "limits": "a process that could open no file and no connection",
}
_KEPT: Final = frozenset("\n\t\u200c\u200d")  # line ends, tabs, and the joiners that Persian needs


@dataclass(frozen=True, slots=True)
class InShort:
    """What an exhibit's page says of its text; not `shown` for a file that nobody reads text from."""

    shown: bool
    words: str = ""
    letters: int = 0


@dataclass(frozen=True, slots=True)
class InFull:
    """A text, and what it rests on; without text, it no longer opens."""

    text: str = field(repr=False)
    cut: bool
    letters: int
    program: str
    walls: str
    original: str
    at: datetime | None


def in_short(exhibit_id: UUID) -> InShort:
    """Say what came of an exhibit's text; at most two queries."""
    row = selectors.derived_text(exhibit_id)
    if row is None:
        return InShort(selectors.is_to_be_read(exhibit_id), WAITING)
    return InShort(shown=True, words=REASONS.get(row.outcome, READ), letters=row.letters)


def in_full(exhibit_id: UUID, text: str) -> InFull | None:
    """Put a text together with what it rests on."""
    row = selectors.derived_text(exhibit_id)
    if row is None:
        return None
    walls = WALLS.get(row.walls, row.walls)
    return InFull(_seen(text), row.cut, row.letters, row.program, walls, row.original_sha256, row.read_at)


def _seen(text: str) -> str:
    """Return a text with every character that cannot be seen and could deceive shown as one that can."""
    hidden = {letter for letter in set(text) - _KEPT if names.has_hidden(letter)}
    return text.translate({ord(letter): names.REPLACEMENT for letter in hidden})
