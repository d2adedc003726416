"""Showing an officer the text that a machine read from an exhibit: the ledger first."""

from datetime import datetime
from uuid import UUID

from affiant.core.ledger.entries import Entry, Kind
from affiant.evidence import selectors, texts
from affiant.evidence.errors import NoText
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.ledger import services as ledger


def show_text(*, exhibit_id: UUID, by: Officer, at: datetime) -> str:
    """Return the text; the consultation is committed before it is opened. Do not call it inside a transaction.

    Raises:
        NotPermitted: the officer may not read exhibits.
        NoSuchExhibit: no exhibit has this id.
        NoText: none was read from it.
        TextDamaged: what is stored of it no longer opens.
    """
    check_may(by, Permission.READ_EXHIBIT)
    exhibit = selectors.exhibit(exhibit_id)
    derived = selectors.derived_text(exhibit_id)
    if derived is None or not derived.sealed:
        raise NoText
    about, facts = str(exhibit.referral_id), {"exhibit": str(exhibit_id)}
    ledger.consult(
        entry=Entry(kind=Kind.CONSULTATION, act="exhibit.text_shown", about=about, by=by.actor, at=at, facts=facts)
    )
    return texts.opened(derived.sealed)
