"""Writing back to a reporter."""

import os
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals import selectors, spool
from affiant.referrals.errors import EmptyText, TextTooLong
from affiant.referrals.models import Letter, Message
from affiant.referrals.services.post import post
from affiant.referrals.stages import Direction, LetterKind

LONGEST: Final = 10_000  # characters


@transaction.atomic
def reply(*, referral_id: UUID, text: str, by: Officer, at: datetime) -> UUID:
    """Write to the reporter's mailbox; return the message's id.

    The letter is a row in the same transaction and goes out after the commit; if that fails, the courier posts it.

    Raises:
        NotPermitted: the officer may not write to reporters.
        NoSuchReferral: no referral has this id.
        EmptyText, TextTooLong: the text cannot be a letter.
    """
    check_may(by, Permission.REPLY)
    words = text.replace("\r\n", "\n").replace("\0", "").strip()
    _check_text(words)
    row = selectors.referral(referral_id)
    message = Message.objects.create(referral_id=row.id, direction=Direction.OUTGOING, text=words, by=by, at=at)
    letter = Letter.objects.create(
        id=os.urandom(16).hex(), referral_id=row.id, kind=LetterKind.MESSAGE, message=message, written_at=at
    )
    transaction.on_commit(partial(post, letter_id=letter.pk, outbox=spool.outbox(), at=at), robust=True)
    entry = Entry(
        kind=Kind.ALTERATION,
        act="message.written",
        about=str(row.id),
        by=by.actor,
        at=at,
        facts={"message": str(message.pk)},
    )
    enter(entry, text=words.encode())
    return message.pk


def _check_text(words: str) -> None:
    if not words:
        raise EmptyText
    if len(words) > LONGEST:
        raise TextTooLong(LONGEST)
