"""What an invented organisation handed over in the demonstration: one table that was taken, one that waits."""

import csv
import io
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from affiant.ground.accounts.models import Officer
from affiant.ground.store.objects import store
from affiant.handover import selectors, services
from affiant.handover.keeping import Keeping
from affiant.handover.stages import Consent, Stage
from affiant.tables.columns import COLUMNS

ORGANISATION: Final = "Harbour Advice Centre (invented)"
SAYS_SO: Final = "Invented, for the demonstration."
TAKEN: Final = (
    {
        "number": "HAC-0001",
        "account": "Вигадано для показу. Сусідка розповіла, що в лютому її брата забрали просто з двору.",
        "language": "uk",
        "where": "Вигадане містечко над річкою",
        "when": "у лютому",
        "consent": "yes",
        "wish_contact": "yes",
        "wish_sharing": "ask_first",
        "name": "Галина Вигадана",
        "reach": "через центр",
    },
    {
        "number": "HAC-0002",
        "account": f"{SAYS_SO} A guest told our adviser about a school that was used to hold people. She could not be "
        "asked whether she wants to report it: she has moved on.",
        "where": "an invented town",
        "consent": "cannot",
    },
)
WAITING: Final = (
    {"number": "HAC-0003", "account": f"{SAYS_SO} A driver saw a column of buses leave at night.", "consent": "knows"},
    {"number": "HAC-0004", "account": "", "language": "uk"},
    {"number": "HAC 5", "account": f"{SAYS_SO} A nurse kept a list.", "consent": "no", "wish_contact": "yes"},
    {"number": "HAC-0002", "account": f"{SAYS_SO} Another report under a number that was used."},
)


def hand_over(*, investigator: Officer, supervisor: Officer, at: datetime) -> None:
    """Let the officers enter the organisation and load its tables, unless they have."""
    if selectors.organisations(also_closed=True):
        return
    known = services.add_organisation(name=ORGANISATION, organisation_id="", by=supervisor, at=at)
    taken = _load(known, TAKEN, "march.csv", investigator, at)
    services.accept(handover_id=taken, only_good=False, by=investigator, at=at)
    see_through(lambda: services.carry_out(handover_id=taken, at=at), Stage.TAKING)
    first = min(selectors.referrals_of(taken), key=str)
    how = f"{SAYS_SO} Told me by telephone, with an interpreter."
    services.hear_consent(referral_id=first, said=Consent.YES, how=how, by=investigator, at=at)
    _load(known, WAITING, "april.csv", investigator, at)


def _load(organisation_id: str, lines: Sequence[Mapping[str, str]], name: str, by: Officer, at: datetime) -> UUID:
    with store().stage() as staging:
        keeping = Keeping(staging)
        keeping.write(_table(lines))
        made = services.receive(
            organisation_id=organisation_id,
            kept=keeping.finish(name),
            staging=staging,
            how=f"{SAYS_SO} Brought by their adviser on a stick.",
            by=by,
            at=at,
        )
    see_through(lambda: services.examine(handover_id=made), Stage.RECEIVED)
    return made


def see_through(work: Callable[[], Stage], before: Stage) -> None:
    """Do the work, or wait for the worker of the demonstration if it was faster: it has the file to itself then."""
    while work() is before:
        time.sleep(0.1)


def _table(lines: Sequence[Mapping[str, str]]) -> bytes:
    written = io.StringIO()
    rows = csv.DictWriter(written, COLUMNS)
    rows.writeheader()
    rows.writerows(lines)
    return written.getvalue().encode()
