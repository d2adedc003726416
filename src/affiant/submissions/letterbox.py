"""Opens the letters that lie in the outbox for one mailbox."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from django.conf import settings

from affiant.core import letter_files, letters
from affiant.core.canonical import Json
from affiant.core.fields import Fields, WrongField
from affiant.core.letter_files import LetterFile
from affiant.core.letters import LetterRefused, Mailbox
from affiant.ground.spool.disk import DiskOutbox
from affiant.ground.spool.errors import NoSuchLetter
from affiant.submissions.errors import FileNotThere

FORMAT: Final = "affiant-letter/v1"
ACKNOWLEDGEMENT: Final = "acknowledgement"
MESSAGE: Final = "message"
STATUS: Final = "status"
SHARED: Final = "shared"
ASKS: Final = "answer"
STATES: Final = ("received", "being_read", "assessed", "taken_up", "passed_on", "paused", "closed")
SHARES: Final = ("account", "account_contact")


@dataclass(frozen=True, slots=True)
class Letter:
    """What the team wrote, or told by its facts alone: the face words those (letter-v1)."""

    id: str
    kind: str  # "acknowledgement", "message", "status" or "shared"
    at: datetime
    language: str
    text: str = field(repr=False)
    collected: dict[str, Json] | None = field(default=None, repr=False)
    facts: Mapping[str, str] = field(default_factory=dict, repr=False)
    files: tuple[LetterFile, ...] = field(default=(), repr=False)

    @property
    def envelope(self) -> str:
        """The id of the envelope that was collected; empty unless the letter acknowledges one."""
        return str((self.collected or {}).get("envelope", ""))

    @property
    def asks(self) -> bool:
        """Whether the team asks something back."""
        return self.facts.get("asks") == ASKS


def open_letters(mailbox: Mailbox) -> list[Letter]:
    """Return the mailbox's letters, the oldest first; what is no letter to it is passed over."""
    sealed = DiskOutbox(settings.AFFIANT.spool_dir).letters(mailbox.tag)
    return sorted(_open_all(sealed, mailbox), key=lambda letter: (letter.at, letter.id))


def open_file(mailbox: Mailbox, file: LetterFile) -> bytes:
    """Return a file that a letter to this mailbox names, once it is shown to be the one that the team signed.

    Raises:
        FileNotThere: it is missing, or it is not that one.
    """
    try:
        plain = letters.open_file(DiskOutbox(settings.AFFIANT.spool_dir).file(mailbox.tag, file.id), mailbox)
    except (NoSuchLetter, LetterRefused) as refused:
        raise FileNotThere from refused
    if not letter_files.fits(file, plain):
        raise FileNotThere
    return plain


def _open_all(sealed: list[tuple[str, bytes]], mailbox: Mailbox) -> Iterator[Letter]:
    for letter_id, content in sealed:
        try:
            yield _read(_checked(content, mailbox, letter_id))
        except (LetterRefused, WrongField, ValueError, OverflowError):
            continue  # somebody else's bytes in this folder are no reason to keep the real letters back


def _checked(sealed: bytes, mailbox: Mailbox, letter_id: str) -> Fields:
    """Return a letter that the team wrote to this mailbox under this name, and not elsewhere or another time."""
    fields = letters.check(letters.open_letter(sealed, mailbox), settings.AFFIANT.letters_public_key)
    fields.one_of("format", FORMAT)
    fields.one_of("id", letter_id)
    fields.one_of("mailbox", mailbox.tag)
    return fields


def _read(fields: Fields) -> Letter:
    collected = fields.held.get("receipt")
    return Letter(
        id=fields.identifier("id"),
        kind=fields.one_of("kind", ACKNOWLEDGEMENT, MESSAGE, STATUS, SHARED),
        at=datetime.fromisoformat(fields.text("at")).astimezone(UTC),
        language=fields.text("language"),
        text=fields.text("text"),
        collected=collected if isinstance(collected, dict) else None,
        facts=_facts(fields),
        files=letter_files.read(fields),
    )


def _facts(fields: Fields) -> dict[str, str]:
    """Return what the letter tells besides its text; letters of the first days have none."""
    said = fields.inner("facts") if "facts" in fields.held else Fields({})
    match fields.text("kind"):
        case "status":
            said.one_of("state", *STATES)
        case "shared":
            said.text("to")
            said.one_of("what", *SHARES)
            date.fromisoformat(said.text("on"))
    return {name: said.text(name) for name in said.held}
