"""What stands in the sealed rows, as values: a draft, an upload, a part."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final, Self

from affiant.core.canonical import Json
from affiant.core.digests import Sha256
from affiant.submissions import vault
from affiant.submissions.errors import RecordDamaged

Answers = Mapping[str, str | list[str]]

MESSAGE: Final = "message"  # the question under which a mailbox's next message is kept, and sent

_LENGTH: Final = 8  # bytes of a part's plain length
_DIGEST: Final = 32


@dataclass(frozen=True, slots=True)
class Sent:
    """A report or a message that has left: its receipt as it was signed."""

    kind: str
    envelope: str
    receipt: bytes

    @property
    def at(self) -> datetime:
        """When it was received, to the second."""
        held = json.loads(self.receipt)["receipt"]["received_at"]
        return datetime.fromisoformat(held).astimezone(UTC)

    def as_json(self) -> Json:
        """The record as it is closed."""
        return {"envelope": self.envelope, "kind": self.kind, "receipt": self.receipt.decode()}


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """The words of a draft, or after sending the receipts alone; `next` is the id of the next envelope."""

    next: str
    answers: Answers = field(default_factory=dict, repr=False)
    sent: tuple[Sent, ...] = ()

    def with_answers(self, answers: Mapping[str, str | list[str] | None]) -> Self:
        """Return the draft with these answers; None takes an answer away."""
        merged = {**self.answers, **answers}
        return replace(self, answers={name: answer for name, answer in merged.items() if answer is not None})

    def after(self, sent: Sent, following: str) -> Self:
        """Return what is left when an envelope has left: no words, and one receipt more."""
        return replace(self, next=following, answers={}, sent=(*self.sent, sent))

    def of_envelope(self, envelope_id: str) -> Sent | None:
        """Return what was sent under this id."""
        return next((sent for sent in self.sent if sent.envelope == envelope_id), None)

    @property
    def report(self) -> Sent | None:
        """The report, once it is sent."""
        return next((sent for sent in self.sent if sent.kind == "report"), None)

    def close(self, *, lookup: str, key: bytes) -> bytes:
        """Return the record encrypted for its row."""
        answers: Json = {
            name: answer if isinstance(answer, str) else [*answer] for name, answer in self.answers.items()
        }
        sent: Json = [item.as_json() for item in self.sent]
        return vault.close_record({"answers": answers, "next": self.next, "sent": sent}, key=key, place=_draft(lookup))

    @classmethod
    def open(cls, closed: bytes | memoryview, *, lookup: str, key: bytes) -> Self:
        """Return the record of a row.

        Raises:
            RecordDamaged: the row does not open.
        """
        match vault.open_record(closed, key=key, place=_draft(lookup)):
            case {"answers": dict(answers), "next": str(following), "sent": list(sent)}:
                return cls(following, _answers(answers), tuple(_sent(item) for item in sent))
            case _:
                raise RecordDamaged


@dataclass(frozen=True, slots=True)
class Claim:
    """What a browser says of a file: its name and type, kept as they are and believed by nobody."""

    name: str = field(repr=False)
    type: str

    def close(self, *, upload_id: str, key: bytes) -> bytes:
        """Return the claim encrypted for its row."""
        return vault.close_record({"name": self.name, "type": self.type}, key=key, place=f"upload:{upload_id}")

    @classmethod
    def open(cls, closed: bytes | memoryview, *, upload_id: str, key: bytes) -> Self:
        """Return the claim of a row.

        Raises:
            RecordDamaged: the row does not open.
        """
        match vault.open_record(closed, key=key, place=f"upload:{upload_id}"):
            case {"name": str(name), "type": str(kind)}:
                return cls(name, kind)
            case _:
                raise RecordDamaged


@dataclass(frozen=True, slots=True)
class PlainFacts:
    """What is under a part's seal; of one length whatever the part, so that 25,000 of them are small."""

    sha256: Sha256
    length: int

    def close(self, *, upload_id: str, index: int, key: bytes) -> bytes:
        """Return the facts encrypted for their row."""
        plain = bytes.fromhex(self.sha256) + self.length.to_bytes(_LENGTH, "big")
        return vault.close(plain, key=key, place=f"part:{upload_id}:{index}")

    @classmethod
    def open(cls, closed: bytes | memoryview, *, upload_id: str, index: int, key: bytes) -> Self:
        """Return the facts of a row.

        Raises:
            RecordDamaged: the row does not open.
        """
        plain = vault.open_closed(closed, key=key, place=f"part:{upload_id}:{index}")
        return cls(Sha256(plain[:_DIGEST].hex()), int.from_bytes(plain[_DIGEST:], "big"))


def _draft(lookup: str) -> str:
    return f"draft:{lookup}"


def _answers(held: dict[str, Json]) -> Answers:
    return {name: given if isinstance(given, str) else _texts(given) for name, given in held.items()}


def _texts(given: Json) -> list[str]:
    if not isinstance(given, list):
        raise RecordDamaged
    return [str(text) for text in given]


def _sent(held: Json) -> Sent:
    match held:
        case {"envelope": str(envelope), "kind": str(kind), "receipt": str(receipt)}:
            return Sent(kind, envelope, receipt.encode())
        case _:
            raise RecordDamaged
