"""What goes into a package, as its builder is given it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from affiant.core.digests import Sha256
from affiant.core.documents import PartFacts

Chunks = Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Cover:
    """Who gives what to whom, when and under which conditions.

    `package` and `referral` are UUIDs with hyphens. `prepared_by` and `approved_by` are the ledger's words for two
    different officers (`officer:<uuid>`). `made_at` is aware; the package holds its whole seconds in UTC.
    `recipient_key` is the partner's `age1…`.
    """

    package: str
    referral: str
    reference: str
    service: str
    made_at: datetime
    recipient: str
    recipient_key: str
    prepared_by: str
    approved_by: str
    conditions: str
    rehearsal: bool
    wish: str = "icc"  # which of the reporter's wishes the sharing rests on


@dataclass(frozen=True, slots=True)
class Account:
    """One envelope's words: the bytes of its envelope.json and of its opened answers, padding and all.

    `contact` is its opened contact document, likewise; only where the wish that the cover names is `yes` may it be
    there.
    """

    envelope: bytes
    answers: bytes
    contact: bytes | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One file that a reporter sent, from the account `account` (from 1), where it is number `file`.

    `name` and `type` are the browser's claims. `chunks` is called once, when the file's turn comes, and yields the
    whole file in pieces of any length; `parts` are the plain digests and lengths of the parts that it came in.
    """

    account: int
    file: int
    name: str
    type: str
    bytes: int
    sha256: Sha256
    parts: Sequence[PartFacts]
    chunks: Chunks


@dataclass(frozen=True, slots=True)
class Omission:
    """Something withheld: what it is (`contact`, `file`, `messages`, `notes`…), and on which ground.

    For `file`, `account` and `file` say which one of an account's list it is; else both are None.
    """

    what: str
    ground: str
    account: int | None = None
    file: int | None = None


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """A ledger entry: its position, its leaf data, and its inclusion proof (hex) up to the package's checkpoint."""

    seq: int
    data: bytes
    proof: Sequence[str]


@dataclass(frozen=True, slots=True)
class Opening:
    """The salt of a commitment `name` in entry `seq`, and what it commits to: exactly one of the last three.

    `path` is a document in the package, whose bytes were committed to; `digest_of` a file in the package, whose
    SHA-256 (64 hexadecimal digits, ASCII) was; `text` the text itself, as UTF-8.
    """

    seq: int
    name: str
    salt: bytes
    path: str | None = None
    digest_of: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """The part of the ledger that a package carries, and what proves it: a checkpoint's note and its vkey."""

    entries: Sequence[LoggedEntry]
    openings: Sequence[Opening]
    checkpoint: str
    ledger_key: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole package before it is written. Accounts and items are numbered from 1 in the order given."""

    cover: Cover
    accounts: Sequence[Account]
    items: Sequence[Item]
    omissions: Sequence[Omission]
    log: Log
