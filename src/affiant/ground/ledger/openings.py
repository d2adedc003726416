"""What stands behind commitments, for whoever may open them: a package opens those to what it holds."""

from collections.abc import Iterable, Mapping

from affiant.ground.ledger.models import Secret

Openings = Mapping[int, Mapping[str, tuple[bytes, bytes]]]
"""By an entry's position and the commitment's name: the salt and the content."""


def openings(seqs: Iterable[int]) -> Openings:
    """Return what is not erased of the secrets of these entries; one query."""
    found: dict[int, dict[str, tuple[bytes, bytes]]] = {}
    for secret in Secret.objects.filter(seq__in=list(seqs)):
        found.setdefault(secret.seq, {})[secret.name] = (bytes(secret.salt), bytes(secret.content))
    return found
