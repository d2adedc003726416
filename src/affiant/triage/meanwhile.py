"""What happened to a referral since an officer looked at it: the acts on which a decision may depend."""

from uuid import UUID

from affiant.core.ledger.entries import Kind
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger.selectors import EntryRow


def changes(referral_id: UUID, since: int, but_by: str = "") -> list[EntryRow]:
    """Return what was done to a referral, by the ledger, from this size of it on, but for the acts of one officer.

    Whoever only reads changes nothing; letters and packages have pages of their own.
    """
    return [
        entry
        for entry in ledger.entries_about(str(referral_id), since=since)
        if entry.kind is not Kind.CONSULTATION and _matters(entry.act) and entry.by != but_by
    ]


def _matters(act: str) -> bool:
    return act.startswith(("referral.", "earlier_account."))
