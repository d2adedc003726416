"""What the interface takes and answers, as shapes for its description."""

from typing import Any

from ninja import Schema


class Refusal(Schema):
    """Why something was refused: a code of the specification, and where."""

    code: str
    place: str = ""


class Service(Schema):
    """What to seal to, and how."""

    format: str
    service: str
    unit: str
    recovery: str
    identity: str
    code_salt: str
    largest_piece: int
    bodies: list[str]


class FileFacts(Schema):
    """A file's plain length, and in how many parts it comes."""

    bytes: int
    parts: int


class EnvelopeIn(Schema):
    """An envelope's header, without key and signature."""

    header: dict[str, Any]
    files: list[FileFacts] = []


class EnvelopeOut(Schema):
    """The envelope is in the inbox; its receipt."""

    envelope: str
    receipt: str


class Kept(Schema):
    """It lies here, durably."""

    kept: bool = True
