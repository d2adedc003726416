"""Taking what an organisation sends: sealed pieces, an envelope of them, and the mailbox that a return code opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from affiant.core import canonical, envelope, receipt
from affiant.core.canonical import Json
from affiant.core.digests import Sha256, sha256
from affiant.core.envelope import Header, MalformedEnvelope
from affiant.core.errors import AffiantError
from affiant.core.receipt import ReceiptFacts
from affiant.ground.spool import files as durable
from affiant.ground.spool.disk import DiskInbox
from affiant.organisations import pieces
from affiant.organisations.errors import EnvelopeKnown, KeyUsed, MailboxTaken, WrongHeader
from affiant.organisations.models import Sending
from affiant.organisations.pieces import Readable
from affiant.organisations.selectors import OrganisationRow
from affiant.submissions import locks
from affiant.submissions import services as submissions
from affiant.submissions.errors import LookupTaken

KEPT: Final = timedelta(days=7)  # a piece that belongs to no envelope


@dataclass(frozen=True, slots=True)
class Taken:
    """The envelope is durable in the inbox; `again` says that it had been before."""

    envelope_id: str
    receipt: str
    again: bool


def keep_piece(*, organisation: OrganisationRow, digest: Sha256, stream: Readable) -> bool:
    """Keep a sealed piece, durably; False if it was there before.

    Raises:
        WrongDigest, TooLarge, NoRoom: nothing is kept.
    """
    return pieces.keep(organisation.id, digest, stream)


def take(
    *,
    organisation: OrganisationRow,
    key: str,
    header: Mapping[str, Json],
    files: Sequence[tuple[int, int]],
    at: datetime,
) -> Taken:
    """Let an envelope appear in the inbox, and return its receipt; the same key and header again send nothing.

    The same request twice at once is taken one after the other: of two writers at once half an envelope would appear.

    Raises:
        WrongHeader: the header does not fit, or a piece is not there.
        KeyUsed, EnvelopeKnown: this key, or this id, stands for something else.
    """
    read = _read(header)
    digest = sha256(canonical.encode(read.as_json()))
    with locks.draft(read.id):
        known = Sending.objects.filter(organisation_id=organisation.id, key=key).first()
        if known is None:
            _check(read, files, at.astimezone(UTC).date())
            made = _first(organisation, key, read, digest, files, at)
        elif known.header_sha256 != digest:
            raise KeyUsed
        else:
            made = known
        if not made.published:
            _publish(organisation, read, made)
    return Taken(made.envelope_id, made.receipt, again=known is not None)


def keep_mailbox(*, lookup: str, sealed: bytes, at: datetime) -> bool:
    """Keep the closed record that a return code opens; False if the same lies there already.

    Raises:
        MailboxTaken: something else lies there.
        NoRoom: the disk keeps what is left for people's own reports.
    """
    pieces.check_room(len(sealed))
    try:
        return submissions.lay_mailbox(lookup=lookup, sealed=sealed, at=at)
    except LookupTaken as taken:
        raise MailboxTaken from taken


def sweep(*, at: datetime) -> None:
    """Remove the pieces that have waited too long for an envelope."""
    pieces.discard(before=at - KEPT)


def _read(header: Mapping[str, Json]) -> Header:
    """Read a header by signing it as ours: there is one reader of headers, and it wants a signature."""
    key = settings.AFFIANT.receipt_key
    held: Json = dict(header)
    try:
        signature = key.sign(canonical.encode(held)).hex()
        return envelope.parse_header(
            canonical.encode({"header": held, "key": key.public, "signature": signature})
        ).header
    except MalformedEnvelope as refused:
        raise WrongHeader("header", str(refused)) from refused
    except (AffiantError, TypeError, ValueError) as refused:
        raise WrongHeader("header") from refused


def _check(read: Header, files: Sequence[tuple[int, int]], today: date) -> None:
    near = {(today + timedelta(days=days)).isoformat() for days in (-1, 0, 1)}
    fits = {
        "keys": read.keys == settings.AFFIANT.keyring.fingerprints,
        "day": read.received_on in near,
        "kind": read.kind == "report",
        "sender": not read.sender,  # who sends is known by the token, and ours to sign
        "files": _fit(read, files),
    }
    wrong = next((code for code, fit in fits.items() if not fit), None)
    if wrong is not None:
        raise WrongHeader(wrong)


def _fit(read: Header, files: Sequence[tuple[int, int]]) -> bool:
    """Say whether the files can be what lies in the parts: we sign their lengths, and a seal only adds to one."""
    sealed = iter(piece.bytes for piece in read.parts)
    for length, parts in files:
        if parts < 1 or not 0 <= length <= sum(islice(sealed, parts)):
            return False
    return sum(parts for _, parts in files) == len(read.parts)


def _first(
    organisation: OrganisationRow,
    key: str,
    read: Header,
    digest: Sha256,
    files: Sequence[tuple[int, int]],
    at: datetime,
) -> Sending:
    packed = _prepare(organisation, read)
    facts = ReceiptFacts(
        envelope=read.id,
        envelope_sha256=sha256(packed),
        received_at=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        service=settings.AFFIANT.service_name,
        files=files,
    )
    try:
        with transaction.atomic():
            return Sending.objects.create(
                organisation_id=organisation.id,
                key=key,
                header_sha256=digest,
                envelope_id=read.id,
                receipt=receipt.sign(facts, settings.AFFIANT.receipt_key).decode(),
                sent_on=at.date(),
            )
    except IntegrityError as known:
        raise EnvelopeKnown from known


def _prepare(organisation: OrganisationRow, read: Header) -> bytes:
    """Check that every piece is there, and lay the envelope ready beside the inbox."""
    for piece in read.pieces:
        lying = pieces.path(organisation.id, piece.sha256)
        if not lying.exists() or lying.stat().st_size != piece.bytes:
            raise WrongHeader("piece_missing", piece.sha256)
    inbox = DiskInbox(settings.AFFIANT.spool_dir)
    if inbox.path(read.id).exists():
        raise EnvelopeKnown
    packed = envelope.pack_header(replace(read, sender=organisation.id), settings.AFFIANT.receipt_key)

    def write(folder: Path) -> None:
        for piece in read.pieces:
            durable.link_or_copy(pieces.path(organisation.id, piece.sha256), folder / piece.name)
        durable.write_new(folder / envelope.HEADER_NAME, packed)

    inbox.prepare(read.id, write)
    return packed


def _publish(organisation: OrganisationRow, read: Header, made: Sending) -> None:
    """Let it appear; after a crash at any point the same request finishes it: the pieces wait until then.

    Raises:
        WrongHeader: they waited too long and are gone; laid ready again, the same request finishes it.
    """
    inbox = DiskInbox(settings.AFFIANT.spool_dir)
    if not inbox.publish(read.id) and not inbox.path(read.id).exists():
        # Collected already, or swept before it appeared: nobody here can tell. Casework knows an envelope again.
        _prepare(organisation, read)
        inbox.publish(read.id)
    Sending.objects.filter(pk=made.pk).update(published=True)
    pieces.forget(organisation.id, (piece.sha256 for piece in read.pieces))
