"""The files that go with a letter, as the letter names them (letter-v1, section 5)."""

import unicodedata
from dataclasses import dataclass, field
from typing import Final

from affiant.core.canonical import Json
from affiant.core.digests import MalformedDigest, Sha256, sha256
from affiant.core.fields import Fields, WrongField

LARGEST: Final = 10 * 1024 * 1024  # bytes: a reader opens a file whole before it hands out the first of them
LONGEST_NAME: Final = 120
MOST: Final = 5  # files of one letter
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')


@dataclass(frozen=True, slots=True)
class LetterFile:
    """One file of a letter; `id` is its name in the outbox, beside the letter."""

    id: str
    name: str = field(repr=False)
    type: str
    bytes: int
    sha256: Sha256

    def as_json(self) -> Json:
        """The item of the letter's `files`."""
        return {
            "bytes": self.bytes,
            "id": self.id,
            "name": self.name,
            "sha256": self.sha256,
            "type": self.type,
        }


def fits(file: LetterFile, plain: bytes) -> bool:
    """Answer whether these are the bytes that the letter speaks of."""
    return len(plain) == file.bytes and sha256(plain) == file.sha256


def read(letter: Fields) -> tuple[LetterFile, ...]:
    """Return the files that a letter names; a letter of before there were files names none.

    Raises:
        WrongField: there are too many, or one of them is not as the format says.
    """
    if "files" not in letter.held:
        return ()
    found = tuple(_file(each) for each in letter.each("files"))
    if len(found) > MOST:
        raise WrongField("files")
    return found


def tidied(name: str) -> str:
    """Return a name that any device can save under, with its ending: no path, nothing that cannot be seen."""
    kept = "".join(_shown(letter) for letter in name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if len(kept) <= LONGEST_NAME:
        return kept or "file"
    return (
        kept[:LONGEST_NAME]
        if len(ending) > LONGEST_NAME // 2
        else stem[: LONGEST_NAME - len(ending) - 1] + dot + ending
    )


def _file(item: Fields) -> LetterFile:
    try:
        found = LetterFile(
            item.identifier("id"), item.text("name"), item.text("type"), item.count("bytes"), item.digest("sha256")
        )
    except MalformedDigest as refused:
        raise WrongField("sha256") from refused
    if not (1 <= found.bytes <= LARGEST and found.name and tidied(found.name) == found.name):
        raise WrongField("files")
    return found


def _shown(letter: str) -> str:
    return "_" if letter in _FORBIDDEN or unicodedata.category(letter) in _HIDDEN else letter
