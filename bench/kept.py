"""Whether all that officers were told is kept stands in the tables and in the ledger, and the ledger still verifies."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bench.desk import Click

ACTS: Final = {"note": "referral.noted", "task": "referral.task_set", "checklist": "referral.scoped"}
AT_ONCE: Final = 2_000


def entries() -> int:
    """Return how many entries the ledger has."""
    from affiant.ground.ledger import selectors

    return selectors.size()


def lost(clicks: Sequence["Click"], before: int) -> list[str]:
    """Return what is missing of all that was done since the ledger had `before` entries; nothing, if all is well."""
    acts = _acts(before)
    found = [f"{click.way}: not in its table" for click in clicks if click.mark and not _stands(click)]
    for way, act in ACTS.items():
        said = sum(1 for click in clicks if click.mark and click.way == way)
        if acts[act] != said:
            found.append(f"{way}: {said} kept, {acts[act]} in the ledger")
    shown = sum(click.read for click in clicks)
    if acts["referral.read"] < shown:
        found.append(f"{shown} pages read, {acts['referral.read']} in the ledger")
    if not _verifies():
        found.append("the ledger's leaves do not give the root that its state holds")
    return found


def _acts(before: int) -> Counter[str]:
    from affiant.ground.ledger import selectors

    found = Counter[str]()
    for start in range(before, selectors.size(), AT_ONCE):
        found.update(entry.act for entry in selectors.entries_from(start, AT_ONCE))
    return found


def _stands(click: "Click") -> bool:
    from affiant.referrals.models import Note, Task
    from affiant.triage.models import Answer

    places = {
        "note": Note.objects.filter(text=click.mark),
        "task": Task.objects.filter(what=click.mark),
        "checklist": Answer.objects.filter(words=click.mark),
    }
    return places[click.way.value].count() == 1


def _verifies() -> bool:
    """Answer whether all leaves, hashed anew, give the root that a checkpoint of now signs."""
    from datetime import UTC, datetime

    from affiant.core.ledger import verify
    from affiant.ground.ledger import selectors, services
    from affiant.ground.ledger.models import Entry

    services.make_checkpoint(at=datetime.now(UTC))
    made = selectors.latest_checkpoint()
    leaves = Entry.objects.order_by("seq").values_list("data", flat=True).iterator(AT_ONCE)
    return made is not None and verify.replay(bytes(leaf) for leaf in leaves).hex() == made.root
