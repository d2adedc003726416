"""Writing back to a reporter."""

import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from affiant.core import typed
from affiant.core.digests import Sha256
from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals import selectors
from affiant.referrals.errors import EmptyText, NoMailbox, TextTooLong
from affiant.referrals.kinds import Route
from affiant.referrals.models import Enclosure, Letter, Message, Referral
from affiant.referrals.rows import QueueRow
from affiant.referrals.services.post import post_after_commit
from affiant.referrals.stages import Direction, LetterKind

LONGEST: Final = 10_000  # characters


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file to go with a message; `sealed` is its object in the store, closed to the unit."""

    name: str = field(repr=False)
    type: str
    bytes: int
    sha256: Sha256
    sealed: Sha256


@dataclass(frozen=True, slots=True)
class Along:
    """What goes with the words of a message, and who else has a part in it."""

    message_id: UUID | None = None  # where the caller has rows that point to it
    language: str = ""  # of the words, if it is not the reporter's
    asks: bool = False  # whether the team asks something back
    files: tuple[Enclosed, ...] = ()
    approved_by: Officer | None = None  # the second officer, where there is one
    facts: Mapping[str, Fact] = field(default_factory=dict)  # for the ledger


NOTHING: Final = Along()


@transaction.atomic
def reply(*, referral_id: UUID, text: str, by: Officer, at: datetime, along: Along = NOTHING) -> UUID:
    """Write to the reporter's mailbox; return the message's id.

    The letter is a row in the same transaction and goes out after the commit; if that fails, the courier posts it.
    Where a second officer let the message go, the act is theirs; the author stands in its facts.

    Raises:
        NotPermitted: the officer may not write to reporters.
        NoSuchReferral: no referral has this id.
        NoMailbox: nobody holds the key of its mailbox.
        EmptyText, TextTooLong: the text cannot be a letter.
    """
    acting = along.approved_by or by
    check_may(acting, Permission.REPLY)
    words = tidied(text)
    row = selectors.referral(referral_id)
    check_mailbox(row)
    message = Message.objects.create(
        id=along.message_id or uuid.uuid4(),
        referral_id=row.id,
        direction=Direction.OUTGOING,
        text=words,
        by=by,
        at=at,
    )
    answered(referral_id=row.id)
    letter = _owe(message, along)
    post_after_commit(letter_id=letter.pk, at=at)
    facts = {**along.facts, "message": str(message.pk)}
    if along.approved_by:
        facts["written_by"] = by.actor
    entry = Entry(kind=Kind.ALTERATION, act="message.written", about=str(row.id), by=acting.actor, at=at, facts=facts)
    enter(entry, text=words.encode(), **{f"file_{at}": one.sha256.encode() for at, one in _numbered(along)})
    return message.pk


def answered(*, referral_id: UUID) -> bool:
    """Take what the person wrote off the list of what waits for an answer; return whether it stood there.

    The caller writes the ledger's entry in the same transaction.
    """
    waiting = Referral.objects.filter(pk=referral_id, unanswered_since__isnull=False)
    return bool(waiting.update(unanswered_since=None))


def check_mailbox(row: QueueRow) -> None:
    """Return if somebody can read what is written to this referral's mailbox.

    Raises:
        NoMailbox: an organisation handed the report over as a table: nobody holds a return code.
    """
    if row.route is Route.IMPORT:
        raise NoMailbox


def tidied(text: str) -> str:
    """Return the words as they are kept and sent.

    Raises:
        EmptyText, TextTooLong: they cannot be a letter.
    """
    words = typed.tidied(text)
    _check_text(words)
    return words


def _owe(message: Message, along: Along) -> Letter:
    letter = Letter.objects.create(
        id=os.urandom(16).hex(),
        referral_id=message.referral_id,
        kind=LetterKind.MESSAGE,
        message=message,
        language=along.language,
        asks=along.asks,
        written_at=message.at,
    )
    Enclosure.objects.bulk_create(_enclosure(letter, number, one) for number, one in _numbered(along))
    return letter


def _numbered(along: Along) -> list[tuple[int, Enclosed]]:
    return list(enumerate(along.files, start=1))


def _enclosure(letter: Letter, number: int, one: Enclosed) -> Enclosure:
    return Enclosure(
        letter=letter,
        number=number,
        posted_as=os.urandom(16).hex(),
        name=one.name,
        type=one.type,
        bytes=one.bytes,
        sha256=one.sha256,
        sealed_sha256=one.sealed,
    )


def _check_text(words: str) -> None:
    if not words:
        raise EmptyText
    if len(words) > LONGEST:
        raise TextTooLong(LONGEST)
