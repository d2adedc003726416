"""Following the ledger: whatever changes the signs of a referral stands there, so that none goes by unnoticed."""

from typing import Final
from uuid import UUID

from django.db import transaction

from affiant.ground.ledger import selectors as ledger
from affiant.linking import signs
from affiant.linking.models import Followed
from affiant.linking.services.register import CORRECTED, REGISTERED

ENTRIES: Final = 2000  # of one call, so that the courier's other work does not wait
AT_ONCE: Final = 100  # of one transaction, so that no officer waits
TELLING: Final = frozenset({"referral.collected", "referral.incident_coded", REGISTERED, CORRECTED})


def follow(*, most: int = ENTRIES) -> int:
    """Make anew the signs of the referrals that changed; return how many entries of the ledger are left.

    Each step and the position that it reached are one transaction: after a crash the same step is taken again.
    """
    for _ in range(0, most, AT_ONCE):
        if _step() < AT_ONCE:
            break
    return max(0, ledger.size() - _upto())


def begin_anew() -> None:
    """Let the ledger be followed from its beginning; until then what was found stays as it is."""
    Followed.objects.update(upto=0)


@transaction.atomic
def _step() -> int:
    followed, _ = Followed.objects.select_for_update().get_or_create(pk=1)
    entries = ledger.entries_from(followed.upto, AT_ONCE)
    changed = {UUID(entry.about) for entry in entries if entry.act in TELLING}
    if changed:
        signs.make_anew(changed)
    followed.upto += len(entries)
    followed.save(update_fields=["upto"])
    return len(entries)


def _upto() -> int:
    return Followed.objects.values_list("upto", flat=True).first() or 0
