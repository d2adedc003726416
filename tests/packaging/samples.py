"""Makes small packages of invented contents: the same contents, the same bytes."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from affiant.core import documents, envelope
from affiant.core.digests import commitment, sha256
from affiant.core.documents import Answer, AnswersDocument, ContactDocument, FileFacts, PartFacts, Shown
from affiant.core.envelope import Header, Piece
from affiant.core.ledger import checkpoint, entries, tree
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.packaging.build import PackageFacts, write_package
from affiant.core.packaging.contents import Account, Contents, Cover, Item, Log, LoggedEntry, Omission, Opening
from affiant.core.sealing.seal import seal
from affiant.core.sealing.unseal import Identity, unseal
from affiant.core.signing import SigningKey

__all__ = ["checkpoint", "seal"]

PARTNER = Identity.from_entropy(bytes([1]) * 32)
PACKAGE_KEY = SigningKey(bytes([2]) * 32)
RECEIPT_KEY = SigningKey(bytes([3]) * 32)
LEDGER_KEY = SigningKey(bytes([4]) * 32)
ORIGIN = "ledger.example.org"
VKEY = checkpoint.vkey(ORIGIN, LEDGER_KEY.public)
ENVELOPE = "0123456789abcdef0123456789abcdef"
CHANGE = "1123456789abcdef0123456789abcdef"
REFERRAL = "3b9aca00-0000-4000-8000-000000000001"
PACKAGE = "3b9aca00-0000-4000-8000-000000000002"
LIAISON = "officer:3b9aca00-0000-4000-8000-00000000000a"
SUPERVISOR = "officer:3b9aca00-0000-4000-8000-00000000000b"
MADE_AT = datetime(2026, 11, 21, 9, 30, 15, tzinfo=UTC)
ACCOUNT = "Я бачила, як підвал школи обстріляли. Нас було дев'ятеро."
FILES = (
    ("фото біля школи.jpg", "image/jpeg", b"\xff\xd8\xff" + b"invented image " * 40, 256),
    ("empty.txt", "text/plain", b"", 256),
)


def entropy_from(seed: bytes):
    """Return an entropy that gives the same bytes each time: for samples alone."""
    count = 0

    def draw(length: int) -> bytes:
        nonlocal count
        count += 1
        return hashlib.shake_256(seed + count.to_bytes(8, "big")).digest(length)

    return draw


@dataclass(frozen=True)
class Told:
    """Everything that a sample can be asked to say differently."""

    files: Sequence[tuple[str, str, bytes, int]] = FILES  # name, type, content, length of a part
    wishes: dict[str, str] = field(default_factory=lambda: {"contact": "yes", "icc": "yes"})
    omissions: tuple[Omission, ...] = (Omission("contact", "stands_apart"),)
    withheld_files: tuple[int, ...] = ()
    commits_to_items: bool = True
    approved_by: str = SUPERVISOR
    contact: bool = False
    account: str = ACCOUNT
    wish: str = "icc"  # which the cover names
    changed: dict[str, str] | None = None  # the wishes that the reporter changed to later


def pieces_of(content: bytes, length: int) -> Iterator[bytes]:
    for at in range(0, max(1, len(content)), length):
        yield content[at : at + length]


def file_facts(told: Told) -> tuple[FileFacts, ...]:
    facts, part = [], 0
    for number, (name, kind, content, length) in enumerate(told.files, start=1):
        parts = []
        for piece in pieces_of(content, length):
            part += 1
            parts.append(PartFacts(envelope.part_name(part), sha256(piece), len(piece)))
        facts.append(FileFacts(number, name, kind, len(content), tuple(parts)))
    return tuple(facts)


def answers_of(told: Told) -> AnswersDocument:
    shown = Shown("Що сталося?", "Своїми словами.")
    return AnswersDocument(
        envelope=ENVELOPE,
        kind="report",
        language="uk",
        form=("report", "1"),
        sent_at="2026-11-20T18:00:00.123456Z",
        answers=(Answer("account", shown, told.account),),
        wishes=dict(told.wishes),
        files=file_facts(told),
    )


def change_of(told: Told) -> AnswersDocument:
    """Return the answers of the envelope in which the reporter changed their wishes."""
    return AnswersDocument(
        envelope=CHANGE,
        kind="message",
        language="uk",
        form=("wishes", "1"),
        sent_at="2026-11-20T19:00:00.123456Z",
        answers=(Answer("wish_states", Shown("Кому ще можна це передати?"), "yes"),),
        wishes=dict(told.changed or {}),
        files=(),
    )


def contact_of(of: str = ENVELOPE) -> bytes:
    shown = Shown("Як вас звати?")
    return documents.encode_contact(ContactDocument(of, (Answer("name", shown, "Олена, вигадана"),)))


def envelope_of(document: AnswersDocument) -> bytes:
    names = [part.name for file in document.files for part in file.parts]
    header = Header(
        id=document.envelope,
        kind=document.kind,
        mailbox=Identity.from_entropy(bytes([9]) * 32).recipient,
        received_on="2026-11-20",
        rehearsal=True,
        keys=("0011223344556677", "8899aabbccddeeff"),
        answers=Piece("answers.age", sha256(b"sealed answers"), 4500),
        contact=Piece("contact.age", sha256(b"sealed contact"), 4500),
        parts=tuple(Piece(name, sha256(name.encode()), 500) for name in names),
    )
    return envelope.pack_header(header, RECEIPT_KEY)


def ledger_of(leaves: Sequence[bytes]) -> tuple[list[list[str]], str]:
    """Return each leaf's inclusion proof and the signed checkpoint over all."""
    hashes = [tree.leaf_hash(leaf) for leaf in leaves]

    def read(level: int, start: int, end: int) -> list[bytes]:
        return hashes[start:end] if level == 0 else []

    proofs = [[step.hex() for step in tree.inclusion_proof(read, seq, len(leaves))] for seq in range(len(leaves))]
    root = tree.Frontier().extend(hashes)[0].root
    return proofs, checkpoint.sign(checkpoint.Checkpoint(ORIGIN, len(leaves), root), ORIGIN, LEDGER_KEY)


