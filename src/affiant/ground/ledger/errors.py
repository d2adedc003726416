"""What the ledger's tables refuse, by name."""

from affiant.core.errors import AffiantError


class LedgerRefusal(AffiantError):
    """The base of every refusal of the ledger's tables; never raised itself."""


class OutsideTransaction(LedgerRefusal):
    """An append that no transaction would bind to its act."""


class CommitmentMismatch(LedgerRefusal):
    """A secret that the entry does not commit to."""


class LedgerTorn(LedgerRefusal):
    """The tables contradict each other: the state is not that of the entries."""


class ConsultationNotEntered(LedgerRefusal):
    """A consultation that could not be committed: nothing may be shown."""


class NotYetCheckpointed(LedgerRefusal):
    """No checkpoint covers that position yet."""


class NoSuchSecret(LedgerRefusal):
    """Nothing stands behind that commitment, or no longer."""


class KeyMissing(LedgerRefusal):
    """The ledger's signing key is not where the settings say, or is not 64 hexadecimal digits."""
