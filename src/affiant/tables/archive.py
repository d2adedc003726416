"""The ZIP file that a table of reports may come in, read where it lies: nothing of it is unpacked to a disk."""

import hashlib
import io
import lzma
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO, BinaryIO, Final

from affiant.core.digests import Sha256
from affiant.core.errors import AffiantError
from affiant.tables.columns import NAME

LARGEST_FILE: Final = 4 * 1024**3  # bytes of one file, unpacked
LONGEST_LIST: Final = 16 * 1024 * 1024  # bytes of the list of files, which is read as one
_BLOCK: Final = 1 << 20
_LOCKED: Final = 0x1
_KINDS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,  # so says bzip2
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_NOBODYS: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")  # what computers put beside people's files


class BadFile(AffiantError):
    """A file in the ZIP cannot be read; the text is the rest of a sentence that begins with which file it is."""


class _Bounded:
    """A file of which at most so much is read at once: a ZIP may say that its list is as long as all of it."""

    def __init__(self, file: BinaryIO) -> None:
        """Bound it to a list of files; whoever has read that lifts the bound."""
        self._file = file
        self.most = LONGEST_LIST

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes.

        Raises:
            zipfile.BadZipFile: they are too many.
        """
        found = self._file.read(min(size, self.most + 1) if size >= 0 else self.most + 1)
        if len(found) > self.most:
            raise zipfile.BadZipFile
        return found

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Say which place it is at."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Say that it can be read from anywhere."""
        return True


class Archive:
    """The files of a ZIP, under the names that a table gives them."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the list of files.

        Raises:
            zipfile.BadZipFile: it is none, or the list is damaged or longer than anybody writes one.
        """
        bounded = _Bounded(file)
        self._zip = zipfile.ZipFile(bounded)
        bounded.most = LARGEST_FILE
        listed = [info for info in self._zip.infolist() if not info.is_dir()]
        base = _base([info.filename for info in listed])
        self._held = {_plain(info.filename).removeprefix(base): info for info in listed}
        named = Counter(_plain(info.filename).removeprefix(base) for info in listed)
        self._twice = frozenset(name for name, count in named.items() if count > 1)
        self._digests: dict[str, Sha256] = {}
        self._refused: dict[str, str] = {}

    def open(self, name: str) -> IO[bytes]:
        """Return a reader of one file; what it reads is checked against the ZIP's own sum at its end.

        Raises:
            BadFile: it is not there, or cannot be read.
        """
        info = self._held.get(_plain(name))
        if info is None:
            raise BadFile("is not in the ZIP file")
        if _plain(name) in self._twice:
            raise BadFile("stands in the ZIP file more than once: it is not clear which is meant")
        if info.flag_bits & _LOCKED or info.compress_type not in _KINDS:
            raise BadFile("is locked with a password, or packed in a way that we cannot read")
        if info.file_size > LARGEST_FILE:
            raise BadFile("is larger than 4 GiB")
        try:
            return self._zip.open(info)
        except _DAMAGED as refused:
            raise BadFile("is damaged: pack it again") from refused

    def blocks(self, name: str, size: int) -> Iterator[bytes]:
        """Yield a file in blocks of `size` bytes, the last one shorter; an empty file is one empty block.

        Raises:
            BadFile: while iterating, it cannot be read.
        """
        with self.open(name) as reader:
            block = _read(reader, size)
            yield block
            while block := _read(reader, size):
                yield block

    def digest(self, name: str) -> Sha256:
        """Return a file's SHA-256; each file is read once for it, to its end.

        Raises:
            BadFile: it cannot be read.
        """
        if name in self._refused:
            raise BadFile(self._refused[name])
        if name not in self._digests:
            try:
                self._digests[name] = self._hashed(name)
            except BadFile as refused:
                self._refused[name] = str(refused)
                raise
        return self._digests[name]

    def read_through(self, names: Iterable[str]) -> None:
        """Digest these files in the order in which they lie: to read back and forth in sealed parts is dear."""
        for name in sorted(set(names), key=self._place):
            with suppress(BadFile):
                self.digest(name)

    def size(self, name: str) -> int:
        """Return how long a file is unpacked: no reader goes beyond what the ZIP says. 0 if there is none."""
        info = self._held.get(_plain(name))
        return info.file_size if info else 0

    def beside(self, named: frozenset[str]) -> int:
        """Count the files that no line of the table names, but for what computers put there by themselves."""
        wanted = {_plain(name) for name in named} | {NAME}
        return sum(name not in wanted and not _is_nobodys(name) for name in self._held)

    def _hashed(self, name: str) -> Sha256:
        found = hashlib.sha256()
        for block in self.blocks(name, _BLOCK):
            found.update(block)
        return Sha256(found.hexdigest())

    def _place(self, name: str) -> int:
        info = self._held.get(_plain(name))
        return info.header_offset if info else 0


def _read(reader: IO[bytes], size: int) -> bytes:
    try:
        return reader.read(size)
    except _DAMAGED as refused:
        raise BadFile("is damaged: pack it again") from refused


def _base(names: list[str]) -> str:
    """Return the folder that the table lies in, where a whole folder was packed."""
    tables = [name for name in names if name.split("/")[-1] == NAME and not _is_nobodys(name)]
    return _plain(tables[0].removesuffix(NAME)) if len(tables) == 1 else ""


def _plain(name: str) -> str:
    """Return a name in one spelling: some computers write an accent as a letter of its own."""
    return unicodedata.normalize("NFC", name)


def _is_nobodys(name: str) -> bool:
    return name.startswith(_NOBODYS[0]) or name.rsplit("/", maxsplit=1)[-1] in _NOBODYS
