"""The files of a draft: sealed as they come, opened only for officers who read them, and for the mailbox."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Final
from uuid import UUID

import puremagic
from django.conf import settings
from django.db import transaction

from affiant.core.digests import Sha256, sha256
from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.letter_files import LARGEST, LONGEST_NAME, MOST, tidied
from affiant.core.sealing.seal import seal
from affiant.core.sealing.unseal import unseal
from affiant.correspondence import selectors
from affiant.correspondence.errors import FileRefused, NoSuchFile
from affiant.correspondence.models import Draft, DraftFile
from affiant.correspondence.services.holding import check_writes, note, own
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.ledger import services as ledger
from affiant.ground.store.objects import store
from affiant.referrals import selectors as referrals
from affiant.triage.selectors import check_open_to

HEAD: Final = 8 * 1024
TEXT: Final = "text/plain"
KINDS: Final[Mapping[str, str]] = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "audio/mpeg": "MP3",
    TEXT: "plain text",
}
"""What an officer may send: kinds that any telephone opens, and none that runs anything."""
ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "audio/mpeg": (".mp3",),
    TEXT: (".txt",),
}
"""By its ending a device chooses what opens a saved file; the first is given to a name that has none of them."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file as an officer's browser sent it: bounded before, and not larger than `LARGEST` and one byte."""

    name: str = field(repr=False)
    content: bytes = field(repr=False)


@transaction.atomic
def attach(*, draft_id: UUID, version: int, file: Given, by: Officer, at: datetime) -> int:
    """Add a file to a draft; return the draft's version.

    Raises:
        NotPermitted, Recused, NoSuchDraft, StaleDraft, NotOwnDraft, MayNotFollow: as `amend`.
        FileRefused: it is empty, too large, one too many, or of a kind that is not sent.
    """
    draft = own(draft_id, version, by)
    kind = _kind(file.content)
    free = set(range(1, MOST + 1)) - set(draft.files.values_list("number", flat=True))
    if not free:
        raise FileRefused("many")
    number = min(free)
    kept = DraftFile.objects.create(
        draft=draft,
        number=number,
        name=_named(file.name, kind),
        type=kind,
        bytes=len(file.content),
        sha256=sha256(file.content),
        sealed_sha256=_keep(file.content),
    )
    _grow(draft, at)
    note(draft, "message.file_added", by, at, {"file": kept.sha256})
    return draft.version


@transaction.atomic
def detach(*, draft_id: UUID, version: int, number: int, by: Officer, at: datetime) -> int:
    """Take a file out of a draft; return the draft's version.

    Raises:
        NotPermitted, Recused, NoSuchDraft, StaleDraft, NotOwnDraft, MayNotFollow: as `amend`.
        NoSuchFile: it has none of this number.
    """
    draft = own(draft_id, version, by)
    found = draft.files.filter(number=number).first()
    if found is None:
        raise NoSuchFile
    digest = found.sha256
    found.delete()
    _grow(draft, at)
    note(draft, "message.file_removed", by, at, {"file": digest})
    return draft.version


def open_file(*, draft_id: UUID, referral_id: UUID, number: int, by: Officer, at: datetime) -> tuple[str, bytes]:
    """Return the name and the bytes of a draft's file, once it is entered that the officer opens it.

    Do not call it inside a transaction.

    Raises:
        NotPermitted, Recused: the officer may not write to this reporter.
        NoSuchDraft, NoSuchFile: there is none.
    """
    check_writes(referral_id, by)
    row = selectors.draft(draft_id, referral_id)
    found = selectors.file_of(row.id, number)
    _enter_opening(referral_id, {"draft": str(draft_id), "file": number}, by, at)
    return found.name, _content(found.sealed)


def open_enclosed(*, referral_id: UUID, message_id: UUID, number: int, by: Officer, at: datetime) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that went with a message, once it is entered that it is opened.

    Do not call it inside a transaction.

    Raises:
        NotPermitted, Recused: the officer may not read this referral.
        NoSuchFile: no message of the referral has such a file.
    """
    check_may(by, Permission.READ_REFERRAL)
    check_open_to(referral_id, by.pk)
    files = [one for message in referrals.messages_of(referral_id) if message.id == message_id for one in message.files]
    found = next((one for one in files if one.number == number), None)
    if found is None:
        raise NoSuchFile
    _enter_opening(referral_id, {"file": number, "message": str(message_id)}, by, at)
    return found.name, _content(found.sealed)


def _grow(draft: Draft, at: datetime) -> None:
    draft.version, draft.changed_at = draft.version + 1, at
    draft.save(update_fields=["version", "changed_at"])


def _kind(content: bytes) -> str:
    if not content:
        raise FileRefused("empty")
    if len(content) > LARGEST:
        raise FileRefused("large")
    try:
        kind = puremagic.from_string(content[:HEAD], mime=True)
    except (puremagic.PureError, ValueError):
        kind = ""
    if kind in KINDS and kind != TEXT:
        return kind
    return _plain_text(content)


def _named(name: str, kind: str) -> str:
    """Return a name that ends as its kind does: under another ending a picture could open as a page with scripts."""
    found, endings = tidied(name), ENDINGS[kind]
    return found if found.lower().endswith(endings) else tidied(found[: LONGEST_NAME - len(endings[0])] + endings[0])


def _plain_text(content: bytes) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError as refused:
        raise FileRefused("kind") from refused
    if any(letter < " " and letter not in "\t\r\n\f" for letter in text) or "<" in text[:HEAD]:
        raise FileRefused("kind")
    return TEXT


def _keep(content: bytes) -> Sha256:
    keys = (settings.AFFIANT.unit_identity.recipient, settings.AFFIANT.recovery)
    with store().stage() as staging:
        digest, _ = staging.take(BytesIO(seal(content, keys, os.urandom)))
        staging.keep()
    return digest


def _content(sealed: Sha256) -> bytes:
    return unseal(store().read(sealed), settings.AFFIANT.unit_identity)


def _enter_opening(referral_id: UUID, facts: dict[str, Fact], by: Officer, at: datetime) -> None:
    about = str(referral_id)
    ledger.consult(
        entry=Entry(kind=Kind.CONSULTATION, act="message.file_opened", about=about, by=by.actor, at=at, facts=facts)
    )
