"""The messages in both directions, in the order in which they were written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import ngettext

from affiant.core.letter_files import LetterFile
from affiant.intake.return_visit import standing
from affiant.submissions import letterbox
from affiant.submissions.letterbox import Letter
from affiant.submissions.records import MESSAGE, Sent


@dataclass(frozen=True, slots=True)
class Entry:
    """One message: the team's with its words, the person's own without, since nobody here can open them."""

    at: datetime
    own: bool
    text: str = field(default="", repr=False)
    language: str = ""
    files: tuple[int, ...] = ()
    collected_at: datetime | None = None
    receipt: int = 0  # the number of its receipt
    letter: str = ""  # the id of the team's letter
    enclosed: tuple[LetterFile, ...] = ()  # the team's files
    asks: bool = False  # the team asks something back

    @property
    def with_files(self) -> str:
        """Say how many files went along."""
        return ngettext("%(files)d file went with it.", "%(files)d files went with it.", len(self.files)) % {
            "files": len(self.files)
        }


def of(sent: Sequence[Sent], letters: Sequence[Letter]) -> list[Entry]:
    """Give the messages of both sides, the oldest first."""
    theirs = [
        Entry(
            letter.at,
            own=False,
            text=letter.text,
            language=letter.language,
            letter=letter.id,
            enclosed=letter.files,
            asks=letter.asks,
        )
        for letter in letters
        if letter.kind == letterbox.MESSAGE
    ]
    own = [
        Entry(
            each.at,
            own=True,
            files=each.files,
            collected_at=standing.collected_at(each.envelope, letters),
            receipt=number,
        )
        for number, each in enumerate(sent)
        if each.kind == MESSAGE
    ]
    return sorted([*theirs, *own], key=lambda entry: entry.at)
