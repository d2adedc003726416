"""The spool as a directory: `inbox/<envelope id>/` and `outbox/<mailbox tag>/<letter id>.age`, files beside letters."""

import errno
import os
import secrets
import stat
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from affiant.core import letter_files
from affiant.ground.spool import files, names
from affiant.ground.spool.errors import NoSuchEnvelope, NoSuchLetter, SpoolError
from affiant.ground.spool.port import Build

Built = TypeVar("Built")

LARGEST_LETTER: Final = 1024 * 1024  # bytes as it lies there: sixteen times what the longest has
LARGEST_FILE: Final = letter_files.LARGEST + 64 * 1024  # bytes as it lies there, with the seal around it
_LETTER_END: Final = ".age"
_FILE_END: Final = ".file"
_MOST: Final = {_LETTER_END: LARGEST_LETTER, _FILE_END: LARGEST_FILE}
_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # neither a link nor a pipe leads anywhere
_TAKEN: Final = frozenset({errno.ENOTEMPTY, errno.EEXIST})


class DiskInbox:
    """The inbox as a directory; a name that starts with a dot is an envelope that is not there yet."""

    def __init__(self, root: Path) -> None:
        """Take the spool's root; its inbox is made when the first envelope comes."""
        self._root = root / "inbox"

    def deliver(self, envelope_id: str, build: Build) -> bool:
        """Put an envelope in, whole and durable; False if one of that id is there already.

        Raises:
            MalformedName: `envelope_id` is not 32 lower-case hexadecimal digits.
        """
        if self.path(envelope_id).exists():
            return False
        self.prepare(envelope_id, build)
        return self.publish(envelope_id)

    def prepare(self, envelope_id: str, build: Callable[[Path], Built]) -> Built:
        """Lay the envelope ready beside the others, durable and not to be seen yet; return what `build` returns.

        What an earlier try left under this id is thrown away first: two writers of one id are the caller's to
        keep apart.
        """
        folder = self._ready(envelope_id)
        files.remove_folder(folder)
        folder.mkdir(parents=True)
        built = build(folder)
        files.sync_folder(folder)
        files.sync_folder(self._root)
        return built

    def publish(self, envelope_id: str) -> bool:
        """Let the prepared envelope appear; False if nothing is prepared, or one of that id is there already.

        May be called again after a crash at any point, and by several at once: when it returns, the envelope's
        appearance is durable, whoever of them brought it about.
        """
        ready = self._ready(envelope_id)
        try:
            ready.rename(self.path(envelope_id))
        except FileNotFoundError:
            if self._root.exists():
                files.sync_folder(self._root)
            return False
        except OSError as refused:
            if refused.errno not in _TAKEN:
                raise
            files.remove_folder(ready)
            return False
        files.sync_folder(self._root)
        return True

    def discard_prepared(self, *, before: datetime, keep: Collection[str]) -> None:
        """Remove what was prepared before that day and never published, but for the envelopes to keep."""
        for leftover in self._root.glob(".*"):
            if leftover.name[1:] not in keep and leftover.stat().st_mtime < before.timestamp():
                files.remove_folder(leftover)

    def ids(self) -> list[str]:
        """The envelopes that are there, in the order of their ids; anything else in the folder is passed over."""
        try:
            with os.scandir(self._root) as entries:
                return sorted(
                    entry.name
                    for entry in entries
                    if names.is_identifier(entry.name) and entry.is_dir(follow_symlinks=False)
                )
        except FileNotFoundError:
            return []

    def names(self, envelope_id: str) -> list[str]:
        """Every name in the envelope, sorted, also those that no envelope should hold.

        Raises:
            MalformedName: `envelope_id` is not an id.
            NoSuchEnvelope: it is not there.
        """
        try:
            return sorted(entry.name for entry in self.path(envelope_id).iterdir())
        except (FileNotFoundError, NotADirectoryError) as missing:
            raise NoSuchEnvelope from missing

    def open(self, envelope_id: str, name: str) -> BinaryIO:
        """One file of the envelope, to be read; only a regular file under a known name opens.

        Raises:
            MalformedName: `envelope_id` or `name` is not one that the format knows.
            NoSuchEnvelope: there is no such regular file.
        """
        names.check_piece(name)
        return _open_regular(self.path(envelope_id) / name, NoSuchEnvelope)

    def path(self, envelope_id: str) -> Path:
        """Where the envelope lies, or would lie.

        Raises:
            MalformedName: `envelope_id` is not an id.
        """
        names.check_identifier(envelope_id)
        return self._root / envelope_id

    def remove(self, envelope_id: str) -> None:
        """Take the envelope out: gone in one step, then erased; nothing happens if it has gone already."""
        going = self._root / f".gone-{secrets.token_hex(16)}"
        try:
            self.path(envelope_id).rename(going)
        except FileNotFoundError:
            return
        files.sync_folder(self._root)
        files.remove_folder(going)

    def _ready(self, envelope_id: str) -> Path:
        names.check_identifier(envelope_id)
        return self._root / f".{envelope_id}"


