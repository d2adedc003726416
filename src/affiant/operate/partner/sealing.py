"""Seals a report on this machine: a return code, the two documents, the parts of files, the header of them all."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from affiant.core import codes, documents, envelope
from affiant.core.canonical import Json
from affiant.core.codes import ReturnCode, ReturnKeys
from affiant.core.digests import sha256
from affiant.core.documents import FileFacts, PartFacts
from affiant.core.envelope import Header, Piece
from affiant.core.errors import AffiantError
from affiant.core.sealing.recipients import KeyRing, Recipient
from affiant.core.sealing.seal import seal
from affiant.submissions.records import DraftRecord, Sent
from affiant.tables.archive import Archive
from affiant.tables.line import Report
from affiant.tables.reading import Table
from affiant.tables.saying import Sender, answers_of, contact_of

PART: Final = 16 * 1024 * 1024  # plain bytes
CODE: Final = "code"
SENDING: Final = "sending.json"


class NoIdentity(AffiantError):
    """A service says nothing of the key that names are sealed to; the text is a sentence for whoever sends."""


@dataclass(frozen=True, slots=True)
class Service:
    """What a service says of itself; its keys were compared before this is used."""

    name: str
    ring: KeyRing
    code_salt: bytes = field(repr=False)
    bodies: tuple[str, ...]

    @classmethod
    def of(cls, told: Mapping[str, Json]) -> "Service":
        """Read what the service answered.

        Raises:
            NoIdentity: it names no key for names; they are sealed to no other in its place.
            MalformedKey: a key is none, or stands in two places.
        """
        if "identity" not in told:
            raise NoIdentity("The service names no identity key, which names are sealed to. Nothing was sealed.")
        ring = KeyRing(*(Recipient.parse(str(told[name])) for name in ("unit", "recovery", "identity")))
        bodies = told["bodies"]
        assert isinstance(bodies, list)  # noqa: S101 - the format says so
        return cls(str(told["service"]), ring, bytes.fromhex(str(told["code_salt"])), tuple(map(str, bodies)))


@dataclass(frozen=True, slots=True)
class Sealing:
    """One report on its way into a folder: header, pieces, and the code that opens its mailbox."""

    table: Table
    report: Report
    service: Service
    organisation: str
    at: datetime

    def write(self, folder: Path) -> None:
        """Write what is to be sent; after this, a second try sends the same bytes."""
        code = codes.from_entropy(os.urandom(codes.ENTROPY_BYTES))
        keys = codes.derive(code, salt=self.service.code_salt)
        envelope_id = os.urandom(16).hex()
        facts, parts = self._files(folder)
        sender = Sender(self.organisation, envelope_id, self.service.bodies, self.at)
        answers = documents.encode_answers(answers_of(self.report, sender, facts))
        contact = documents.encode_contact(contact_of(self.report, envelope_id))
        header = Header(
            id=envelope_id,
            kind="report",
            mailbox=keys.mailbox.recipient,
            received_on=self.at.astimezone(UTC).date().isoformat(),
            rehearsal=False,
            keys=self.service.ring.fingerprints,
            answers=_seal(folder, envelope.ANSWERS_NAME, answers, self.service.ring.recipients),
            contact=_seal(folder, envelope.CONTACT_NAME, contact, self.service.ring.of_names),
            parts=tuple(parts),
        )
        files = [{"bytes": file.bytes, "parts": len(file.parts)} for file in facts]
        (folder / SENDING).write_text(json.dumps({"header": header.as_json(), "files": files}))
        (folder / CODE).write_text(code.grouped)

    def _files(self, folder: Path) -> tuple[tuple[FileFacts, ...], list[Piece]]:
        """Seal the files, one part in memory at a time."""
        facts, pieces = list[FileFacts](), list[Piece]()
        for number, name in enumerate(self.report.files, start=1):
            whole, parts = hashlib.sha256(), list[PartFacts]()
            for plain in self._archive.blocks(name, PART):
                whole.update(plain)
                part = envelope.part_name(len(pieces) + 1)
                pieces.append(_seal(folder, part, plain, self.service.ring.recipients))
                parts.append(PartFacts(part, sha256(plain), len(plain)))
            length = sum(part.bytes for part in parts)
            facts.append(FileFacts(number, name, "", length, tuple(parts), whole.hexdigest()))
        return tuple(facts), pieces

    @property
    def _archive(self) -> Archive:
        assert self.table.archive is not None  # noqa: S101 - a name without a ZIP file is a fault
        return self.table.archive


def _seal(folder: Path, name: str, plain: bytes, recipients: Sequence[Recipient]) -> Piece:
    sealed = seal(plain, recipients, os.urandom)
    (folder / name).write_bytes(sealed)
    return Piece(name, sha256(sealed), len(sealed))


def mailbox(code: ReturnCode, service: Service, envelope_id: str, receipt: str) -> tuple[str, bytes]:
    """Return where the person's mailbox lies, and its record, closed by the return code."""
    keys: ReturnKeys = codes.derive(code, salt=service.code_salt)
    record = DraftRecord(next=os.urandom(16).hex(), sent=(Sent("report", envelope_id, receipt.encode()),))
    return keys.lookup, record.close(lookup=keys.lookup, key=keys.draft_key)
