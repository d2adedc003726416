"""Sends: from the moment when the draft's row says so, the envelope leaves, whatever happens to this process."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import transaction

from affiant.core import receipt
from affiant.core.codes import ReturnKeys
from affiant.core.documents import Answer, Shown
from affiant.ground.spool import files
from affiant.ground.spool.disk import DiskInbox
from affiant.submissions import locks, parts, selectors
from affiant.submissions.envelopes import Arrived, Packing, Statement
from affiant.submissions.errors import NotSentYet, StillUploading, Withdrawn
from affiant.submissions.models import Departure
from affiant.submissions.records import MESSAGE, REPORT, WITHDRAWAL, DraftRecord, Sent
from affiant.submissions.services import drafts, uploads


def send(*, keys: ReturnKeys, statement: Statement, at: datetime) -> bytes:
    """Send the report and return its receipt; sent again, it returns the same receipt and sends nothing.

    When this returns, the envelope is durable in the inbox, and neither words nor parts are left with the draft.

    Raises:
        NoSuchDraft: nothing lies under these keys.
        StillUploading: a file is not whole.
        DiskFull: there is no room left; nothing is lost, and it can be sent later.
    """
    with _alone(keys) as record:
        sent = record.report or _depart(Packing(record.next, REPORT, keys, statement, _arrived(keys), at), record)
        _see_off(sent, keys)
    return sent.receipt


def send_message(
    *,
    keys: ReturnKeys,
    text: str,
    language: str,
    at: datetime,
    envelope_id: str | None = None,
    rehearsal: bool = False,
) -> bytes:
    """Send a message and the files added since, and return its receipt.

    `envelope_id` is the draft's `next_envelope` when the form was shown: with it, the form sent twice is sent once.

    Raises:
        NotSentYet: the report itself has not been sent.
        NoSuchDraft, StillUploading, DiskFull: as `send`.
    """
    answer = Answer(MESSAGE, Shown(title=""), text)  # the page asks nothing: its one field stands under "Write to us"
    statement = Statement(language, (answer,), form=(MESSAGE, "1"), rehearsal=rehearsal)
    with _alone(keys) as record:
        if record.report is None:
            raise NotSentYet
        sent = record.of_envelope(envelope_id) if envelope_id else None
        if sent is None:
            sent = _depart(Packing(record.next, MESSAGE, keys, statement, _arrived(keys), at), record)
        _see_off(sent, keys)
    return sent.receipt


def send_form(*, keys: ReturnKeys, statement: Statement, at: datetime, envelope_id: str | None = None) -> bytes:
    """Send a form that follows the report, new wishes or a withdrawal, and return its receipt.

    It leaves as a message whose `form` names it, without files: those and the words that wait stay for the next
    message. A report is withdrawn once; `envelope_id` is as for `send_message`.

    Raises:
        NotSentYet: the report itself has not been sent.
        Withdrawn: it was withdrawn, so that there are no wishes to change.
        NoSuchDraft, DiskFull: as `send`.
    """
    with _alone(keys) as record:
        sent = _sent_before(record, statement, envelope_id) or _depart(
            Packing(record.next, MESSAGE, keys, statement, (), at), record
        )
        _see_off(sent, keys)
    return sent.receipt


def _sent_before(record: DraftRecord, statement: Statement, envelope_id: str | None) -> Sent | None:
    if record.report is None:
        raise NotSentYet
    if statement.form[0] == WITHDRAWAL:
        return record.withdrawal
    if record.withdrawal is not None:
        raise Withdrawn
    return record.of_envelope(envelope_id) if envelope_id else None


def publish_departing() -> None:
    """Let every envelope that is sent appear in the inbox, also what a crash left lying ready; call it at a start."""
    Departure.objects.filter(envelope_id__in=_publish_departing()).delete()


@contextmanager
def _alone(keys: ReturnKeys) -> Iterator[DraftRecord]:
    """Let one request at a time send from a draft: the second waits and finds what the first did."""
    with parts.room_on_disk(), locks.draft(keys.lookup):
        yield selectors.draft_record(keys)


def _arrived(keys: ReturnKeys) -> list[Arrived]:
    found = selectors.uploads(keys)
    unfinished = tuple(upload.id for upload in found if not upload.finished)
    if unfinished:
        raise StillUploading(unfinished)
    return [Arrived(upload, selectors.parts(keys, upload.id)) for upload in found]


def _depart(packing: Packing, record: DraftRecord) -> Sent:
    # The id was drawn before and stands in the draft's row: after a crash a second try prepares the same
    # envelope again in the same place, so that none can leave twice.
    published = _publish_departing()
    digest = DiskInbox(settings.AFFIANT.spool_dir).prepare(packing.envelope_id, packing.write)
    signed = receipt.sign(packing.receipt_facts(digest), settings.AFFIANT.receipt_key)
    sent = Sent(packing.statement.form[0], packing.envelope_id, signed)
    _commit(packing, record.after(sent, secrets.token_hex(16)), published)
    return sent


@transaction.atomic
def _commit(packing: Packing, after: DraftRecord, published: list[str]) -> None:
    """The moment of sending: the words go, the receipt stands, and the envelope is to be published.

    What left before is forgotten in the same transaction: each commit waits for the disk, and one is enough.
    """
    uploads.forget(tuple(file.upload.id for file in packing.arrived))
    drafts.write(after, keys=packing.keys, at=packing.at)
    Departure.objects.create(envelope_id=packing.envelope_id)
    if published:
        Departure.objects.filter(envelope_id__in=published).delete()


def _publish_departing() -> list[str]:
    inbox = DiskInbox(settings.AFFIANT.spool_dir)
    departing = selectors.departing()
    for envelope_id in departing:
        inbox.publish(envelope_id)
    return departing


def _see_off(sent: Sent, keys: ReturnKeys) -> None:
    """Publish, and remove the parts: from the row's commit on they lie in the envelope."""
    DiskInbox(settings.AFFIANT.spool_dir).publish(sent.envelope)
    clear(keys.lookup)


def clear(lookup: str) -> None:
    """Remove the folders of parts that no row names; whoever calls holds the draft's lock."""
    folder = parts.draft_folder(lookup)
    if not folder.exists():
        return
    kept = selectors.upload_ids(lookup)
    for leftover in folder.iterdir():
        if leftover.name not in kept:
            files.remove_folder(leftover)
    if not kept:
        folder.rmdir()
