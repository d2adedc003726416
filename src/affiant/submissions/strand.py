"""Runs one part's steps in order on a shared pool, without ever keeping a thread of it waiting for a slow sender."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from threading import Condition
from typing import Final

Step = Callable[[], None]

_MOST_WAITING: Final = 4  # steps; who adds more waits, so that memory stays flat


class Strand:
    """A line of steps: each begins when the one before is done, on whichever thread is free.

    After a step that fails, the steps behind it are dropped, and `add` and `wait` raise its error.
    """

    def __init__(self, pool: Executor) -> None:
        self._pool = pool
        self._steps: deque[Step] = deque()
        self._running = False
        self._error: BaseException | None = None
        self._changed = Condition()

    def add(self, step: Step) -> None:
        """Add a step; wait for room first."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._steps) < _MOST_WAITING or self._error is not None)
            if self._error is not None:
                raise self._error
            self._steps.append(step)
            if not self._running:
                self._running = True
                self._pool.submit(self._run)

    def wait(self) -> None:
        """Return when all steps are done."""
        with self._changed:
            self._changed.wait_for(lambda: not self._running)
            if self._error is not None:
                raise self._error

    def _run(self) -> None:
        while (step := self._next()) is not None:
            try:
                step()
            except BaseException as failed:  # noqa: BLE001 - raised again in the thread that waits
                self._fail(failed)

    def _next(self) -> Step | None:
        with self._changed:
            if not self._steps:
                self._running = False
                self._changed.notify_all()
                return None
            step = self._steps.popleft()
            self._changed.notify_all()
            return step

    def _fail(self, error: BaseException) -> None:
        with self._changed:
            self._error = error
            self._steps.clear()
            self._changed.notify_all()
