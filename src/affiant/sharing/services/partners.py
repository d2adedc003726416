"""Acts on partners."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.core.sealing.recipients import MalformedKey, Recipient
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.sharing import selectors
from affiant.sharing.errors import BodyUnknown, DatesOutOfOrder, NameTaken, NoSuchPartner, RecipientMalformed
from affiant.sharing.models import COURT, Partner
from affiant.sharing.selectors import PartnerRow
from affiant.sharing.stages import PartnerStatus


def add_partner(
    *, name: str, recipient: str, valid_from: date, at: datetime, body: str = COURT, by: Officer | None = None
) -> PartnerRow:
    """Make a partner whose packages are sealed to `recipient`; `by` is None only when the house is set up.

    `body` is the wish that says what may go to it: a body of the unit profile, `states` (authorities of other States)
    or `support` (organisations that help).

    Raises:
        NotPermitted: the officer may not manage partners.
        RecipientMalformed: the key is not an age X25519 recipient.
        BodyUnknown: there is no such wish.
        NameTaken: another partner has this name.
    """
    if body not in selectors.bodies():
        raise BodyUnknown(body)
    if by is not None:
        check_may(by, Permission.MANAGE_PARTNERS)
    try:
        key = Recipient.parse(recipient.strip())
    except MalformedKey as refused:
        raise RecipientMalformed from refused
    with _name_once(), transaction.atomic():
        partner = Partner.objects.create(name=name.strip(), recipient=key.text, valid_from=valid_from, body=body)
        _enter(partner, "partner.added", by, at)
    return selectors.partner(partner.pk)


@transaction.atomic
def set_status(
    *, partner_id: UUID, status: PartnerStatus, valid_until: date | None, by: Officer, at: datetime
) -> PartnerRow:
    """Let packages go to a partner, stop them, or set the last day on which they may.

    Raises:
        NotPermitted: the officer may not manage partners.
        NoSuchPartner: no partner has this id.
        DatesOutOfOrder: the last day is before the first.
    """
    check_may(by, Permission.MANAGE_PARTNERS)
    partner = Partner.objects.select_for_update().filter(pk=partner_id).first()
    if partner is None:
        raise NoSuchPartner(str(partner_id))
    if valid_until is not None and valid_until < partner.valid_from:
        raise DatesOutOfOrder
    partner.status, partner.valid_until = status, valid_until
    partner.save(update_fields=["status", "valid_until"])
    _enter(partner, "partner.status_set", by, at)
    return selectors.partner(partner_id)


def _enter(partner: Partner, act: str, by: Officer | None, at: datetime) -> None:
    entry = Entry(
        kind=Kind.ALTERATION,
        act=act,
        about=str(partner.pk),
        by="system:installer" if by is None else by.actor,
        at=at,
        facts={
            "recipient": partner.recipient,
            "status": str(partner.status),
            "wish": partner.body,
            "until": partner.valid_until.isoformat() if partner.valid_until else "",
        },
    )
    enter(entry)


@contextmanager
def _name_once() -> Iterator[None]:
    """Turn the database's refusal of a second partner with this name into our own error."""
    try:
        yield
    except IntegrityError as error:
        if "name" in str(error):
            raise NameTaken from error
        raise
