"""Coding incidents: structured rows that rest on passages of the account, for the officer's view of what is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from affiant.core import edtf
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.typed import tidied
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.referrals import services as referrals
from affiant.triage import selectors
from affiant.triage.classified import Coding
from affiant.triage.errors import NoSuchIncident, PassageMissing, ReasonMissing
from affiant.triage.models import Incident, IncidentPassage
from affiant.triage.passages import Rest, check_rests, in_order, spelt

_TEXTS = ("what", "place", "when_said", "when_edtf", "who", "did", "whom")


@transaction.atomic
def code_incident(
    *,
    referral_id: UUID,
    coding: Coding,
    rests_on: Sequence[Rest],
    by: Officer,
    at: datetime,
    follows: UUID | None = None,
) -> UUID:
    """Code one incident; return its id. A coding is never changed: one that corrects it follows it.

    Raises:
        NotPermitted: the officer may not scope.
        Recused: the referral is closed to this officer.
        NoSuchReferral: no referral has this id.
        ReasonMissing: it does not say what happened.
        NotEdtf: the day is not EDTF.
        PassageMissing: it rests on nothing.
        PassageNotThere, NoSuchEvidence: it rests on what the referral does not hold.
        NoSuchIncident: what it should follow is not there, or is followed already.
    """
    check_may(by, Permission.SCOPE)
    selectors.check_open_to(referral_id, by.pk)
    referrals.hold(referral_id=referral_id)
    texts: dict[str, Any] = {name: tidied(getattr(coding, name)) for name in _TEXTS}
    said = replace(coding, **texts)
    _check(referral_id, said, rests_on)
    incident = _keep(referral_id, said, follows, by, at)
    IncidentPassage.objects.bulk_create(
        IncidentPassage(incident=incident, **rest.columns()) for rest in in_order(rests_on)
    )
    entry = Entry(
        kind=Kind.ALTERATION,
        act="referral.incident_coded",
        about=str(referral_id),
        by=by.actor,
        at=at,
        facts={"follows": str(follows or ""), "incident": str(incident.pk)},
    )
    enter(entry, coding="\n".join([*texts.values(), spelt(rests_on)]).encode())
    return incident.pk


def _check(referral_id: UUID, coding: Coding, rests_on: Sequence[Rest]) -> None:
    if not coding.what:
        raise ReasonMissing
    if coding.when_edtf:
        edtf.parse(coding.when_edtf)
    if not rests_on:
        raise PassageMissing
    check_rests(referral_id, rests_on)


def _keep(referral_id: UUID, coding: Coding, follows: UUID | None, by: Officer, at: datetime) -> Incident:
    if follows and not Incident.objects.filter(pk=follows, referral_id=referral_id).exists():
        raise NoSuchIncident(str(follows))
    words = {name: getattr(coding, name) for name in _TEXTS}
    try:
        with transaction.atomic():
            return Incident.objects.create(
                referral_id=referral_id, precision=coding.precision, follows_id=follows, by=by, at=at, **words
            )
    except IntegrityError as refused:
        raise NoSuchIncident(str(follows)) from refused
