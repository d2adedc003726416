"""Opens the letters that lie in the outbox for one mailbox."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from django.conf import settings

from affiant.core import letters
from affiant.core.canonical import Json
from affiant.core.fields import Fields, WrongField
from affiant.core.letters import LetterRefused, Mailbox
from affiant.ground.spool.disk import DiskOutbox

FORMAT: Final = "affiant-letter/v1"


@dataclass(frozen=True, slots=True)
class Letter:
    """What the team wrote, or the acknowledgement that an envelope was collected."""

    id: str
    kind: str  # "message" or "acknowledgement"
    at: datetime
    language: str
    text: str = field(repr=False)
    collected: dict[str, Json] | None = field(default=None, repr=False)


def open_letters(mailbox: Mailbox) -> list[Letter]:
    """Return the mailbox's letters, the oldest first; what is no letter to it is passed over."""
    sealed = DiskOutbox(settings.AFFIANT.spool_dir).letters(mailbox.tag)
    return sorted(_open_all(sealed, mailbox), key=lambda letter: (letter.at, letter.id))


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
        kind=fields.one_of("kind", "acknowledgement", "message"),
        at=datetime.fromisoformat(fields.text("at")).astimezone(UTC),
        language=fields.text("language"),
        text=fields.text("text"),
        collected=collected if isinstance(collected, dict) else None,
    )
