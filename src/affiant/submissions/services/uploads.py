"""Takes files in: byte streams become sealed parts, and nothing of them is ever written in the clear."""

import functools
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final, Protocol

from django.conf import settings
from django.db import transaction

from affiant.core.codes import ReturnKeys
from affiant.core.digests import Sha256
from affiant.ground.spool import files
from affiant.ground.spool.names import is_identifier
from affiant.submissions import locks, parts, selectors
from affiant.submissions.errors import NoSuchDraft, OffsetConflict, SubmissionError, TooLarge, UploadGone
from affiant.submissions.models import Draft, Upload, UploadPart
from affiant.submissions.parts import StoredPart
from affiant.submissions.pipeline import PartWriter
from affiant.submissions.records import Claim, PlainFacts

LONGEST_CLAIM: Final = 4096  # bytes of a name or a type in UTF-8; what is longer is cut
MOST_UPLOADS: Final = 10_000


class Stream(Protocol):
    """A request's body."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""
        ...


def start_upload(*, keys: ReturnKeys, name: str, claimed_type: str, length: int | None, at: datetime) -> str:
    """Make room for a file and return its id; a file of no bytes is whole at once, as one empty part.

    Raises:
        NoSuchDraft: nothing lies under these keys.
        TooLarge: the draft's files would be more than its budget.
        DiskFull: there is no room left.
    """
    upload_id = secrets.token_hex(16)
    claim = Claim(_shorten(name), _shorten(claimed_type))
    # Sending clears away folders that no row names: it holds the same lock.
    with parts.room_on_disk(), locks.draft(keys.lookup):
        parts.make_upload_folder(keys.lookup, upload_id)
        try:
            parts.check_room(parts.upload_folder(keys.lookup, upload_id), length or 0)
            _insert(keys, upload_id, claim, length, at)
        except SubmissionError:
            files.remove_folder(parts.upload_folder(keys.lookup, upload_id))
            raise
    if length == 0:
        receive_empty(keys=keys, upload_id=upload_id, at=at)
    return upload_id


def receive(*, keys: ReturnKeys, upload_id: str, offset: int, stream: Stream, length: int, at: datetime) -> int:
    """Store `length` bytes of `stream` after byte `offset`, and return how far the upload has come.

    If the stream ends early, what came is stored. When this returns, all that it counts is durable.

    Raises:
        UploadGone, UploadBusy: there is no such upload, or another request writes it.
        OffsetConflict: the upload does not stand at `offset`.
        TooLarge: the bytes would go past the upload's length.
        DiskFull: there is no room left; what was stored before stays.
    """
    with _holding(keys, upload_id) as row:
        if row.offset != offset:
            raise OffsetConflict(row.offset)
        if row.length is not None and offset + length > row.length:
            raise TooLarge(row.length)
        with _writer(keys, row, at) as writer:
            _pump(stream, length, writer)
    return row.offset


def receive_empty(*, keys: ReturnKeys, upload_id: str, at: datetime) -> None:
    """Store the one empty part of a file of no bytes."""
    with writing(keys=keys, upload_id=upload_id, at=at) as writer:
        writer.cut()


@contextmanager
def writing(*, keys: ReturnKeys, upload_id: str, at: datetime) -> Iterator[PartWriter]:
    """Hold the upload for this request alone, and give what writes its next parts.

    Raises:
        UploadGone, UploadBusy: there is no such upload, or another request writes it.
        DiskFull: there is no room left.
    """
    with _holding(keys, upload_id) as row, _writer(keys, row, at) as writer:
        yield writer


@transaction.atomic
def end_upload(*, keys: ReturnKeys, upload_id: str) -> int:
    """Say that a file of unknown length is whole with what is stored, and return how many bytes that is."""
    stored = selectors.upload(keys, upload_id).offset
    Upload.objects.filter(id=upload_id, length__isnull=True).update(length=stored)
    return stored


def remove_upload(*, keys: ReturnKeys, upload_id: str) -> None:
    """Take a file out of the draft, with every part of it.

    Raises:
        UploadGone, UploadBusy: there is no such upload, or another request writes it.
    """
    with locks.draft(keys.lookup), _holding(keys, upload_id):
        forget((upload_id,))
        files.remove_folder(parts.upload_folder(keys.lookup, upload_id))


@transaction.atomic
def forget(upload_ids: tuple[str, ...]) -> None:
    """Delete the rows of these uploads."""
    if not upload_ids:
        return
    UploadPart.objects.filter(upload_id__in=upload_ids).delete()
    Upload.objects.filter(id__in=upload_ids).delete()


def budget_left(keys: ReturnKeys) -> int:
    """Return how many bytes the draft may still take."""
    return max(0, settings.AFFIANT.draft_budget - selectors.bytes_promised(keys.lookup))


@transaction.atomic
def _insert(keys: ReturnKeys, upload_id: str, claim: Claim, length: int | None, at: datetime) -> None:
    draft = Draft.objects.select_for_update().filter(lookup=keys.lookup).first()
    if draft is None:
        raise NoSuchDraft
    last = Upload.objects.filter(draft=draft).order_by("-number").first()
    if (length or 0) > budget_left(keys) or Upload.objects.filter(draft=draft).count() >= MOST_UPLOADS:
        raise TooLarge(settings.AFFIANT.draft_budget)
    Upload.objects.create(
        id=upload_id,
        draft=draft,
        number=last.number + 1 if last else 1,
        sealed=claim.close(upload_id=upload_id, key=keys.draft_key),
        length=length,
    )
    Draft.objects.filter(lookup=keys.lookup).update(touched_on=at.date())


@contextmanager
def _holding(keys: ReturnKeys, upload_id: str) -> Iterator[Upload]:
    """Hold an upload of this draft for this request alone, and give its row."""
    if not is_identifier(upload_id):
        raise UploadGone  # no other text becomes a path
    with parts.room_on_disk(), locks.upload(parts.upload_folder(keys.lookup, upload_id)):
        row = Upload.objects.filter(draft_id=keys.lookup, id=upload_id).defer("sealed").first()
        if row is None:
            raise UploadGone
        yield row


def _writer(keys: ReturnKeys, row: Upload, at: datetime) -> PartWriter:
    folder = parts.upload_folder(keys.lookup, row.id)
    parts.check_room_left(folder)
    return PartWriter(
        folder,
        first=selectors.count_parts(row.id) + 1,
        recipients=settings.AFFIANT.keyring.recipients,
        on=at.date(),
        keep=functools.partial(_keep, keys, row),
    )


@transaction.atomic
def _keep(keys: ReturnKeys, row: Upload, part: StoredPart) -> None:
    """Let a durable part count: its row and the upload's new offset come together."""
    offset = row.offset + part.plain_bytes
    if not Upload.objects.filter(id=row.id, offset=row.offset).update(offset=offset):
        raise UploadGone
    plain = PlainFacts(Sha256(part.plain_sha256.hex()), part.plain_bytes)
    UploadPart.objects.create(
        upload_id=row.id,
        index=part.index,
        sealed_sha256=part.sealed_sha256,
        sealed_bytes=part.sealed_bytes,
        sealed=plain.close(upload_id=row.id, index=part.index, key=keys.draft_key),
    )
    if row.length is None and selectors.bytes_promised(keys.lookup) > settings.AFFIANT.draft_budget:
        raise TooLarge(settings.AFFIANT.draft_budget)  # its length was not known before: the rows roll back
    row.offset = offset


def _pump(stream: Stream, length: int, writer: PartWriter) -> None:
    left = length
    while left:
        chunk = _read(stream, min(left, writer.wanted))
        if not chunk:
            return
        writer.write(chunk)
        left -= len(chunk)


def _read(stream: Stream, size: int) -> bytes:
    try:
        return stream.read(size)
    except OSError:
        return b""  # the connection broke: what came is kept, as at any other early end


def _shorten(text: str) -> str:
    return text.encode(errors="backslashreplace")[:LONGEST_CLAIM].decode(errors="ignore")
