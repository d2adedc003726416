"""Puts an envelope together in a folder: sealed documents, the parts as they lie, and the signed header."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from django.conf import settings

from affiant.core import documents, envelope
from affiant.core.codes import ReturnKeys
from affiant.core.digests import Sha256, sha256
from affiant.core.documents import Answer, AnswersDocument, ContactDocument, FileFacts, PartFacts
from affiant.core.envelope import Header, Piece
from affiant.core.receipt import ReceiptFacts
from affiant.core.sealing import seal
from affiant.core.sealing.recipients import Recipient
from affiant.ground.spool import files
from affiant.submissions import parts
from affiant.submissions.selectors import PartRow, UploadView

NO_WISHES: Final[Mapping[str, str]] = MappingProxyType({"contact": "unanswered", "icc": "unanswered"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What leaves with an envelope besides the files: every question as it was shown, and its answer."""

    language: str
    answers: tuple[Answer, ...] = field(repr=False)
    contact: tuple[Answer, ...] = field(default=(), repr=False)
    wishes: Mapping[str, str] = field(default_factory=lambda: NO_WISHES)
    form: tuple[str, str] = ("report", "1")
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that is whole, with its durable parts."""

    upload: UploadView
    parts: Sequence[PartRow]


@dataclass(frozen=True, slots=True)
class Packing:
    """All that one envelope is made of."""

    envelope_id: str
    kind: str
    keys: ReturnKeys
    statement: Statement
    arrived: Sequence[Arrived]
    at: datetime

    def write(self, folder: Path) -> Sha256:
        """Write the envelope's files into `folder`, durably, and return the SHA-256 of `envelope.json`.

        The parts are second names for the files that lie in the draft's folder, where the file system can.
        """
        ring = settings.AFFIANT.keyring
        header = self._header(
            answers=_write_sealed(
                folder / envelope.ANSWERS_NAME, documents.encode_answers(self._answers()), ring.recipients
            ),
            contact=_write_sealed(
                folder / envelope.CONTACT_NAME, documents.encode_contact(self._contact()), ring.of_names
            ),
        )
        for source, piece in zip(self._sources(), header.parts, strict=True):
            files.link_or_copy(source, folder / piece.name)
        packed = envelope.pack_header(header, settings.AFFIANT.receipt_key)
        files.write_new(folder / envelope.HEADER_NAME, packed)
        for name in (envelope.ANSWERS_NAME, envelope.CONTACT_NAME, envelope.HEADER_NAME, "."):
            files.blur_times(folder / name, self.at.date())
        return sha256(packed)

    def receipt_facts(self, envelope_sha256: Sha256) -> ReceiptFacts:
        """Return what the receipt for this envelope says."""
        return ReceiptFacts(
            envelope=self.envelope_id,
            envelope_sha256=envelope_sha256,
            received_at=self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            service=settings.AFFIANT.service_name,
            files=[(file.upload.offset, len(file.parts)) for file in self.arrived],
        )

    def _header(self, *, answers: Piece, contact: Piece) -> Header:
        every_part = (part for file in self.arrived for part in file.parts)
        return Header(
            id=self.envelope_id,
            kind=self.kind,
            mailbox=self.keys.mailbox.recipient,
            received_on=self.at.astimezone(UTC).date().isoformat(),
            rehearsal=self.statement.rehearsal,
            keys=settings.AFFIANT.keyring.fingerprints,
            answers=answers,
            contact=contact,
            parts=tuple(
                Piece(envelope.part_name(number), Sha256(part.sealed_sha256), part.sealed_bytes)
                for number, part in enumerate(every_part, start=1)
            ),
        )

    def _answers(self) -> AnswersDocument:
        return AnswersDocument(
            envelope=self.envelope_id,
            kind=self.kind,
            language=self.statement.language,
            form=self.statement.form,
            sent_at=self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            answers=self.statement.answers,
            wishes=dict(self.statement.wishes),
            files=self._files(),
        )

    def _contact(self) -> ContactDocument:
        return ContactDocument(self.envelope_id, self.statement.contact)

    def _files(self) -> tuple[FileFacts, ...]:
        facts, before = [], 0
        for number, file in enumerate(self.arrived, start=1):
            facts.append(_file_facts(number, file, before))
            before += len(file.parts)
        return tuple(facts)

    def _sources(self) -> list[Path]:
        return [
            parts.part_path(parts.upload_folder(self.keys.lookup, file.upload.id), part.index)
            for file in self.arrived
            for part in file.parts
        ]


def _file_facts(number: int, file: Arrived, before: int) -> FileFacts:
    return FileFacts(
        number=number,
        name=file.upload.name,
        type=file.upload.type,
        bytes=file.upload.offset,
        parts=tuple(
            PartFacts(envelope.part_name(place), part.plain.sha256, part.plain.length)
            for place, part in enumerate(file.parts, start=before + 1)
        ),
        stated_sha256=file.upload.stated_sha256,
    )


def _write_sealed(path: Path, plain: bytes, recipients: Sequence[Recipient]) -> Piece:
    sealed = seal.seal(plain, recipients, os.urandom)
    files.write_new(path, sealed)
    return Piece(path.name, sha256(sealed), len(sealed))
