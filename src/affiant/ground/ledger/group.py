"""Group commit: threads that arrive while one commits share the next commit."""

import threading
from collections.abc import Callable, Sequence
from typing import Final

from affiant.ground.ledger.errors import ConsultationNotEntered
from affiant.ground.ledger.writing import Leaf

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

    The first to arrive leads: it takes all that wait, commits them with `commit`, wakes them, and
    hands the lead to the first that came meanwhile, so that nobody leads for ever.
    """

    def __init__(self, commit: Callable[[Sequence[Leaf]], int]) -> None:
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
        with self._mutex:
            batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
        try:
            first = self._commit([ticket.leaf for ticket in batch])
            for seq, ticket in enumerate(batch, first):
                ticket.seq = seq
        except BaseException as failure:
            for ticket in batch:
                ticket.failure = failure
            raise
        finally:
            self._hand_over()
            for ticket in batch:
                ticket.turn.release()

    def _hand_over(self) -> None:
        with self._mutex:
            self._led = bool(self._waiting)
            if self._waiting:
                self._waiting[0].turn.release()
