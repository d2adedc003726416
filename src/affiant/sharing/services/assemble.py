"""Assembling a package's contents from what was prepared: opened accounts, files to stream, and their ledger."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.conf import settings

from affiant.core.documents import FileFacts
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.packaging.contents import Account, Contents, Cover, Item, LoggedEntry, Omission, Opening
from affiant.core.packaging.contents import Log as PackageLog
from affiant.core.packaging.layout import answers as answers_path
from affiant.core.packaging.layout import original as original_path
from affiant.core.sealing.unseal import unseal
from affiant.evidence import services as evidence
from affiant.evidence.selectors import ExhibitRow
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.ground.ledger.openings import openings
from affiant.ground.store.objects import store
from affiant.referrals import selectors as referrals
from affiant.referrals import services as referral_services
from affiant.referrals.selectors import SubmissionRow
from affiant.sharing.selectors import PackagePage, PackageRow, PieceRow
from affiant.sharing.stages import Piece

WORKER: Final = "system:worker"
_NAMES: Final = {Piece.ACCOUNT: "account", Piece.CONTACT: "contact", Piece.MESSAGES: "messages"}


def assemble(page: PackagePage, *, at: datetime) -> Contents:
    """Return what the package is to hold, its files still sealed: each is opened when the writer comes to it.

    Names and ways of contact are opened here, if the wishes give them; their consultation is committed first.

    Raises:
        StoreError, CannotOpen, ContactUnreadable: a stored document is damaged or missing.
    """
    accounts = _accounts(page)
    exhibits = [piece.exhibit for piece in page.included if piece.exhibit]
    if _submissions_with(Piece.CONTACT, page.included):
        _enter_contact(page.row, at)
    return Contents(
        cover=_cover(page.row, at),
        accounts=[_account(submission, page) for submission in accounts],
        items=[_item(exhibit, accounts) for exhibit in exhibits],
        omissions=_omissions(page),
        log=_log(page.row, accounts, exhibits, at),
    )


def _accounts(page: PackagePage) -> list[SubmissionRow]:
    wanted = _submissions_with(Piece.ACCOUNT, page.included)
    return [one for one in referrals.submissions_of(page.row.referral_id) if one.id in wanted]


def _submissions_with(piece: Piece, rows: Sequence[PieceRow]) -> set[UUID]:
    return {row.submission_id for row in rows if row.piece is piece and row.submission_id}


def _cover(row: PackageRow, at: datetime) -> Cover:
    return Cover(
        package=str(row.id),
        referral=str(row.referral_id),
        reference=row.reference,
        service=settings.AFFIANT.service_name,
        made_at=at,
        recipient=row.partner.name,
        recipient_key=row.partner.recipient,
        prepared_by=f"officer:{row.prepared_by}",
        approved_by=f"officer:{row.judged_by}",
        conditions=row.conditions,
        rehearsal=referrals.referral(row.referral_id).rehearsal,
        wish=row.partner.body,
    )


def _enter_contact(row: PackageRow, at: datetime) -> None:
    entry = Entry(
        kind=Kind.CONSULTATION,
        act="contact.opened",
        about=str(row.referral_id),
        by=WORKER,
        at=at,
        facts={"package": str(row.id)},
    )
    ledger_services.consult(entry=entry)


def _account(submission: SubmissionRow, page: PackagePage) -> Account:
    with_contact = submission.id in _submissions_with(Piece.CONTACT, page.included)
    return Account(
        envelope=store().read(submission.envelope_sha256),
        answers=unseal(store().read(submission.answers_sealed), settings.AFFIANT.unit_identity),
        contact=referral_services.contact_of(submission) if with_contact else None,
    )


def _item(exhibit: ExhibitRow, accounts: Sequence[SubmissionRow]) -> Item:
    account, facts = _sent_in(exhibit, accounts)
    return Item(
        account=account,
        file=facts.number,
        name=facts.name,
        type=facts.type,
        bytes=facts.bytes,
        sha256=exhibit.sha256,
        parts=facts.parts,
        chunks=partial(evidence.content_of, exhibit.id),
    )


def _sent_in(exhibit: ExhibitRow, accounts: Sequence[SubmissionRow]) -> tuple[int, FileFacts]:
    place = next(at for at, one in enumerate(accounts, start=1) if one.id == exhibit.submission_id)
    return place, accounts[place - 1].document.files[exhibit.file_number - 1]


def _omissions(page: PackagePage) -> list[Omission]:
    """Name each kind of thing that is withheld, with its ground; a message's files stay with the messages."""
    withheld = {(piece.piece, piece.ground) for piece in page.withheld if piece.ground and not piece.exhibit}
    return [Omission(_NAMES[piece], ground.value) for piece, ground in sorted(withheld)]


def _log(
    row: PackageRow, accounts: Sequence[SubmissionRow], exhibits: Sequence[ExhibitRow], at: datetime
) -> PackageLog:
    checkpoint = ledger_services.make_checkpoint(at=at)
    entries = [one for one in ledger.entries_about(str(row.referral_id)) if one.seq < checkpoint.size]
    return PackageLog(
        entries=[
            LoggedEntry(one.seq, one.data.encode(), ledger.inclusion_proof(one.seq, checkpoint.size)) for one in entries
        ],
        openings=_openings(entries, accounts, exhibits),
        checkpoint=checkpoint.note,
        ledger_key=ledger.vkey(),
    )


def _openings(
    entries: Sequence[ledger.EntryRow], accounts: Sequence[SubmissionRow], exhibits: Sequence[ExhibitRow]
) -> list[Opening]:
    """Open the commitments to what the package holds, and to nothing else."""
    documents = {one.envelope_id: answers_path(at) for at, one in enumerate(accounts, start=1)}
    originals = {str(one.id): original_path(at) for at, one in enumerate(exhibits, start=1)}
    secrets = openings(one.seq for one in entries)
    found = []
    for entry in entries:
        path = documents.get(str(entry.facts.get("envelope")))
        digest_of = originals.get(str(entry.facts.get("exhibit"))) if entry.act == "exhibit.admitted" else None
        name = "answers" if path else "file"
        if (path or digest_of) and name in secrets.get(entry.seq, {}):
            salt, _ = secrets[entry.seq][name]
            found.append(Opening(entry.seq, name, salt, path=path, digest_of=digest_of))
    return found
