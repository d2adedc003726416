"""Who has opened the identity door of a referral, out of the ledger; why, for supervisors."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from affiant.casework import closed_entries, words
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger.openings import openings

ACT: Final = "contact.opened"
LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class VisitorLine:
    """Somebody who opened the door; the reason stands in the ledger as a commitment and is shown to supervisors."""

    at: datetime
    by: str
    reason: str


def of(referral_id: UUID, officer: Officer) -> list[VisitorLine]:
    """Return who opened the names of a referral, the latest first, LISTED at most."""
    entries = closed_entries.told(ledger.entries_about(str(referral_id)), officer)
    found = [entry for entry in reversed(entries) if entry.act == ACT][:LISTED]
    names = accounts.actor_names(entry.by for entry in found)
    reasons = openings(entry.seq for entry in found) if may(officer, Permission.ERASE_CONTACT) else {}
    return [
        VisitorLine(
            at=entry.at,
            by=words.actor(entry.by, names),
            reason=reasons.get(entry.seq, {}).get("reason", (b"", b""))[1].decode(),
        )
        for entry in found
    ]
