"""Having a machine read the text of an exhibit: a derivative, sealed like the original, which is not touched."""

import os
import platform
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from affiant.core.digests import Sha256
from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.core.sealing.seal import seal
from affiant.evidence.errors import ExhibitDamaged
from affiant.evidence.models import DerivedText, Exhibit, TextRequest
from affiant.evidence.reading import confined
from affiant.evidence.reading.kinds import hint_of
from affiant.evidence.reading.outcomes import AGAIN, LARGEST, Outcome, Reading
from affiant.evidence.services.open import content_of
from affiant.ground.ledger import services as ledger
from affiant.ground.store.objects import store

TRIES: Final = 3  # a file that kills its reader, or the worker, is not read for ever
READER: Final = "system:worker"


@dataclass(frozen=True, slots=True)
class _Came:
    reading: Reading
    walls: str = ""  # none: no program saw the file


def derive_text(*, exhibit_id: UUID, at: datetime) -> Outcome | None:
    """Read an exhibit's text, keep it sealed, and enter that; return what came, None if nothing is settled.

    A try is counted before it begins, so that a file that takes the worker with it comes to an end too. Whoever is
    killed in the middle leaves the request, and it is done again. A second worker changes nothing.
    Do not call it inside a transaction.
    """
    tries = _begun(exhibit_id)
    if tries == 0:
        return None
    exhibit = Exhibit.objects.get(pk=exhibit_id)
    came = _Came(Reading(Outcome.DIED)) if tries > TRIES else _read(exhibit)
    if came.reading.outcome in AGAIN and tries < TRIES:
        TextRequest.objects.filter(pk=exhibit_id).update(queued_at=None)
        return None
    sealed = _keep(came.reading.text)
    return came.reading.outcome if _settle(exhibit, came, sealed, at) else None


def _begun(exhibit_id: UUID) -> int:
    """Count a try and return which one it is; 0 where nothing is asked for."""
    with transaction.atomic(durable=True):
        request = TextRequest.objects.select_for_update().filter(pk=exhibit_id).first()
        if request is None:
            return 0
        request.tries += 1
        request.save(update_fields=["tries"])
        return request.tries


def _read(exhibit: Exhibit) -> _Came:
    hint = hint_of(exhibit.looks_like, exhibit.claimed_type, exhibit.original_name)
    if hint is None:
        return _Came(Reading(Outcome.OTHER_KIND))
    if exhibit.bytes > LARGEST:
        return _Came(Reading(Outcome.TOO_LARGE))
    try:
        answer = confined.read(content_of(exhibit.pk), hint)
    except ExhibitDamaged:
        return _Came(Reading(Outcome.NOT_OPENED))
    return _Came(answer.reading, answer.walls.value)


def _keep(text: str) -> Sha256 | None:
    if not text:
        return None
    keys = (settings.AFFIANT.unit_identity.recipient, settings.AFFIANT.recovery)
    with store().stage() as staging:
        digest, _ = staging.take(BytesIO(seal(text.encode(), keys, os.urandom)))
        staging.keep()
    return digest


@transaction.atomic
def _settle(exhibit: Exhibit, came: _Came, sealed: Sha256 | None, at: datetime) -> bool:
    """Keep what came, unless another worker has settled it."""
    asked = TextRequest.objects.select_for_update().filter(pk=exhibit.pk).first()
    if asked is None:
        return False
    made = DerivedText.objects.create(
        exhibit=exhibit,
        original_sha256=exhibit.sha256,
        outcome=came.reading.outcome.value,
        sealed_sha256=sealed or "",
        letters=len(came.reading.text),
        cut=came.reading.cut,
        program=_program(came),
        walls=came.walls,
        read_at=at,
    )
    tries = asked.tries
    asked.delete()
    _enter(made, exhibit, tries, at)
    return True


def _program(came: _Came) -> str:
    """Name what read it: our own readers, and the two that they stand on."""
    if not came.walls:
        return ""
    return f"affiant {version('affiant')}, Python {platform.python_version()}, pypdfium2 {version('pypdfium2')}"


def _enter(made: DerivedText, exhibit: Exhibit, tries: int, at: datetime) -> None:
    facts: dict[str, Fact] = {
        "exhibit": str(exhibit.pk),
        "outcome": made.outcome,
        "cut": made.cut,
        "program": made.program,
        "tries": tries,
        "walls": made.walls,
    }
    about = str(exhibit.referral_id)
    ledger.append(
        entry=Entry(kind=Kind.ALTERATION, act="exhibit.text_derived", about=about, by=READER, at=at, facts=facts)
    )
