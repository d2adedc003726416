"""Where the ledger tells of a decision: the entry of the decision itself, and that of the second opinion on it."""

from dataclasses import dataclass

from affiant.core.ledger.entries import Kind
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger.errors import LedgerTorn
from affiant.ground.ledger.selectors import EntryRow
from affiant.triage.rows import DecisionRow

DECIDED = frozenset({"referral.decided", "referral.proposed"})
OPINED = frozenset({"referral.confirmed", "referral.returned"})


@dataclass(frozen=True, slots=True)
class Entries:
    """Both entries; `opinion` is None while there is no second opinion."""

    decision: EntryRow
    opinion: EntryRow | None


def entries_of(decision: DecisionRow) -> Entries:
    """Return the entries of a decision; one query.

    Raises:
        LedgerTorn: the ledger does not tell of it, though both are written in one transaction.
    """
    about = [
        entry
        for entry in ledger.entries_about(str(decision.referral_id))
        if entry.kind is Kind.DECISION and entry.facts.get("decision") == str(decision.id)
    ]
    found = {entry.act: entry for entry in about}
    first = next((found[act] for act in DECIDED if act in found), None)
    second = next((found[act] for act in OPINED if act in found), None)
    if first is None or (decision.opinion is not None and second is None):
        raise LedgerTorn
    return Entries(first, second)
