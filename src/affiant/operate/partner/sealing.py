"""Seals a report on this machine: a return code, the two documents, the parts of files, the header of them all."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from affiant.core import codes, documents, envelope
from affiant.core.canonical import Json
from affiant.core.codes import ReturnCode, ReturnKeys
from affiant.core.digests import sha256
from affiant.core.documents import Answer, AnswersDocument, ContactDocument, FileFacts, PartFacts, Shown
from affiant.core.envelope import Header, Piece
from affiant.core.sealing.recipients import KeyRing, Recipient
from affiant.core.sealing.seal import seal
from affiant.operate.partner.table import Report, Table
from affiant.submissions.records import DraftRecord, Sent

PART: Final = 16 * 1024 * 1024  # plain bytes
FORM: Final = ("report", "2")
CODE: Final = "code"
SENDING: Final = "sending.json"
TITLES: Final = {
    "account": "What happened, as the organisation wrote it down",
    "place_where": "Where",
    "place_when": "When",
    "age": "Age of the person",
    "behalf_consent": "What the person themselves said about this report",
    "organisation": "Sent by",
    "organisation_number": "Its own number for this report",
    "name": "Name of the person",
    "reach": "How to reach them",
    "safe": "What is safe for them",
}
_FROM_COLUMNS: Final = {
    "account": "account",
    "place_where": "where",
    "place_when": "when",
    "age": "age",
    "organisation_number": "number",
}


@dataclass(frozen=True, slots=True)
class Service:
    """What a service says of itself; its keys were compared before this is used."""

    name: str
    ring: KeyRing
    code_salt: bytes = field(repr=False)
    bodies: tuple[str, ...]

    @classmethod
    def of(cls, told: Mapping[str, Json]) -> "Service":
        """Read what the service answered."""
        ring = KeyRing(Recipient.parse(str(told["unit"])), Recipient.parse(str(told["recovery"])))
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
        header = Header(
            id=envelope_id,
            kind="report",
            mailbox=keys.mailbox.recipient,
            received_on=self.at.astimezone(UTC).date().isoformat(),
            rehearsal=False,
            keys=self.service.ring.fingerprints,
            answers=self._seal(folder, envelope.ANSWERS_NAME, self._answers(envelope_id, facts)),
            contact=self._seal(folder, envelope.CONTACT_NAME, self._contact(envelope_id)),
            parts=tuple(parts),
        )
        files = [{"bytes": file.bytes, "parts": len(file.parts)} for file in facts]
        (folder / SENDING).write_text(json.dumps({"header": header.as_json(), "files": files}))
        (folder / CODE).write_text(code.grouped)

    def _files(self, folder: Path) -> tuple[tuple[FileFacts, ...], list[Piece]]:
        facts, pieces = list[FileFacts](), list[Piece]()
        for number, name in enumerate(self.report.files, start=1):
            content = self.table.content(name)
            parts = list[PartFacts]()
            for plain in _cut(content):
                part = envelope.part_name(len(pieces) + 1)
                pieces.append(self._seal(folder, part, plain))
                parts.append(PartFacts(part, sha256(plain), len(plain)))
            facts.append(FileFacts(number, name, "", len(content), tuple(parts), sha256(content)))
        return tuple(facts), pieces

    def _seal(self, folder: Path, name: str, plain: bytes) -> Piece:
        sealed = seal(plain, self.service.ring.recipients, os.urandom)
        (folder / name).write_bytes(sealed)
        return Piece(name, sha256(sealed), len(sealed))

    def _answers(self, envelope_id: str, files: tuple[FileFacts, ...]) -> bytes:
        cells = self.report.cells
        told = {question: cells[column] for question, column in _FROM_COLUMNS.items()}
        told |= {"behalf_consent": cells["consent"] or "cannot", "organisation": self.organisation}
        answers = [Answer("path", Shown("How this report came"), "behalf")]
        answers += [_answer(question, text) for question, text in told.items() if text]
        return documents.encode_answers(
            AnswersDocument(
                envelope=envelope_id,
                kind="report",
                language=cells["language"] or "en",
                form=FORM,
                sent_at=self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                answers=tuple(answers),
                wishes=self._wishes(),
                files=files,
            )
        )

    def _wishes(self) -> dict[str, str]:
        given = {name.removeprefix("wish_"): text or "unanswered" for name, text in self.report.cells.items()
                 if name.startswith("wish_")}  # fmt: skip
        sharing = given.pop("sharing")
        return given | dict.fromkeys((*self.service.bodies, "states", "support"), sharing)

    def _contact(self, envelope_id: str) -> bytes:
        given = [
            _answer(name, self.report.cells[name]) for name in ("name", "reach", "safe") if self.report.cells[name]
        ]
        return documents.encode_contact(ContactDocument(envelope_id, tuple(given)))


def mailbox(code: ReturnCode, service: Service, envelope_id: str, receipt: str) -> tuple[str, bytes]:
    """Return where the person's mailbox lies, and its record, closed by the return code."""
    keys: ReturnKeys = codes.derive(code, salt=service.code_salt)
    record = DraftRecord(next=os.urandom(16).hex(), sent=(Sent("report", envelope_id, receipt.encode()),))
    return keys.lookup, record.close(lookup=keys.lookup, key=keys.draft_key)


def _answer(question: str, text: str) -> Answer:
    return Answer(question, Shown(TITLES[question]), text)


def _cut(content: bytes) -> Iterator[bytes]:
    for start in range(0, max(len(content), 1), PART):
        yield content[start : start + PART]
