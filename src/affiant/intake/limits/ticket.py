"""The ticket on the page that asks for a moment: it says when it was given, and goes through once."""

import secrets
import time
from dataclasses import dataclass
from threading import Lock
from typing import Final

from django.core import signing

LASTS: Final = 3600  # seconds; who comes later is asked for another moment
_SALT: Final = "affiant.limits.ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What stands in a ticket that is ours and has not gone through: no address and no name."""

    id: str
    act: str
    opens_at: int  # in seconds since 1970

    @property
    def text(self) -> str:
        """The ticket as the page carries it."""
        return signing.dumps([self.id, self.act, self.opens_at], salt=_SALT)

    def wait(self, now: float) -> int:
        """Return how many seconds are left."""
        return max(0, self.opens_at - int(now))


def give(act: str, *, wait: int, now: float) -> Ticket:
    """Make a ticket that opens after `wait` seconds."""
    return Ticket(secrets.token_hex(16), act, int(now) + wait)


def read(text: str, act: str) -> Ticket | None:
    """Return the ticket; None if it is not ours, is for another act, is old, or has gone through."""
    try:
        found = Ticket(*signing.loads(text, salt=_SALT, max_age=LASTS))
    except (signing.BadSignature, TypeError):
        return None
    return found if found.act == act and not SPENT.holds(found.id) else None


class Spent:
    """The tickets that have gone through this process; each is forgotten when it is too old to be read."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._until: dict[str, float] = {}

    def holds(self, ticket_id: str) -> bool:
        """Say whether the ticket has gone through."""
        return ticket_id in self._until

    def take(self, ticket_id: str) -> bool:
        """Let the ticket through; False if it has gone through before."""
        now = time.monotonic()
        with self._lock:
            if ticket_id in self._until:
                return False
            while self._until and next(iter(self._until.values())) < now:
                del self._until[next(iter(self._until))]
            self._until[ticket_id] = now + LASTS
            return True


SPENT: Final = Spent()
