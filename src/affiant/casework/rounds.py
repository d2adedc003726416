"""One round of the courier: each piece of work stands alone, so that one that fails keeps no other waiting."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Final

from affiant.evidence import tasks as evidence
from affiant.ground import clock
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.ground.store.objects import store
from affiant.handover import tasks as handover
from affiant.linking import services as linking
from affiant.referrals import selectors, services, spool
from affiant.referrals.services import SetAside
from affiant.search import services as search
from affiant.sharing import tasks as sharing

logger: Final = logging.getLogger("affiant.courier")
QUEUES: Final = (sharing.queue_approved, handover.queue_waiting, evidence.queue_waiting)  # each asks for workers


def make(stopping: threading.Event | None = None) -> None:
    """Take in what lies in the inbox, sign a checkpoint if the ledger has grown, post letters, ask for packages.

    The signs of likenesses and the search follow last, so that they know what this round brought.
    """
    work: list[Callable[[], object]] = [partial(_collect, one) for one in spool.inbox().ids()]
    asked: list[Callable[[], object]] = [partial(_ask, queue) for queue in QUEUES]
    for piece in (*work, _trace, _checkpoint, _post_all, *asked, _sweep, linking.follow, search.follow):
        if stopping is not None and stopping.is_set():
            return
        _attempt(piece)


def keep_time() -> None:
    """Bring the clocks that run to the operator's service times, which may have changed since the last round."""
    _attempt(lambda: services.keep_time(at=clock.now()))


def _attempt(piece: Callable[[], object]) -> None:
    try:
        piece()
    except Exception:
        logger.exception("A piece of the courier's round failed; the next round tries it again.")


def _collect(envelope_id: str) -> None:
    try:
        result = services.collect(inbox=spool.inbox(), envelope_id=envelope_id, at=clock.now())
    except Exception:
        services.note_stuck(envelope_id=envelope_id, at=clock.now())
        raise
    services.forget_stuck(envelope_id=envelope_id)
    if isinstance(result, SetAside):
        logger.warning("Envelope %s was set aside: %s %s", result.envelope_id, result.code, result.place)


def _trace() -> None:
    services.trace_waiting(at=clock.now())


def _checkpoint() -> None:
    made = ledger.latest_checkpoint()
    if ledger.size() > (made.size if made else 0):
        ledger_services.make_checkpoint(at=clock.now())


def _post_all() -> None:
    for letter_id in selectors.waiting_letters():
        _attempt(partial(services.post, letter_id=letter_id, outbox=spool.outbox(), at=clock.now()))


def _ask(queue: Callable[..., object]) -> None:
    queue(at=clock.now())


def _sweep() -> None:
    store().sweep(before=clock.now())
