"""Group commit: threads that arrive while one commits share the next commit."""

import threading
from collections.abc import Callable, Sequence
from typing import Final

from affiant.ground.ledger.errors import ConsultationNotEntered
from affiant.ground.ledger.writing import Leaf, Take

_MOST: Final = 1024


class _Ticket:
    """A thread's place in the queue; `turn` is let go when its leaf is committed or it is to lead."""

    __slots__ = ("failure", "leaf", "seq", "turn")

    def __init__(self, leaf: Leaf) -> None:
        self.leaf = leaf
        self.turn = threading.Lock()
        self.turn.acquire()
        self.seq: int | None = None
        self.failure: BaseException | None = None


class GroupCommit:
    """Commits leaves from many threads with few transactions.

    The first to arrive leads: `commit` gets a function that takes all who wait, calls it once it holds
    the lock (so that who came during the wait shares the commit), and returns the first position. The
    leader then wakes them all and hands the lead to the first who came meanwhile: nobody leads for ever.
    """

    def __init__(self, commit: Callable[[Take], int]) -> None:
        self._commit = commit
        self._mutex = threading.Lock()
        self._waiting: list[_Ticket] = []
        self._led = False

    def add(self, leaf: Leaf) -> int:
        """Return the position of a leaf after its transaction is committed.

        Raises:
            ConsultationNotEntered: when it could not be committed.
        """
        ticket = _Ticket(leaf)
        with self._mutex:
            self._waiting.append(ticket)
            follows, self._led = self._led, True
        if follows:
            ticket.turn.acquire()
        if ticket.seq is None and ticket.failure is None:
            self._lead()
        if ticket.seq is None:
            raise ConsultationNotEntered from ticket.failure
        return ticket.seq

    def _lead(self) -> None:
        batch: list[_Ticket] = []

        def take() -> list[Leaf]:
            with self._mutex:
                batch.extend(self._waiting[:_MOST])
                del self._waiting[:_MOST]
            return [ticket.leaf for ticket in batch]

        try:
            first = self._commit(take)
            for seq, ticket in enumerate(batch, first):
                ticket.seq = seq
        except BaseException as failure:
            take()
            for ticket in batch:
                ticket.failure = failure
            if not isinstance(failure, Exception):
                raise
        finally:
            self._hand_over(batch)

    def _hand_over(self, batch: Sequence[_Ticket]) -> None:
        """Wake those that are done, and make the first of those that wait the next to lead."""
        for ticket in batch:
            ticket.turn.release()
        with self._mutex:
            self._led = bool(self._waiting)
            if self._waiting:
                self._waiting[0].turn.release()
