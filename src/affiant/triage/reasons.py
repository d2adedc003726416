"""The reason that an officer gives for an act: none acts without one."""

from affiant.core.typed import tidied
from affiant.triage.errors import ReasonMissing


def given(reason: str) -> str:
    """Return a reason as it is kept.

    Raises:
        ReasonMissing: there are no words in it.
    """
    words = tidied(reason)
    if not words:
        raise ReasonMissing
    return words
