"""Takes bytes in: a request's stream becomes sealed parts, and nothing of it is ever written in the clear."""

import functools
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from django.conf import settings
from django.db import transaction

from affiant.core.codes import ReturnKeys
from affiant.core.digests import Sha256
from affiant.ground.spool.names import is_identifier
from affiant.submissions import locks, parts, pipeline, selectors
from affiant.submissions.errors import ArrivedOtherwise, LengthConflict, OffsetConflict, TooLarge, UploadGone
from affiant.submissions.models import Upload, UploadPart
from affiant.submissions.parts import StoredPart
from affiant.submissions.pipeline import Keep, PartWriter
from affiant.submissions.records import Claim, PlainFacts

_ONE_PART: Final = 1


class Stream(Protocol):
    """A request's body."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Body:
    """What a request brings: `length` bytes of `stream`, and their digest if the sender stated it."""

    stream: Stream
    length: int
    sha256: bytes | None = None


def receive(*, keys: ReturnKeys, upload_id: str, offset: int, body: Body, at: datetime) -> int:
    """Store the body after byte `offset`, and return how far the upload has come; all that counts is durable.

    A body without a digest that ends early is stored as far as it came. A body with one counts whole or not at all.

    Raises:
        UploadGone, UploadBusy: there is no such upload, or another request writes it.
        OffsetConflict: the upload does not stand at `offset`.
        TooLarge: the bytes would go past the upload's length, or past the draft's budget.
        ArrivedOtherwise: what came is not what the digest says; nothing of it is kept.
        DiskFull: there is no room left; what was stored before stays.
    """
    with holding(keys, upload_id) as row:
        if row.offset != offset:
            raise OffsetConflict(row.offset)
        if row.length is not None and offset + body.length > row.length:
            raise TooLarge(row.length)
        if body.sha256 is None:
            with _writer(keys, row, at, functools.partial(_keep, keys, row)) as writer:
                _pump(body, writer, _unseen)
        else:
            _receive_checked(keys, row, body, at)
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
    with holding(keys, upload_id) as row, _writer(keys, row, at, functools.partial(_keep, keys, row)) as writer:
        yield writer


def declare_length(*, keys: ReturnKeys, upload_id: str, length: int, at: datetime) -> None:
    """Say how long a file is of which that was not known at first, such as a recording; said again, nothing changes.

    Raises:
        UploadGone, UploadBusy: there is no such upload, or another request writes it.
        LengthConflict: another length was said, or more bytes have arrived.
        TooLarge: the draft's files would be more than its budget.
    """
    with holding(keys, upload_id) as row:
        if row.length == length:
            return
        if row.length is not None or length < row.offset:
            raise LengthConflict
        _set_length(keys, row, length)
    if length == 0:
        receive_empty(keys=keys, upload_id=upload_id, at=at)


def state_digest(*, keys: ReturnKeys, upload_id: str, sha256: Sha256) -> None:
    """Keep the digest that the sender's device computed of the whole file, to be sealed with it.

    Nobody here can read a sealed part again: a file of one part is compared now, a longer one when it is collected.

    Raises:
        UploadGone, UploadBusy: there is no such upload, or another request writes it.
        OffsetConflict: the file is not whole.
        ArrivedOtherwise: the file's only part has another digest; the statement is not kept.
    """
    with holding(keys, upload_id) as row:
        if row.length != row.offset:
            raise OffsetConflict(row.offset)
        _check_only_part(keys, row, sha256)
        claim = Claim.open(row.sealed, upload_id=row.id, key=keys.draft_key).stating(sha256)
        Upload.objects.filter(id=row.id).update(sealed=claim.close(upload_id=row.id, key=keys.draft_key))


@contextmanager
def holding(keys: ReturnKeys, upload_id: str) -> Iterator[Upload]:
    """Hold an upload of this draft for this request alone, and give its row."""
    if not is_identifier(upload_id):
        raise UploadGone  # no other text becomes a path
    with parts.room_on_disk(), locks.upload(parts.upload_folder(keys.lookup, upload_id)):
        row = Upload.objects.filter(draft_id=keys.lookup, id=upload_id).defer("sealed").first()
        if row is None:
            raise UploadGone
        yield row


def _receive_checked(keys: ReturnKeys, row: Upload, body: Body, at: datetime) -> None:
    """Write parts that have no rows, and give them rows when the digest is the stated one."""
    stored: list[StoredPart] = []
    # What fits into one part is hashed once, as that part: the digest of the one is the other's.
    came = hashlib.sha256() if body.length > pipeline.PART_BYTES else None
    first = selectors.count_parts(row.id) + 1
    try:
        with _writer(keys, row, at, stored.append) as writer:
            _pump(body, writer, came.update if came else _unseen)
        _check_arrived(came.digest() if came else _of_only(stored), body.sha256)
        _keep_all(keys, row, stored)
    except BaseException:
        parts.remove_from(parts.upload_folder(keys.lookup, row.id), first)
        raise


def _of_only(stored: Sequence[StoredPart]) -> bytes:
    return stored[0].plain_sha256 if stored else hashlib.sha256().digest()


def _check_arrived(came: bytes, stated: bytes | None) -> None:
    if came != stated:
        raise ArrivedOtherwise


def _check_only_part(keys: ReturnKeys, row: Upload, sha256: Sha256) -> None:
    if selectors.count_parts(row.id) == _ONE_PART and selectors.parts(keys, row.id)[0].plain.sha256 != sha256:
        raise ArrivedOtherwise


@transaction.atomic
def _set_length(keys: ReturnKeys, row: Upload, length: int) -> None:
    Upload.objects.filter(id=row.id).update(length=length)
    if selectors.bytes_promised(keys.lookup) > settings.AFFIANT.draft_budget:
        raise TooLarge(settings.AFFIANT.draft_budget)


def _writer(keys: ReturnKeys, row: Upload, at: datetime, keep: Keep) -> PartWriter:
    folder = parts.upload_folder(keys.lookup, row.id)
    parts.check_room_left(folder)
    return PartWriter(
        folder,
        first=selectors.count_parts(row.id) + 1,
        recipients=settings.AFFIANT.keyring.recipients,
        on=at.date(),
        keep=keep,
    )


def _keep(keys: ReturnKeys, row: Upload, part: StoredPart) -> None:
    _keep_all(keys, row, [part])


@transaction.atomic
def _keep_all(keys: ReturnKeys, row: Upload, stored: Sequence[StoredPart]) -> None:
    """Let durable parts count: their rows and the upload's new offset come together."""
    offset = row.offset + sum(part.plain_bytes for part in stored)
    if not Upload.objects.filter(id=row.id, offset=row.offset).update(offset=offset):
        raise UploadGone
    UploadPart.objects.bulk_create(_row(keys, row, part) for part in stored)
    if row.length is None and selectors.bytes_promised(keys.lookup) > settings.AFFIANT.draft_budget:
        raise TooLarge(settings.AFFIANT.draft_budget)  # its length was not known before: the rows roll back
    row.offset = offset


def _row(keys: ReturnKeys, row: Upload, part: StoredPart) -> UploadPart:
    plain = PlainFacts(Sha256(part.plain_sha256.hex()), part.plain_bytes)
    return UploadPart(
        upload_id=row.id,
        index=part.index,
        sealed_sha256=part.sealed_sha256,
        sealed_bytes=part.sealed_bytes,
        sealed=plain.close(upload_id=row.id, index=part.index, key=keys.draft_key),
    )


def _pump(body: Body, writer: PartWriter, seen: Callable[[bytes], object]) -> None:
    left = body.length
    while left:
        chunk = _read(body.stream, min(left, writer.wanted))
        if not chunk:
            return
        writer.write(chunk)
        seen(chunk)
        left -= len(chunk)


def _unseen(_chunk: bytes) -> None:
    """Nobody stated a digest of these bytes, or their part has it."""


def _read(stream: Stream, size: int) -> bytes:
    try:
        return stream.read(size)
    except OSError:
        return b""  # the connection broke: what came is kept, as at any other early end
