"""What the ledger refuses, by name."""

from affiant.core.errors import AffiantError


class LedgerError(AffiantError):
    """The base of every refusal of the ledger; never raised itself."""


class MalformedEntry(LedgerError):
    """Leaf data that is not an entry of version 1."""


class MalformedKey(LedgerError):
    """A verifier key that is not `name+id+key` in its one spelling."""


class MalformedNote(LedgerError):
    """A signed note, or a checkpoint in it, that is not in its one spelling."""


class SignatureRefused(LedgerError):
    """A note whose signature is not that of the expected key."""


class OutsideTree(LedgerError):
    """A position or a size that the tree does not have."""


class ProofRefused(LedgerError):
    """A proof that does not lead to the root it was given for."""
