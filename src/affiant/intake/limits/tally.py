"""How often each network did a thing lately: counted under a salt that nobody knows, and forgotten with it."""

import hashlib
import hmac
import secrets
from collections import Counter
from enum import StrEnum
from threading import Lock
from typing import Final

SALT_BYTES: Final = 32
MOST: Final = 100_000  # networks counted in one window, about 20 MB; those beyond it go on uncounted


class Act(StrEnum):
    """What is counted."""

    DRAFT = "draft"
    WRONG_CODE = "wrong_code"
    SEND = "send"


class Tally:
    """Counts in fixed windows. It is never written anywhere, and each window begins with a new salt.

    A name in it is the HMAC of a network under a salt of this process's memory: without that memory it cannot be
    made again, and when the window ends neither salt nor count is left.
    """

    def __init__(self, *, seconds: int) -> None:
        """Count in windows of so many seconds."""
        self._seconds = seconds
        self._lock = Lock()
        self._begin(-1)

    def add(self, act: Act, network: bytes, *, now: float) -> None:
        """Count one more."""
        with self._lock:
            self._turn(now)
            name = self._name(act, network)
            if name in self._counts or len(self._counts) < MOST:
                self._counts[name] += 1

    def count(self, act: Act, network: bytes, *, now: float) -> int:
        """Return how often this network did it in the window in which `now` lies."""
        with self._lock:
            self._turn(now)
            return self._counts[self._name(act, network)]

    def _turn(self, now: float) -> None:
        window = int(now // self._seconds)
        if window != self._window:
            self._begin(window)

    def _begin(self, window: int) -> None:
        self._window = window
        self._salt = secrets.token_bytes(SALT_BYTES)
        self._counts: Counter[bytes] = Counter()

    def _name(self, act: Act, network: bytes) -> bytes:
        return hmac.digest(self._salt, act.encode() + b"\0" + network, hashlib.sha256)[:16]