def log_of(told: Told, answers: bytes, header: bytes, change: bytes = b"") -> Log:
    at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
    salts = {"answers": bytes([7]) * 32, "content": bytes([8]) * 32}
    held = [file for number, file in enumerate(told.files, start=1) if number not in told.withheld_files]
    collected = Entry(
        kind=Kind.COLLECTION,
        act="referral.collected",
        about=REFERRAL,
        by="system:courier",
        at=at,
        facts={"envelope_sha256": sha256(header)},
        commitments={"answers": commitment(salts["answers"], answers)},
    )
    admitted = [
        Entry(
            kind=Kind.COLLECTION,
            act="exhibit.admitted",
            about=REFERRAL,
            by="system:courier",
            at=at,
            commitments={"content": commitment(salts["content"], sha256(content).encode())},
        )
        for _, _, content, _ in held
    ]
    changes = [
        Entry(
            kind=Kind.COLLECTION,
            act="referral.collected",
            about=REFERRAL,
            by="system:courier",
            at=at,
            facts={"envelope_sha256": sha256(change)},
        )
        for _ in ([change] if change else [])
    ]
    approved = Entry(
        kind=Kind.DISCLOSURE,
        act="package.approved",
        about=PACKAGE,
        by=told.approved_by,
        at=MADE_AT,
        facts={"approved_by": told.approved_by, "package": PACKAGE, "prepared_by": LIAISON},
    )
    leaves = [entries.encode(each) for each in (collected, *admitted, *changes, approved)]
    proofs, note = ledger_of(leaves)
    openings = [Opening(0, "answers", salts["answers"], path="data/accounts/0001/answers.json")]
    openings += [
        Opening(number, "content", salts["content"], digest_of=f"data/items/{number:04d}/original.bin")
        for number in range(1, len(held) + 1)
        if told.commits_to_items
    ]
    logged = [LoggedEntry(seq, leaf, proof) for seq, (leaf, proof) in enumerate(zip(leaves, proofs, strict=True))]
    return Log(logged, openings, note, VKEY)


def contents_of(told: Told) -> Contents:
    document = answers_of(told)
    answers, header = documents.encode_answers(document), envelope_of(document)
    changed = change_of(told) if told.changed is not None else None
    accounts = [Account(header, answers, contact_of() if told.contact else None)]
    if changed:
        accounts.append(Account(envelope_of(changed), documents.encode_answers(changed)))
    items = [
        Item(1, facts.number, facts.name, facts.type, facts.bytes, sha256(content), facts.parts, lambda c=content: [c])
        for facts, (_, _, content, _) in zip(document.files, told.files, strict=True)
        if facts.number not in told.withheld_files
    ]
    cover = Cover(
        package=PACKAGE,
        referral=REFERRAL,
        reference="2026-000001",
        service="Affiant demo",
        made_at=MADE_AT,
        recipient="The Court",
        recipient_key=PARTNER.recipient.text,
        prepared_by=LIAISON,
        approved_by=told.approved_by,
        conditions="Do not pass on.",
        rehearsal=True,
        wish=told.wish,
    )
    change = accounts[1].envelope if changed else b""
    return Contents(cover, accounts, items, told.omissions, log_of(told, answers, header, change))


def sealed_package(contents: Contents, seed: bytes = b"sample") -> tuple[bytes, PackageFacts]:
    written = bytearray()
    facts = write_package(
        contents, sink=written.extend, recipients=[PARTNER.recipient], entropy=entropy_from(seed), key=PACKAGE_KEY
    )
    return bytes(written), facts


def tar_of(told: Told | None = None) -> bytes:
    return unseal(sealed_package(contents_of(told or Told()))[0], PARTNER)


def with_cover(contents: Contents, **changes: object) -> Contents:
    return replace(contents, cover=replace(contents.cover, **changes))


def keys_fingerprint() -> str:
    """Return what openssl prints of the sample's package key: the SHA-256 of its DER."""
    prefix = bytes.fromhex("302a300506032b6570032100")  # RFC 8410, section 10.1
    return sha256(prefix + bytes.fromhex(PACKAGE_KEY.public))
