"""Checking the files of an envelope: each part is opened once, and what is under its seal is held to the answers."""

import hashlib
from collections.abc import Mapping
from typing import Final

import puremagic
from django.conf import settings

from affiant.core.digests import Sha256
from affiant.core.documents import AnswersDocument, FileFacts, PartFacts
from affiant.core.envelope import ANSWERS_NAME, Header
from affiant.core.sealing.unseal import CannotOpen, unseal_to
from affiant.evidence.services import Candidate
from affiant.ground.store.disk import Staging
from affiant.referrals.errors import DamagedEnvelope
from affiant.referrals.findings import QuarantineCode as Code
from affiant.referrals.services.said import spoken_in

HEAD: Final = 8192  # the first bytes, which tell what kind of file it looks like


class _Reading:
    """A writer that keeps nothing but the file's digest, the part's digest and length, and the first bytes."""

    def __init__(self) -> None:
        self.whole = hashlib.sha256()
        self.head = bytearray()
        self.next_part()

    def next_part(self) -> None:
        self.part = hashlib.sha256()
        self.length = 0

    def write(self, plain: bytes) -> int:
        self.whole.update(plain)
        self.part.update(plain)
        self.length += len(plain)
        self.head += plain[: HEAD - len(self.head)]
        return len(plain)

    def flush(self) -> None:
        """Nothing waits to be written."""


def check_files(header: Header, answers: AnswersDocument, staging: Staging) -> tuple[Candidate, ...]:
    """Return the envelope's files, each opened and measured; memory stays flat.

    Raises:
        DamagedEnvelope: a part is listed twice or not at all, does not open, or holds something else.
    """
    sealed = {part.name: part.sha256 for part in header.parts}
    _check_lists(answers, sealed)
    spoken = spoken_in(answers)
    return tuple(_measure(file, sealed, staging, spoken=file.number in spoken) for file in answers.files)


def _check_lists(answers: AnswersDocument, sealed: Mapping[str, Sha256]) -> None:
    named = [part.name for file in answers.files for part in file.parts]
    numbers = [file.number for file in answers.files]
    whole = all(sum(part.bytes for part in file.parts) == file.bytes for file in answers.files)
    if named != list(sealed) or numbers != list(range(1, len(numbers) + 1)) or not whole:
        raise DamagedEnvelope(Code.PARTS_DIFFER, ANSWERS_NAME)


def _measure(file: FileFacts, sealed: Mapping[str, Sha256], staging: Staging, *, spoken: bool) -> Candidate:
    reading = _Reading()
    for part in file.parts:
        _read_part(part, sealed[part.name], staging, reading)
    held = {part.name: sealed[part.name] for part in file.parts}
    return Candidate(
        facts=file,
        sha256=Sha256(reading.whole.hexdigest()),
        looks_like=_looks_like(bytes(reading.head)),
        sealed=held,
        spoken=spoken,
    )


def _read_part(part: PartFacts, sealed: Sha256, staging: Staging, reading: _Reading) -> None:
    reading.next_part()
    try:
        with staging.open(sealed) as reader:
            unseal_to(reader, reading, settings.AFFIANT.unit_identity)  # type: ignore[arg-type]  # it only writes
    except CannotOpen as refused:
        raise DamagedEnvelope(Code.DOES_NOT_OPEN, part.name) from refused
    if (reading.part.hexdigest(), reading.length) != (part.sha256, part.bytes):
        raise DamagedEnvelope(Code.CONTENT_DIFFERS, part.name)


def _looks_like(head: bytes) -> str:
    """Name the type that the first bytes speak for, or nothing: a hint for whoever opens it, never a fact."""
    try:
        return puremagic.from_string(head, mime=True)[:100]
    except (puremagic.PureError, ValueError):
        return ""
