"""Giving out a decision: its signed record and the second officer's, with the ledger's proof of both."""

from datetime import datetime
from uuid import UUID

from affiant.core import decision_file
from affiant.core.decision_file import Entered, Log, SignedRecord
from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.ledger import openings
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.ground.ledger.selectors import EntryRow
from affiant.triage import selectors
from affiant.triage.entered import entries_of
from affiant.triage.errors import NoSuchDecision
from affiant.triage.records import Signed


def take_decision(*, decision_id: UUID, by: Officer, at: datetime) -> bytes:
    """Return the decision file, for whoever has to check the decision (decision-v1); it is entered before it leaves.

    Do not call it inside a transaction.

    Raises:
        NotPermitted: the officer may not read referrals.
        NoSuchDecision: there is none of this id.
        Recused: the referral is closed to this officer.
        KeyMissing: the ledger's key, which signs the checkpoint, is not here.
    """
    check_may(by, Permission.READ_REFERRAL)
    decision = selectors.decision(decision_id)
    if decision is None:
        raise NoSuchDecision(str(decision_id))
    selectors.check_open_to(decision.referral_id, by.pk)
    ledger_services.consult(entry=_entry(decision.referral_id, decision_id, by, at))
    checkpoint, entered = ledger_services.make_checkpoint(at=at), entries_of(decision)
    first = _placed(decision.signed, entered.decision, checkpoint.size)
    second = (
        _placed(decision.opinion.signed, entered.opinion, checkpoint.size)
        if decision.opinion and entered.opinion
        else None
    )
    return decision_file.encode(first, second, Log(checkpoint.note, ledger.vkey()))


def _placed(signed: Signed, entry: EntryRow, size: int) -> SignedRecord:
    opened = openings.openings([entry.seq]).get(entry.seq, {}).get("record")
    salt = opened[0] if opened else None
    place = Entered(entry.seq, entry.data, ledger.inclusion_proof(entry.seq, size), salt)
    return SignedRecord(signed.record, signed.signature, signed.key, place)


def _entry(referral_id: UUID, decision_id: UUID, by: Officer, at: datetime) -> Entry:
    return Entry(
        kind=Kind.CONSULTATION,
        act="decision.taken",
        about=str(referral_id),
        by=by.actor,
        at=at,
        facts={"decision": str(decision_id)},
    )
