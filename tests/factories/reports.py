"""Invented reports, and the way to open what was sent of them."""

import io
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from affiant.core import documents, envelope
from affiant.core.codes import ReturnKeys
from affiant.core.documents import Answer, AnswersDocument, ContactDocument, Option, Shown
from affiant.core.envelope import Header
from affiant.core.sealing import unseal
from affiant.core.sealing.unseal import Identity
from affiant.submissions import services
from affiant.submissions.envelopes import Statement
from affiant.submissions.services import Opened

AT = datetime(2026, 11, 21, 7, 30, 15, 123456, tzinfo=UTC)
ACCOUNT = "Увечері чотирнадцятого вони увійшли до школи на Садовій вулиці."
NAME = "Оксана Гончаренко"
REACH = "oksana.honcharenko@example.org"


def unit_key() -> Identity:
    return Identity.parse((settings.AFFIANT.home / "casework" / "keys" / "unit.key").read_text())


def identity_key() -> Identity:
    return Identity.parse((settings.AFFIANT.home / "identity" / "keys" / "identity.key").read_text())


def open_draft() -> Opened:
    return services.open_draft(at=AT, first={"know": "saw", "account": ACCOUNT})


def shown() -> list[Answer]:
    options = (Option("yes", "Так"), Option("no", "Ні"))
    return [
        Answer("account", Shown("Що сталося?", "Своїми словами."), ACCOUNT),
        Answer("know", Shown("Звідки ви це знаєте?", options=options), ("saw",)),
        Answer("wish_contact", Shown("Чи можна з вами зв'язатися?", options=options), "yes"),
        Answer("wish_icc", Shown("Чи можна передати до МКС?", options=options), ""),
    ]


def contact() -> list[Answer]:
    return [Answer("name", Shown("Ваше ім'я"), NAME), Answer("reach", Shown("Як вас знайти?"), REACH)]


def send(keys: ReturnKeys) -> bytes:
    wishes = {"contact": "yes", "icc": "unanswered"}
    return services.send(keys=keys, statement=Statement("uk", tuple(shown()), tuple(contact()), wishes), at=AT)


def add_file(keys: ReturnKeys, content: bytes, name: str = "знімок.jpg") -> str:
    upload_id = services.start_upload(keys=keys, name=name, claimed_type="image/jpeg", length=len(content), at=AT)
    append(keys, upload_id, 0, content)
    return upload_id


def append(keys: ReturnKeys, upload_id: str, offset: int, content: bytes, *, promised: int | None = None) -> int:
    length = len(content) if promised is None else promised
    body = services.Body(io.BytesIO(content), length)
    return services.receive(keys=keys, upload_id=upload_id, offset=offset, body=body, at=AT)


def inbox() -> Path:
    folder: Path = settings.AFFIANT.spool_dir / "inbox"
    return folder


def envelopes() -> list[Path]:
    return sorted(path for path in inbox().glob("*") if not path.name.startswith("."))


def header(folder: Path) -> Header:
    return envelope.parse_header((folder / "envelope.json").read_bytes()).header


def answers(folder: Path) -> AnswersDocument:
    return documents.parse_answers(open_piece(folder / "answers.age"))


def contact_of(folder: Path) -> ContactDocument:
    return documents.parse_contact(open_piece(folder / "contact.age", identity_key()))


def open_piece(path: Path, key: Identity | None = None) -> bytes:
    return unseal.unseal(path.read_bytes(), key or unit_key())


def open_file(folder: Path, number: int) -> bytes:
    file = answers(folder).files[number - 1]
    return b"".join(open_piece(folder / part.name) for part in file.parts)
