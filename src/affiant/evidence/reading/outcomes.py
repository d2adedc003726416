"""What came of reading a file: text, or the reason why there is none."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

LARGEST: Final = 64 * 1024 * 1024  # bytes of a file that is read at all
MOST: Final = 1024 * 1024  # bytes of text, in UTF-8, that are kept of one file


class Outcome(StrEnum):
    """How a reading ended."""

    READ = "read"
    EMPTY = "empty"  # it opens, and holds no text: a scan, for one
    ENCRYPTED = "encrypted"
    OLD_OFFICE = "old_office"  # an Office file of before 2007, or a newer one behind a password
    OTHER_KIND = "other_kind"  # no kind of file that is read
    DAMAGED = "damaged"  # cut, or not what its beginning says
    DECLARES = "declares"  # it declares entities or a document type: no office program writes that, bombs do
    TOO_LARGE = "too_large"  # the file, what it unpacks to, or the memory that it takes
    NO_TIME = "no_time"
    DIED = "died"  # the program that read it died, or its worker did, each time
    NOT_OPENED = "not_opened"  # what is stored does not open


AGAIN: Final = frozenset({Outcome.NO_TIME, Outcome.DIED, Outcome.NOT_OPENED})
"""What may be the machine's fault, and is tried again before it stands."""


class Unreadable(Exception):
    """There is no text to be had; carries why."""

    def __init__(self, outcome: Outcome) -> None:
        """Keep why."""
        super().__init__(outcome.value)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Reading:
    """Text, as far as it was read, or why there is none; `cut`: the file holds more."""

    outcome: Outcome
    text: str = field(default="", repr=False)
    cut: bool = False


def encoded(reading: Reading) -> bytes:
    """Return a reading as the child writes it: a line that says what came, and the text in UTF-8."""
    head = f"{reading.outcome.value} {'cut' if reading.cut else 'whole'}\n"
    return head.encode() + reading.text.encode(errors="replace")


def decoded(raw: bytes) -> Reading:
    """Read what a child wrote, of which nothing is believed: it may have been taken over by what it read.

    Raises:
        ValueError: the child wrote something else.
    """
    head, line, text = raw.partition(b"\n")
    outcome, blank, rest = head.decode("ascii").partition(" ")
    if not line or not blank or rest not in {"cut", "whole"} or len(text) > MOST:
        raise ValueError("not what a reader writes")
    reading = Reading(Outcome(outcome), text.decode(), cut=rest == "cut")
    if (reading.outcome is Outcome.READ) is not bool(reading.text):
        raise ValueError("text without having read, or the other way round")
    return reading
