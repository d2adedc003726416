"""Makes room for files in a draft, and takes files out of it."""

import secrets
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from affiant.core.codes import ReturnKeys
from affiant.ground.spool import files
from affiant.submissions import locks, parts, selectors
from affiant.submissions.errors import NoSuchDraft, SubmissionError, TooLarge
from affiant.submissions.models import Draft, Upload, UploadPart
from affiant.submissions.records import Claim
from affiant.submissions.services import receiving

LONGEST_CLAIM: Final = 4096  # bytes of a name or a type in UTF-8; what is longer is cut
MOST_UPLOADS: Final = 10_000


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
        receiving.receive_empty(keys=keys, upload_id=upload_id, at=at)
    return upload_id


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
    with locks.draft(keys.lookup), receiving.holding(keys, upload_id):
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


def _shorten(text: str) -> str:
    return text.encode(errors="backslashreplace")[:LONGEST_CLAIM].decode(errors="ignore")
