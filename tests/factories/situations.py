"""Whole situations of the officers' side, over real files and real keys.

A test that uses them takes the fixture `house` (import it in its folder's conftest): a home of its own in `tmp_path`.
"""

import base64
import itertools
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from affiant.config import ceremony
from affiant.config.casework_keys import Casework
from affiant.config.env import Environment
from affiant.core import codes, documents, envelope
from affiant.core.codes import ReturnKeys
from affiant.core.digests import sha256
from affiant.core.documents import Answer, AnswersDocument, ContactDocument, FileFacts, Option, PartFacts, Shown
from affiant.core.envelope import Header, Piece
from affiant.core.sealing.recipients import KeyRing, Recipient
from affiant.core.sealing.seal import seal
from affiant.core.sealing.unseal import Identity, unseal
from affiant.core.signing import SigningKey
from affiant.ground.accounts import services as accounts
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.roles import Role
from affiant.ground.store.objects import store
from affiant.referrals import identity, spool
from affiant.referrals import services as referrals
from affiant.sharing import services as sharing
from affiant.sharing.selectors import PartnerRow
from affiant.triage import selectors as triage_selectors
from affiant.triage import services as triage
from affiant.triage.services import Reply, Ruling
from affiant.triage.stages import Outcome, Said

AT = datetime(2026, 11, 21, 9, 0, 0, 250000, tzinfo=UTC)
SENT = datetime(2026, 11, 21, 7, 30, 15, 123456, tzinfo=UTC)
ACCOUNT = "Увечері чотирнадцятого вони увійшли до школи на Садовій вулиці."
NAME = "Оксана Гончаренко"
REACH = "oksana.honcharenko@example.org"
PASSWORD = "seven quiet herons walk"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 20
PART = 4096  # small parts, so that a small file has several
_numbers = itertools.count(1)


@pytest.fixture
def house(settings, tmp_path: Path) -> Casework:
    """Give the test a home of its own: new keys, an empty store, an empty spool."""
    ceremony.make_keys(tmp_path)
    settings.AFFIANT = Casework.load(Environment.read({"AFFIANT_HOME": str(tmp_path)}))
    return settings.AFFIANT


@dataclass(frozen=True)
class File:
    """A file to be sent; `parts` cuts it, and must be of its length."""

    content: bytes
    name: str = "знімок.jpg"
    type: str = "image/jpeg"
    stated: str = ""  # the digest that the browser stated

    def cut(self) -> list[bytes]:
        return [self.content[at : at + PART] for at in range(0, len(self.content), PART)] or [b""]


def new_keys() -> ReturnKeys:
    """Return the keys of a new return code: one reporter."""
    return codes.derive(codes.from_entropy(os.urandom(32)), salt=b"affiant-tests-16")


