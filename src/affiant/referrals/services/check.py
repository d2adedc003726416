"""Checking an envelope against everything that it says of itself; nothing is kept of one that does not check out."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.conf import settings

from affiant.core import documents, envelope
from affiant.core.digests import Sha256
from affiant.core.documents import AnswersDocument, MalformedDocument
from affiant.core.envelope import Header, MalformedEnvelope, Piece, SignedHeader
from affiant.core.sealing import stanzas
from affiant.core.sealing.unseal import CannotOpen, is_closed_to, unseal
from affiant.core.signing import BadSignature
from affiant.evidence.services import Candidate
from affiant.ground.spool.errors import SpoolError
from affiant.ground.spool.port import Inbox
from affiant.ground.store.disk import Staging
from affiant.referrals import identity
from affiant.referrals.errors import DamagedEnvelope
from affiant.referrals.findings import QuarantineCode as Code
from affiant.referrals.kinds import Route
from affiant.referrals.services.files import check_files

KEYS_ON_A_SEAL: Final = 2
LARGEST_PIECE: Final = 32 * 1024 * 1024  # envelope-v2 section 1; what is opened whole has an end
A_DAY: Final = timedelta(days=1)  # between the day that the public face saw and the moment under the seal
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9-]{2,35}")


@dataclass(frozen=True, slots=True)
class Checked:
    """An envelope that checks out; its sealed bytes lie in the staging that it was checked in."""

    header: Header
    route: Route
    envelope_sha256: Sha256
    answers: AnswersDocument
    plain: bytes  # the answers document, padding and all
    sent_at: datetime
    candidates: tuple[Candidate, ...]


def check(*, inbox: Inbox, envelope_id: str, staging: Staging, at_desk: bool = False) -> Checked:
    """Copy an envelope into `staging` and check the copy: header, signature, every digest, every seal, every part.

    The desk's signature counts `at_desk` alone, and the public face's everywhere else.

    Raises:
        DamagedEnvelope: with the code of the first thing that does not hold, and the file's name.
    """
    raw = read_header(inbox, envelope_id)
    header, route = _header(raw, envelope_id, at_desk=at_desk)
    _check_names(inbox, header)
    for piece in header.pieces:
        _take(inbox, header.id, piece, staging)
    digest, _ = staging.take(io.BytesIO(raw))
    plain = _open_answers(header, staging)
    answers, sent_at = _answers(header, plain)
    candidates = check_files(header, answers, staging)
    _check_keys(header, staging)
    _check_names_are_closed(header, staging)
    return Checked(header, route, digest, answers, plain, sent_at, candidates)


def read_header(inbox: Inbox, envelope_id: str) -> bytes:
    """Return the bytes of `envelope.json`.

    Raises:
        DamagedEnvelope: it is not there, or larger than any header.
    """
    try:
        with inbox.open(envelope_id, envelope.HEADER_NAME) as reader:
            raw = reader.read(LARGEST_PIECE + 1)
    except SpoolError as missing:
        raise DamagedEnvelope(Code.HEADER_UNREADABLE, envelope.HEADER_NAME) from missing
    if len(raw) > LARGEST_PIECE:
        raise DamagedEnvelope(Code.FILE_TOO_LARGE, envelope.HEADER_NAME)
    return raw


def _header(raw: bytes, envelope_id: str, *, at_desk: bool) -> tuple[Header, Route]:
    with _named(MalformedEnvelope, Code.HEADER_UNREADABLE), _named(BadSignature, Code.SIGNATURE_WRONG):
        signed = envelope.parse_header(raw)
    route = _route(signed, at_desk=at_desk)
    if signed.header.id != envelope_id:
        raise DamagedEnvelope(Code.ID_DIFFERS, envelope.HEADER_NAME)
    if signed.header.keys[0] != settings.AFFIANT.unit_identity.recipient.fingerprint:
        raise DamagedEnvelope(Code.KEY_UNKNOWN, envelope.HEADER_NAME)
    if signed.header.keys[1] != settings.AFFIANT.recovery.fingerprint:
        raise DamagedEnvelope(Code.RECOVERY_UNKNOWN, envelope.HEADER_NAME)
    if signed.header.identity and signed.header.identity not in {one.fingerprint for one in identity.known()}:
        raise DamagedEnvelope(Code.IDENTITY_UNKNOWN, envelope.HEADER_NAME)
    return signed.header, route


def _route(signed: SignedHeader, *, at_desk: bool) -> Route:
    """Say which way it came: who signed it tells, and whether they name an organisation.

    Whoever got hold of the desk's key could otherwise lay reports in officers' names into the public inbox.
    """
    if at_desk and signed.key == settings.AFFIANT.desk_key.public and signed.header.sender:
        return Route.IMPORT
    if not at_desk and signed.key == settings.AFFIANT.intake_public_key:
        return Route.ORGANISATION if signed.header.sender else Route.PUBLIC
    raise DamagedEnvelope(Code.SIGNER_UNKNOWN, envelope.HEADER_NAME)


def _check_names(inbox: Inbox, header: Header) -> None:
    found = set(inbox.names(header.id))
    listed = {envelope.HEADER_NAME, *(piece.name for piece in header.pieces)}
    if missing := sorted(listed - found):
        raise DamagedEnvelope(Code.FILE_MISSING, missing[0])
    if found - listed:
        raise DamagedEnvelope(Code.FILE_EXTRA, "")  # its name is nobody's to trust, so it is not repeated


def _take(inbox: Inbox, envelope_id: str, piece: Piece, staging: Staging) -> None:
    if piece.bytes > LARGEST_PIECE:
        raise DamagedEnvelope(Code.FILE_TOO_LARGE, piece.name)
    try:
        with inbox.open(envelope_id, piece.name) as reader:
            taken = staging.take(reader, at_most=piece.bytes + 1)
    except SpoolError as missing:
        raise DamagedEnvelope(Code.FILE_MISSING, piece.name) from missing
    if taken != (piece.sha256, piece.bytes):
        raise DamagedEnvelope(Code.FILE_DIFFERS, piece.name)


def _open_answers(header: Header, staging: Staging) -> bytes:
    with staging.open(header.answers.sha256) as reader, _named(CannotOpen, Code.DOES_NOT_OPEN, header.answers.name):
        return unseal(reader.read(), settings.AFFIANT.unit_identity)


def _answers(header: Header, plain: bytes) -> tuple[AnswersDocument, datetime]:
    name = header.answers.name
    with _named(MalformedDocument, Code.ANSWERS_MALFORMED, name):
        answers = documents.parse_answers(plain)
    if (answers.envelope, answers.kind) != (header.id, header.kind):
        raise DamagedEnvelope(Code.ANSWERS_FOREIGN, name)
    if _MOMENT.fullmatch(answers.sent_at) is None or _LANGUAGE.fullmatch(answers.language) is None:
        raise DamagedEnvelope(Code.ANSWERS_MALFORMED, name)
    with _named(ValueError, Code.ANSWERS_MALFORMED, name):
        sent_at = datetime.fromisoformat(answers.sent_at).replace(tzinfo=UTC)
        received_on = date.fromisoformat(header.received_on)
    # The newest wishes count: who seals elsewhere could otherwise date a report so far ahead that no change follows it.
    if abs(sent_at.date() - received_on) > A_DAY:
        raise DamagedEnvelope(Code.ANSWERS_MALFORMED, name)
    return answers, sent_at


def _check_keys(header: Header, staging: Staging) -> None:
    """Count the keys of every sealed file: nobody else may open one, and the recovery key must be able to."""
    for piece in header.pieces:
        with staging.open(piece.sha256) as reader:
            if stanzas.x25519_keys(reader.read(stanzas.HEAD)) != KEYS_ON_A_SEAL:
                raise DamagedEnvelope(Code.KEYS_DIFFER, piece.name)


def _check_names_are_closed(header: Header, staging: Staging) -> None:
    """Try that the unit's key does not open the names: at what stands before them, so that none is opened by trying.

    Whether the identity key does is found where that key is: a stanza does not say whose it is.
    """
    if header.format == envelope.FIRST_FORMAT:
        return
    with staging.open(header.contact.sha256) as reader:
        before = stanzas.before_payload(reader.read(stanzas.HEAD))
    if is_closed_to(before, settings.AFFIANT.unit_identity):
        raise DamagedEnvelope(Code.UNIT_OPENS_NAMES, header.contact.name)


@contextmanager
def _named(refusal: type[Exception], code: Code, place: str = envelope.HEADER_NAME) -> Iterator[None]:
    """Turn a format's refusal into the finding that names it."""
    try:
        yield
    except refusal as refused:
        raise DamagedEnvelope(code, place) from refused
