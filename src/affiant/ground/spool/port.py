"""What any spool does, whether a directory, a bucket or a disk that is carried by hand."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, Protocol

Build = Callable[[Path], None]  # writes an envelope's files into the empty folder that it is given


class Inbox(Protocol):
    """Sealed envelopes on their way to casework: each is there whole, or not at all."""

    def deliver(self, envelope_id: str, build: Build) -> bool:
        """Put an envelope in; False if one of that id is there already."""
        ...

    def ids(self) -> Iterable[str]:
        """The envelopes that are there, in the order of their ids, which is no order of time."""
        ...

    def names(self, envelope_id: str) -> list[str]:
        """Every name in the envelope, also those that no envelope should hold."""
        ...

    def open(self, envelope_id: str, name: str) -> BinaryIO:
        """One file of the envelope, to be read."""
        ...

    def path(self, envelope_id: str) -> Path:
        """Where the envelope lies on this machine."""
        ...

    def remove(self, envelope_id: str) -> None:
        """Take the envelope out; nothing happens if it has gone already."""
        ...


class Outbox(Protocol):
    """Sealed letters on their way to mailboxes."""

    def put(self, tag: str, letter_id: str, sealed: bytes) -> None:
        """Leave a letter for the mailbox of that tag, in the place of what lies under its id."""
        ...

    def put_file(self, tag: str, file_id: str, sealed: bytes) -> None:
        """Leave a file that a letter to that mailbox will name, likewise."""
        ...

    def letter(self, tag: str, letter_id: str) -> bytes:
        """The letter that lies there under this id; none that is larger than any letter."""
        ...

    def file(self, tag: str, file_id: str) -> bytes:
        """The sealed file that lies there under this id."""
        ...

    def letters(self, tag: str) -> list[tuple[str, bytes]]:
        """Every letter to the mailbox of that tag, with its id, in the order of the ids."""
        ...
