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
CHANGE: Final = "change."  # stands before the questions whose new answers are kept until they are sent
REPORT: Final = "report"
WISHES: Final = "wishes"  # forms that are sent after the report, each in an envelope of its own
WITHDRAWAL: Final = "withdrawal"

_LENGTH: Final = 8  # bytes of a part's plain length
_DIGEST: Final = 32


@dataclass(frozen=True, slots=True)
class Sent:
    """A report, a message or a form that has left: its receipt as it was signed."""

    kind: str  # "report", "message", "wishes" or "withdrawal"
    envelope: str
    receipt: bytes

    @property
    def at(self) -> datetime:
        """When it was received, to the second."""
        held = json.loads(self.receipt)["receipt"]["received_at"]
        return datetime.fromisoformat(held).astimezone(UTC)

    @property
    def files(self) -> tuple[int, ...]:
        """How many bytes each file had that went with it."""
        return tuple(file["bytes"] for file in json.loads(self.receipt)["receipt"]["files"])

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
        """Return what is left when an envelope has left: no words of it, and one receipt more.

        A message that waits is not sent with a form, and stays.
        """
        waiting = {} if sent.kind in {REPORT, MESSAGE} else {MESSAGE: self.answers.get(MESSAGE)}
        left = {name: answer for name, answer in waiting.items() if answer}
        return replace(self, next=following, answers=left, sent=(*self.sent, sent))

    def of_envelope(self, envelope_id: str) -> Sent | None:
        """Return what was sent under this id."""
        return next((sent for sent in self.sent if sent.envelope == envelope_id), None)

    @property
    def report(self) -> Sent | None:
        """The report, once it is sent."""
        return next((sent for sent in self.sent if sent.kind == REPORT), None)

    @property
    def withdrawal(self) -> Sent | None:
        """The withdrawal, once the report is withdrawn."""
        return next((sent for sent in self.sent if sent.kind == WITHDRAWAL), None)

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
    """What a browser says of a file: its name, type and digest, kept as they are and believed by nobody."""

    name: str = field(repr=False)
    type: str
    sha256: str = ""  # of the whole, as it was before it was sent; "" until it is stated

    def stating(self, sha256: Sha256) -> Self:
        """Return the claim with the digest that was stated."""
        return replace(self, sha256=sha256)

    def close(self, *, upload_id: str, key: bytes) -> bytes:
        """Return the claim encrypted for its row."""
        claim: Json = {"name": self.name, "sha256": self.sha256, "type": self.type}
        return vault.close_record(claim, key=key, place=f"upload:{upload_id}")

    @classmethod
    def open(cls, closed: bytes | memoryview, *, upload_id: str, key: bytes) -> Self:
        """Return the claim of a row.

        Raises:
            RecordDamaged: the row does not open.
        """
        match vault.open_record(closed, key=key, place=f"upload:{upload_id}"):
            case {"name": str(name), "type": str(kind), **more}:
                return cls(name, kind, str(more.get("sha256", "")))
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