@dataclass(frozen=True)
class Sending:
    """An envelope to be made; every field can be replaced."""

    keys: ReturnKeys = field(default_factory=new_keys)
    files: Sequence[File] = (File(JPEG),)
    icc: str = "yes"
    contact: str = "yes"
    kind: str = "report"
    form: str = ""  # of a message: wishes or withdrawal
    wishes: dict[str, str] = field(default_factory=dict)  # besides contact and icc
    said: dict[str, str | tuple[str, ...]] = field(default_factory=dict)  # answers to further questions
    text: str = ACCOUNT
    language: str = "uk"
    rehearsal: bool = False
    sent: datetime = SENT
    id: str = field(default_factory=lambda: os.urandom(16).hex())
    version: int = 2  # of the envelope; in the first the unit's key opens names

    def deliver(self) -> str:
        """Put the envelope into the inbox, as the public face does; return its id."""
        spool.inbox().deliver(self.id, self.write)
        return self.id

    def write(self, folder: Path) -> None:
        """Write the envelope's files."""
        cut = [(number, file, file.cut()) for number, file in enumerate(self.files, start=1)]
        plain_parts = [part for _, _, parts in cut for part in parts]
        names = iter(envelope.part_name(at) for at in range(1, len(plain_parts) + 1))
        facts = tuple(_facts(number, file, parts, names) for number, file, parts in cut)
        pieces = [self._seal(folder, envelope.part_name(at), part) for at, part in enumerate(plain_parts, start=1)]
        header = Header(
            id=self.id,
            kind=self.kind,
            mailbox=self.keys.mailbox.recipient,
            received_on=self.sent.date().isoformat(),
            rehearsal=self.rehearsal,
            keys=_ring().fingerprints[: self.version + 1],
            answers=self._seal(folder, envelope.ANSWERS_NAME, documents.encode_answers(self.answers(facts))),
            contact=self._seal(folder, envelope.CONTACT_NAME, documents.encode_contact(self.reach())),
            parts=tuple(pieces),
        )
        (folder / envelope.HEADER_NAME).write_bytes(envelope.pack_header(header, intake_key()))

    def recipients(self, name: str) -> Sequence[Recipient]:
        """Return the keys that the piece of this name is closed to."""
        names = name == envelope.CONTACT_NAME and self.version > 1
        return _ring().of_names if names else _ring().recipients

    def _seal(self, folder: Path, name: str, plain: bytes) -> Piece:
        sealed = seal(plain, self.recipients(name), os.urandom)
        (folder / name).write_bytes(sealed)
        return Piece(name, sha256(sealed), len(sealed))

    def answers(self, files: tuple[FileFacts, ...]) -> AnswersDocument:
        """Return the answers document."""
        return AnswersDocument(
            envelope=self.id,
            kind=self.kind,
            language=self.language,
            form=(self.form or self.kind, "1"),
            sent_at=self.sent.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            answers=(*self._asked(), *(Answer(name, Shown(f"({name})"), value) for name, value in self.said.items())),
            wishes={"contact": self.contact, "icc": self.icc, **self.wishes},
            files=files,
        )

    def _asked(self) -> list[Answer]:
        if self.kind == "message":
            return [Answer("message", Shown("Ваше повідомлення"), self.text)]
        yes_no = (Option("yes", "Так"), Option("no", "Ні"))
        seen = (Option("saw", "Я це бачила"), Option("told", "Мені розповіли"))
        return [
            Answer("know", Shown("Звідки ви це знаєте?", options=seen), ("saw",)),
            Answer("account", Shown("Що сталося?", "Своїми словами."), self.text),
            Answer("wish_icc", Shown("Чи можна передати до МКС?", options=yes_no), self.icc),
        ]

    def reach(self) -> ContactDocument:
        """Return the contact document."""
        given = (Answer("name", Shown("Ваше ім'я"), NAME), Answer("reach", Shown("Як вас знайти?"), REACH))
        return ContactDocument(self.id, given if self.kind == "report" else ())


def intake_key() -> SigningKey:
    """Return the public face's signing key, which the officers' side knows only the public half of."""
    return SigningKey(bytes.fromhex((settings.AFFIANT.home / "intake/keys/receipt.key").read_text()))


def officer(*roles: Role, name: str = "") -> Officer:
    """Make an officer who holds these roles."""
    number = next(_numbers)
    return accounts.create_officer(
        username=f"officer{number}", display_name=name or f"Officer {number}", password=PASSWORD, roles=roles, at=AT
    )


def folder_of(envelope_id: str) -> Path:
    """Return where an envelope lies in the inbox."""
    return spool.inbox().path(envelope_id)


def collect(envelope_id: str, at: datetime = AT):
    """Collect one envelope."""
    return referrals.collect(inbox=spool.inbox(), envelope_id=envelope_id, at=at)


def collected_referral(sending: Sending | None = None) -> UUID:
    """Return a referral that has just been collected."""
    result = collect((sending or Sending()).deliver())
    assert isinstance(result, referrals.Collected)
    return result.referral_id


def accepted_referral(sending: Sending | None = None, *, by: Officer | None = None) -> UUID:
    """Return a referral that an investigator has taken on, scoped and decided to investigate."""
    investigator = by or officer(Role.INVESTIGATOR)
    referral_id = collected_referral(sending)
    triage.assign(referral_id=referral_id, officer_id=investigator.pk, by=investigator, at=AT)
    hear_lawyer(referral_id, investigator)
    ruling = Ruling(Outcome.INVESTIGATE, "A direct witness.")
    triage.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)
    return referral_id


