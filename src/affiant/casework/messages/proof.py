"""The proof that a message was written, and that it lies in the mailbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from affiant.casework import finding, words
from affiant.casework.access import entry
from affiant.casework.messages import context, showing
from affiant.core import canonical
from affiant.core.ledger.collected import collected_check
from affiant.ground.accounts.permissions import Permission
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger.errors import NotYetCheckpointed
from affiant.ground.ledger.selectors import EntryRow

ACTS = ("message.written", "message.placed")


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the ledger about the message, and whether a signed checkpoint proves it."""

    act: str
    seq: int
    at: datetime
    digest: str
    leaf: str
    holds: bool
    covered: bool


@entry(Permission.READ_REFERRAL)
@require_safe
def proof(request: HttpRequest, referral_id: UUID, message_id: UUID) -> HttpResponse:
    """Show where the message stands in the ledger, checked at this moment by the second verifier."""
    row = finding.referral(referral_id)
    showing.note_reading(request, referral_id)
    steps = [_step(one) for one in _entries(referral_id, message_id)]
    shown = {
        "referral": {"id": row.id, "reference": row.reference},
        "rehearsal": row.rehearsal,
        "message_id": message_id,
        "steps": steps,
        "is_placed": len(steps) == len(ACTS),
        "is_covered": all(step.covered for step in steps),
        "ledger_key": ledger.vkey(),
    }
    return render(request, "messages/proof.html", shown)


@entry(Permission.READ_REFERRAL)
@require_safe
def proof_file(request: HttpRequest, referral_id: UUID, message_id: UUID) -> HttpResponse:
    """Give the proofs as a file that anybody can check with the ledger's public key."""
    row = finding.referral(referral_id)
    showing.note_reading(request, referral_id)
    proofs: dict[str, Any] = {one.act.partition(".")[2]: _proved(one.seq) for one in _entries(referral_id, message_id)}
    if not all(proofs.values()):
        raise Http404
    name = f'attachment; filename="message-proof-{row.reference}.json"'
    response = HttpResponse(canonical.encode(proofs), content_type="application/json")
    response["Content-Disposition"] = name
    return response


def _entries(referral_id: UUID, message_id: UUID) -> list[EntryRow]:
    if not context.is_of(referral_id, message_id):
        raise Http404
    found = ledger.entries_about(str(referral_id))
    return [one for one in found if one.act in ACTS and one.facts.get("message") == str(message_id)]


def _step(one: EntryRow) -> Step:
    proved = _proved(one.seq)
    return Step(
        act=words.act(one.act),
        seq=one.seq,
        at=one.at,
        digest=str(one.facts.get("sha256", "")),
        leaf=one.data,
        holds=bool(proved) and _holds(proved),
        covered=bool(proved),
    )


def _proved(seq: int) -> dict[str, Any]:
    try:
        return dict(ledger.collected_proof(seq))
    except NotYetCheckpointed:
        return {}


def _holds(proved: dict[str, Any]) -> bool:
    key = ledger.vkey()
    findings = collected_check(
        leaf=proved["leaf"],
        seq=proved["seq"],
        proof=proved["proof"],
        note=proved["checkpoint"],
        vkey=proved["ledger_key"],
        pinned=key,
    )
    return not any(finding.severity == "error" for finding in findings)