class DiskOutbox:
    """The outbox as a directory of mailboxes."""

    def __init__(self, root: Path) -> None:
        """Take the spool's root."""
        self._root = root / "outbox"

    def put(self, tag: str, letter_id: str, sealed: bytes) -> None:
        """Leave a letter, durable and whole, in the place of what an earlier try left under its id.

        Raises:
            MalformedName: `tag` or `letter_id` is not 32 lower-case hexadecimal digits.
        """
        self._leave(tag, letter_id, _LETTER_END, sealed)

    def put_file(self, tag: str, file_id: str, sealed: bytes) -> None:
        """Leave a file that a letter will name, as `put` leaves a letter."""
        self._leave(tag, file_id, _FILE_END, sealed)

    def letter(self, tag: str, letter_id: str) -> bytes:
        """The letter that lies there under this id.

        Raises:
            MalformedName: `tag` or `letter_id` is not 32 lower-case hexadecimal digits.
            NoSuchLetter: none does, or what does is larger than any letter.
        """
        return self._lying(tag, letter_id, _LETTER_END)

    def file(self, tag: str, file_id: str) -> bytes:
        """The sealed file that lies there under this id; refused as `letter`."""
        return self._lying(tag, file_id, _FILE_END)

    def letters(self, tag: str) -> list[tuple[str, bytes]]:
        """Every letter to the mailbox of that tag, with its id, in the order of the ids.

        Raises:
            MalformedName: `tag` is not 32 lower-case hexadecimal digits.
        """
        try:
            found = sorted(self._folder(tag).iterdir())
        except FileNotFoundError:
            return []
        return [(path.stem, sealed) for path in found if _is_letter(path) and (sealed := _letter_at(path)) is not None]

    def _leave(self, tag: str, piece_id: str, ending: str, sealed: bytes) -> None:
        names.check_identifier(piece_id)
        folder = self._folder(tag)
        target = folder / f"{piece_id}{ending}"
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            files.sync_folder(self._root)
        waiting = folder / f".{secrets.token_hex(16)}"
        files.write_new(waiting, sealed)
        files.blur_times(waiting, datetime.now(UTC).date())
        waiting.rename(target)
        files.sync_folder(folder)

    def _lying(self, tag: str, piece_id: str, ending: str) -> bytes:
        names.check_identifier(piece_id)
        return _read_whole(self._folder(tag) / f"{piece_id}{ending}", _MOST[ending])

    def _folder(self, tag: str) -> Path:
        names.check_identifier(tag)
        return self._root / tag


def _open_regular(path: Path, missing: type[SpoolError]) -> BinaryIO:
    try:
        descriptor = os.open(path, _READ)
    except OSError as refused:
        if refused.errno in {errno.ENOENT, errno.ELOOP, errno.ENOTDIR, errno.ENXIO}:
            raise missing from refused
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise missing
    return os.fdopen(descriptor, "rb")


def _read_whole(path: Path, most: int) -> bytes:
    """Return what lies there; who reaches the outbox could otherwise fill the memory of whoever reads it."""
    with _open_regular(path, NoSuchLetter) as lying:
        sealed = lying.read(most + 1)
    if len(sealed) > most:
        raise NoSuchLetter
    return sealed


def _letter_at(path: Path) -> bytes | None:
    try:
        return _read_whole(path, LARGEST_LETTER)
    except NoSuchLetter:
        return None


def _is_letter(path: Path) -> bool:
    return path.suffix == _LETTER_END and names.is_identifier(path.stem)