def referral_to_share(sending: Sending | None = None) -> UUID:
    """Return a referral that two officers have decided to share."""
    investigator, second = officer(Role.INVESTIGATOR), officer(Role.SUPERVISOR)
    referral_id = collected_referral(sending)
    triage.assign(referral_id=referral_id, officer_id=investigator.pk, by=investigator, at=AT)
    ruling = Ruling(Outcome.SHARE, "It belongs to the Court.", addressee="The Court")
    decision = triage.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)
    triage.confirm(decision_id=decision, by=second, at=AT)
    return referral_id


def unwrapped(contact) -> bytes:
    """Return a contact document as it came, out of its referral's key."""
    secret = Identity.parse(unseal(base64.b64decode(contact.key.wrapped), identity.identities()[0]).decode())
    return unseal(store().read(contact.closed), secret)


def hear_lawyer(referral_id: UUID, by: Officer) -> None:
    """Answer the question about immunity, and let the lawyer answer."""
    triage.answer(referral_id=referral_id, replies=[Reply("A.3", Said.NO)], by=by, at=AT)
    (task,) = triage_selectors.open_tasks(referral_id)
    triage.close_task(task_id=task.id, adviser="CPS", advice="No bar.", by=by, at=AT)


@dataclass(frozen=True)
class Court:
    """A partner, and the identity that opens what is sent to it."""

    partner: PartnerRow
    identity: Identity


def court(name: str = "", *, body: str = "icc") -> Court:
    """Return a partner that stands for the court, or that rests on another wish."""
    identity = Identity.from_entropy(os.urandom(32))
    partner = sharing.add_partner(
        name=name or f"Court {next(_numbers)}",
        recipient=identity.recipient.text,
        valid_from=date(2026, 1, 1),
        body=body,
        at=AT,
    )
    return Court(partner, identity)


@dataclass(frozen=True)
class Prepared:
    """A package that waits for approval, and all who have a part in it."""

    package_id: UUID
    referral_id: UUID
    court: Court
    liaison: Officer
    supervisor: Officer


def prepared_package(sending: Sending | None = None, *, conditions: str = "For the named case only.") -> Prepared:
    """Return a package that a liaison officer has prepared."""
    return _prepare(accepted_referral(sending), conditions)


def _prepare(referral_id: UUID, conditions: str) -> Prepared:
    liaison, supervisor, to = officer(Role.LIAISON_OFFICER), officer(Role.SUPERVISOR), court()
    package_id = sharing.prepare(
        referral_id=referral_id, partner_id=to.partner.id, conditions=conditions, by=liaison, at=AT
    )
    return Prepared(package_id, referral_id, to, liaison, supervisor)


def approved_package(sending: Sending | None = None) -> Prepared:
    """Return a package that a supervisor has approved."""
    prepared = prepared_package(sending)
    sharing.approve(package_id=prepared.package_id, by=prepared.supervisor, at=AT)
    return prepared


def written_package(sending: Sending | None = None) -> Prepared:
    """Return a package whose file lies ready."""
    approved = approved_package(sending)
    sharing.write(package_id=approved.package_id, at=AT + timedelta(minutes=1))
    return approved


def package_of(referral_id: UUID) -> Prepared:
    """Return a package of a decided referral, whose file lies ready."""
    prepared = _prepare(referral_id, "")
    sharing.approve(package_id=prepared.package_id, by=prepared.supervisor, at=AT)
    sharing.write(package_id=prepared.package_id, at=AT + timedelta(minutes=2))
    return prepared


def _ring() -> KeyRing:
    return KeyRing(settings.AFFIANT.unit_identity.recipient, settings.AFFIANT.recovery, identity.recipient())


def _facts(number: int, file: File, parts: list[bytes], names) -> FileFacts:
    cut = tuple(PartFacts(next(names), sha256(part), len(part)) for part in parts)
    return FileFacts(number, file.name, file.type, len(file.content), cut, file.stated)
