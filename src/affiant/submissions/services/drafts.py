"""Opens drafts and keeps their answers."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from typing import Final

from django.conf import settings
from django.db import transaction

from affiant.core import codes
from affiant.core.codes import ReturnCode, ReturnKeys
from affiant.submissions import selectors
from affiant.submissions.errors import AlreadySent
from affiant.submissions.models import Draft, Expired, Upload, UploadPart
from affiant.submissions.records import CHANGE, MESSAGE, Answers, DraftRecord

_DERIVING: Final = BoundedSemaphore(8)


@dataclass(frozen=True, slots=True)
class Opened:
    """A new draft: the code to come back with, and its keys for this visit."""

    code: ReturnCode
    keys: ReturnKeys


def open_draft(*, at: datetime, first: Answers) -> Opened:
    """Make a draft of the first answers, under a new return code that nobody else has ever had."""
    code = codes.from_entropy(secrets.token_bytes(codes.ENTROPY_BYTES))
    keys = derive_keys(code)
    record = DraftRecord(next=secrets.token_hex(16)).with_answers(first)
    Draft.objects.create(
        lookup=keys.lookup,
        sealed=record.close(lookup=keys.lookup, key=keys.draft_key),
        touched_on=at.date(),
        unsent=True,
    )
    return Opened(code, keys)


def derive_keys(code: ReturnCode) -> ReturnKeys:
    """Turn a return code into its keys; a few at a time, since each takes 16 MiB for about 10 ms."""
    with _DERIVING:
        return codes.derive(code, salt=settings.AFFIANT.code_salt)


def forget_expired(*, before: datetime) -> None:
    """Delete what is left of drafts that expired before the day of `before`."""
    Expired.objects.filter(on__lt=before.date()).delete()


def touch(*, keys: ReturnKeys, at: datetime) -> None:
    """Let the draft live on from today: somebody came back to it."""
    Draft.objects.filter(lookup=keys.lookup).exclude(touched_on=at.date()).update(touched_on=at.date())


@transaction.atomic
def save_answers(*, keys: ReturnKeys, answers: Mapping[str, str | list[str] | None], at: datetime) -> None:
    """Add or replace answers; None takes one away, and what is not named stays.

    After the report has left, the next message and changes that are not sent yet are all that can be kept.

    Raises:
        NoSuchDraft: nothing lies under these keys.
        AlreadySent: the report has left.
    """
    record = selectors.draft_record(keys, lock=True)
    if record.report is not None and not all(name == MESSAGE or name.startswith(CHANGE) for name in answers):
        raise AlreadySent
    write(record.with_answers(answers), keys=keys, at=at)


def write(record: DraftRecord, *, keys: ReturnKeys, at: datetime) -> None:
    """Put the record into its row, which is locked by the caller."""
    closed = record.close(lookup=keys.lookup, key=keys.draft_key)
    Draft.objects.filter(lookup=keys.lookup).update(sealed=closed, touched_on=at.date(), unsent=record.report is None)


@transaction.atomic
def delete_abandoned(lookup: str, *, before: datetime, at: datetime) -> None:
    """Delete a draft's rows, unless somebody has come back to it meanwhile; the parts are the caller's to clear.

    What stays for a while is the row's name and the day: whoever has the code can be told what became of it.
    """
    if not selectors.is_abandoned(lookup, before=before):
        return
    UploadPart.objects.filter(upload__draft_id=lookup).delete()
    Upload.objects.filter(draft_id=lookup).delete()
    Draft.objects.filter(lookup=lookup).delete()
    Expired.objects.create(lookup=lookup, on=at.date())
