"""Makes an envelope of one line: sealed as the public face seals, signed by the desk, its mailbox key thrown away."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from affiant.core import documents, envelope
from affiant.core.digests import sha256
from affiant.core.documents import FileFacts, PartFacts
from affiant.core.envelope import Header, Piece
from affiant.core.sealing.recipients import KeyRing, Recipient
from affiant.core.sealing.seal import seal
from affiant.core.sealing.unseal import Identity
from affiant.handover.desk_inbox import DeskInbox
from affiant.handover.keeping import PART
from affiant.handover.selectors import HandoverRow
from affiant.referrals import identity
from affiant.tables.archive import Archive
from affiant.tables.line import Report
from affiant.tables.reading import Table
from affiant.tables.saying import Sender, answers_of, contact_of


def inbox() -> DeskInbox:
    """Return the desk's own inbox: nobody but the officers' side reaches it."""
    return DeskInbox(settings.AFFIANT.casework_dir / "handover")


@dataclass(frozen=True, slots=True)
class Sealing:
    """One report on its way into an envelope's folder."""

    table: Table
    report: Report
    row: HandoverRow
    envelope_id: str
    at: datetime

    def write(self, folder: Path) -> None:
        """Write the envelope's files; a file's part is in memory one at a time."""
        facts, parts = self._files(folder)
        bodies = tuple(settings.AFFIANT.bodies)
        sender = Sender(self.row.organisation, self.envelope_id, bodies, self.at)
        answers = documents.encode_answers(answers_of(self.report, sender, facts))
        contact = documents.encode_contact(contact_of(self.report, self.envelope_id))
        ring = _ring()
        header = Header(
            id=self.envelope_id,
            kind="report",
            mailbox=Identity.from_entropy(os.urandom(32)).recipient,  # its secret half ends here: nobody opens it
            received_on=self.at.astimezone(UTC).date().isoformat(),
            rehearsal=False,
            keys=ring.fingerprints,
            answers=_seal(folder, envelope.ANSWERS_NAME, answers, ring.recipients),
            contact=_seal(folder, envelope.CONTACT_NAME, contact, ring.of_names),
            parts=tuple(parts),
            sender=self.row.organisation_id,
        )
        (folder / envelope.HEADER_NAME).write_bytes(envelope.pack_header(header, settings.AFFIANT.desk_key))

    def _files(self, folder: Path) -> tuple[list[FileFacts], list[Piece]]:
        facts, pieces, recipients = list[FileFacts](), list[Piece](), _ring().recipients
        for number, name in enumerate(self.report.files, start=1):
            parts = list[PartFacts]()
            for plain in self._archive.blocks(name, PART):
                part = envelope.part_name(len(pieces) + 1)
                pieces.append(_seal(folder, part, plain, recipients))
                parts.append(PartFacts(part, sha256(plain), len(plain)))
            facts.append(FileFacts(number, name, "", sum(part.bytes for part in parts), tuple(parts)))
        return facts, pieces

    @property
    def _archive(self) -> Archive:
        assert self.table.archive is not None  # noqa: S101 - a name without a ZIP file is a fault
        return self.table.archive


def _seal(folder: Path, name: str, plain: bytes, recipients: Sequence[Recipient]) -> Piece:
    sealed = seal(plain, recipients, os.urandom)
    (folder / name).write_bytes(sealed)
    return Piece(name, sha256(sealed), len(sealed))


def _ring() -> KeyRing:
    """Return whom an envelope is sealed to: names go to the identity key as it is now."""
    house = settings.AFFIANT
    return KeyRing(house.unit_identity.recipient, house.recovery, identity.recipient())
