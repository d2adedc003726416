"""Reads drafts, uploads, receipts and letters, for whoever holds the return code's keys."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from affiant.core.codes import ReturnKeys
from affiant.core.letter_files import LetterFile
from affiant.core.receipt import with_collected
from affiant.submissions import letterbox
from affiant.submissions.errors import DraftExpired, FileNotThere, NoSuchDraft, NotSentYet, UploadGone
from affiant.submissions.letterbox import Letter
from affiant.submissions.models import Departure, Draft, Expired, Upload, UploadPart
from affiant.submissions.records import Answers, Claim, DraftRecord, PlainFacts, Sent


@dataclass(frozen=True, slots=True)
class UploadView:
    """A file of a draft, as its owner sees it."""

    id: str
    number: int
    name: str
    type: str
    length: int | None  # None: a plain form's file or a recording whose end never came
    offset: int
    stated_sha256: str = ""  # of the whole, by the sender's device

    @property
    def finished(self) -> bool:
        """Whether every byte is stored."""
        return self.length == self.offset


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft, or after sending a mailbox, as its owner sees it."""

    answers: Answers
    uploads: tuple[UploadView, ...]
    sent: tuple[Sent, ...]
    next_envelope: str  # put it into the form that sends, so that the form sent twice is sent once
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PartRow:
    """A durable part: its row's facts and what is under its seal."""

    index: int
    plain: PlainFacts
    sealed_sha256: str
    sealed_bytes: int


def load(keys: ReturnKeys) -> DraftView:
    """Return the draft with its files.

    Raises:
        NoSuchDraft: nothing lies under these keys.
    """
    record = draft_record(keys)
    withdrawn_at = record.withdrawal.at if record.withdrawal else None
    return DraftView(record.answers, uploads(keys), record.sent, record.next, withdrawn_at)


def draft_record(keys: ReturnKeys, *, lock: bool = False) -> DraftRecord:
    """Return what is in the draft's row; `lock` keeps others from the row until the transaction ends.

    Raises:
        NoSuchDraft: nothing lies under these keys; DraftExpired if something did until it had to be deleted.
    """
    rows: QuerySet[Draft] = Draft.objects.select_for_update() if lock else Draft.objects.all()
    row = rows.filter(lookup=keys.lookup).first()
    if row is None:
        raise _missing(keys.lookup)
    return DraftRecord.open(row.sealed, lookup=keys.lookup, key=keys.draft_key)


def uploads(keys: ReturnKeys) -> tuple[UploadView, ...]:
    """Return the draft's files in the order in which they were added."""
    return tuple(_view(row, keys) for row in Upload.objects.filter(draft_id=keys.lookup))


def upload_ids(lookup: str) -> set[str]:
    """Return the ids of a draft's files, which need no key."""
    return set(Upload.objects.filter(draft_id=lookup).values_list("id", flat=True))


def upload(keys: ReturnKeys, upload_id: str) -> UploadView:
    """Return one file of the draft.

    Raises:
        UploadGone: the draft has no such file.
    """
    row = Upload.objects.filter(draft_id=keys.lookup, id=upload_id).first()
    if row is None:
        raise UploadGone
    return _view(row, keys)


def count_parts(upload_id: str) -> int:
    """Return how many parts of the upload are durable."""
    return UploadPart.objects.filter(upload_id=upload_id).count()


def parts(keys: ReturnKeys, upload_id: str) -> list[PartRow]:
    """Return the upload's durable parts in their order."""
    return [
        PartRow(
            row.index,
            PlainFacts.open(row.sealed, upload_id=upload_id, index=row.index, key=keys.draft_key),
            row.sealed_sha256,
            row.sealed_bytes,
        )
        for row in UploadPart.objects.filter(upload_id=upload_id)
    ]


def bytes_promised(lookup: str) -> int:
    """Return how many bytes the draft's files have, or will have when they are whole."""
    promised = Upload.objects.filter(draft_id=lookup).aggregate(all=Sum(Coalesce(F("length"), F("offset"))))
    return promised["all"] or 0


def letters(keys: ReturnKeys) -> list[Letter]:
    """Return the letters to this mailbox, the oldest first."""
    return letterbox.open_letters(keys.mailbox)


def letter_file(keys: ReturnKeys, letter_id: str, number: int) -> tuple[LetterFile, bytes]:
    """Return a file that came with a letter to this mailbox, by its place in the letter, and its bytes.

    Raises:
        FileNotThere: there is no such letter or file, or it is not the one that the team signed.
    """
    named = [letter.files for letter in letters(keys) if letter.id == letter_id]
    if not named or not 0 < number <= len(named[0]):
        raise FileNotThere
    file = named[0][number - 1]
    return file, letterbox.open_file(keys.mailbox, file)


def receipt(keys: ReturnKeys, envelope_id: str | None = None) -> bytes:
    """Return the receipt of the report, or of another envelope, with the proof of collecting once that has come.

    Raises:
        NoSuchDraft: nothing lies under these keys.
        NotSentYet: there is no such envelope.
    """
    record = draft_record(keys)
    sent = record.report if envelope_id is None else record.of_envelope(envelope_id)
    if sent is None:
        raise NotSentYet
    for letter in letters(keys):
        if letter.collected is not None and letter.collected.get("envelope") == sent.envelope:
            proof = {name: value for name, value in letter.collected.items() if name != "envelope"}
            return with_collected(sent.receipt, proof)
    return sent.receipt


def abandoned(*, before: datetime) -> list[str]:
    """Return the drafts that were never sent and that nobody has come back to since the day of `before`."""
    return list(_abandoned(before).values_list("lookup", flat=True))


def is_abandoned(lookup: str, *, before: datetime) -> bool:
    """Say whether the draft still is as `abandoned` found it, and keep others from it until the transaction ends."""
    return _abandoned(before).select_for_update().filter(lookup=lookup).exists()


def _missing(lookup: str) -> NoSuchDraft:
    # One more look-up whether or not there ever was a draft: how long it takes says nothing.
    expired = Expired.objects.filter(lookup=lookup).first()
    return DraftExpired(expired.on) if expired else NoSuchDraft()


def _abandoned(before: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(unsent=True, touched_on__lt=before.date())


def departing() -> list[str]:
    """Return the envelopes that are sent and not yet seen to stand in the inbox."""
    return list(Departure.objects.values_list("envelope_id", flat=True))


def _view(row: Upload, keys: ReturnKeys) -> UploadView:
    claim = Claim.open(row.sealed, upload_id=row.id, key=keys.draft_key)
    return UploadView(row.id, row.number, claim.name, claim.type, row.length, row.offset, claim.sha256)
