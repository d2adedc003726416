"""The two sealed documents of an envelope: the answers, and apart from them the ways of contact."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from affiant.core import canonical
from affiant.core.canonical import Json
from affiant.core.digests import MalformedDigest, Sha256
from affiant.core.errors import AffiantError
from affiant.core.fields import Fields, WrongField

ANSWERS_FORMAT: Final = "affiant-answers/v1"
CONTACT_FORMAT: Final = "affiant-contact/v1"
FIRST_YEAR: Final = 2000
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)
SMALLEST: Final = 4096  # every document fills at least this, then the next power of two


class MalformedDocument(AffiantError):
    """A sealed document is not what the format says; carries the field's name, never its content."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as it was shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A question exactly as the person saw it, in the language that they saw it in (R8)."""

    title: str
    hint: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One question's answer, word for word (R9); an empty answer is a question that was passed over."""

    question: str
    shown: Shown
    answer: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What is under one part's seal: its file name in the envelope, plain SHA-256 and plain length."""

    name: str
    sha256: Sha256
    bytes: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as the person sent it: name, type and the digest of the whole are their browser's claim."""

    number: int
    name: str
    type: str
    bytes: int
    parts: tuple[PartFacts, ...]
    stated_sha256: str = ""  # of the file on their device, before it was sent; "" when the browser stated none


@dataclass(frozen=True, slots=True)
class AnswersDocument:
    """All that was answered, shown and attached, but for the ways of contact."""

    envelope: str
    kind: str
    language: str
    form: tuple[str, str]  # name and version of the question set
    sent_at: str  # ISO 8601, UTC, microseconds
    answers: tuple[Answer, ...]
    wishes: dict[str, str]
    files: tuple[FileFacts, ...]


@dataclass(frozen=True, slots=True)
class ContactDocument:
    """Name and ways of contact; always there, so that its presence tells nothing."""

    envelope: str
    answers: tuple[Answer, ...]


def pad(plain: bytes) -> bytes:
    """Return `plain`, a line feed, and spaces up to the next power of two (at least 4 KiB)."""
    size = SMALLEST
    while size < len(plain) + 1:
        size *= 2
    return plain + b"\n" + b" " * (size - len(plain) - 1)


def unpad(padded: bytes) -> bytes:
    """Return what `pad` was given; refuse any other padding.

    Raises:
        MalformedDocument: the padding is not the one that `pad` writes.
    """
    plain = padded.rstrip(b" ").removesuffix(b"\n")
    if pad(plain) != padded:
        raise MalformedDocument("padding")
    return plain


def encode_answers(document: AnswersDocument) -> bytes:
    """Return the document as it goes under the seal, padded."""
    return pad(
        canonical.encode(
            {
                "answers": [_answer_json(answer) for answer in document.answers],
                "envelope": document.envelope,
                "files": [_file_json(file) for file in document.files],
                "form": {"name": document.form[0], "version": document.form[1]},
                "format": ANSWERS_FORMAT,
                "kind": document.kind,
                "language": document.language,
                "sent_at": document.sent_at,
                "wishes": dict(document.wishes),
            }
        )
    )


def parse_answers(padded: bytes) -> AnswersDocument:
    """Read what `encode_answers` wrote.

    Raises:
        MalformedDocument: anything else.
    """
    fields = _open(padded, ANSWERS_FORMAT, "answers", "files", "form", "kind", "language", "sent_at", "wishes")
    try:
        return _read_answers(fields)
    except (WrongField, MalformedDigest) as refused:
        raise MalformedDocument(str(refused)) from refused


def encode_contact(document: ContactDocument) -> bytes:
    """Return the document as it goes under its own seal, padded."""
    answers: list[Json] = [_answer_json(answer) for answer in document.answers]
    return pad(canonical.encode({"answers": answers, "envelope": document.envelope, "format": CONTACT_FORMAT}))


def parse_contact(padded: bytes) -> ContactDocument:
    """Read what `encode_contact` wrote.

    Raises:
        MalformedDocument: anything else.
    """
    fields = _open(padded, CONTACT_FORMAT, "answers")
    try:
        return ContactDocument(fields.identifier("envelope"), tuple(map(_read_answer, fields.each("answers"))))
    except WrongField as refused:
        raise MalformedDocument(str(refused)) from refused


def _open(padded: bytes, format_name: str, *names: str) -> Fields:
    try:
        fields = Fields.of(canonical.decode(unpad(padded))).only("envelope", "format", *names)
        fields.one_of("format", format_name)
    except (canonical.NotCanonical, WrongField) as refused:
        raise MalformedDocument(str(refused)) from refused
    return fields


def _read_answers(fields: Fields) -> AnswersDocument:
    form = fields.inner("form").only("name", "version")
    wishes = fields.inner("wishes")
    return AnswersDocument(
        envelope=fields.identifier("envelope"),
        kind=fields.text("kind"),
        language=fields.text("language"),
        form=(form.text("name"), form.text("version")),
        sent_at=_read_moment(fields.text("sent_at")),
        answers=tuple(map(_read_answer, fields.each("answers"))),
        wishes={name: wishes.text(name) for name in wishes.held},
        files=tuple(map(_read_file, fields.each("files"))),
    )


def _read_moment(text: str) -> str:
    """Return a moment in the one spelling of the format, and a real one."""
    try:
        if _MOMENT.fullmatch(text) is None or datetime.fromisoformat(text).year < FIRST_YEAR:
            raise WrongField("sent_at")
    except ValueError as refused:
        raise WrongField("sent_at") from refused
    return text


def _read_answer(fields: Fields) -> Answer:
    fields.only("answer", "question", "shown")
    given = fields.held.get("answer")
    answer = given if isinstance(given, str) else fields.texts("answer")
    return Answer(fields.text("question"), _read_shown(fields.inner("shown")), answer)


def _read_shown(fields: Fields) -> Shown:
    fields.only("hint", "options", "title")
    options = (option.only("label", "value") for option in fields.each("options"))
    return Shown(
        title=fields.text("title"),
        hint=fields.text("hint"),
        options=tuple(Option(option.text("value"), option.text("label")) for option in options),
    )


def _read_file(fields: Fields) -> FileFacts:
    fields.only("bytes", "name", "number", "parts", "stated_sha256", "type")
    parts = [part.only("bytes", "name", "sha256") for part in fields.each("parts")]
    return FileFacts(
        number=fields.count("number"),
        name=fields.text("name"),
        type=fields.text("type"),
        bytes=fields.count("bytes"),
        parts=tuple(PartFacts(part.text("name"), part.digest("sha256"), part.count("bytes")) for part in parts),
        stated_sha256=fields.digest("stated_sha256") if fields.text("stated_sha256") else "",
    )


def _answer_json(answer: Answer) -> Json:
    given: Json = answer.answer if isinstance(answer.answer, str) else list(answer.answer)
    options: list[Json] = [{"label": option.label, "value": option.value} for option in answer.shown.options]
    shown: Json = {"hint": answer.shown.hint, "options": options, "title": answer.shown.title}
    return {"answer": given, "question": answer.question, "shown": shown}


def _file_json(file: FileFacts) -> Json:
    return {
        "bytes": file.bytes,
        "name": file.name,
        "number": file.number,
        "parts": [{"bytes": part.bytes, "name": part.name, "sha256": part.sha256} for part in file.parts],
        "stated_sha256": file.stated_sha256,
        "type": file.type,
    }
