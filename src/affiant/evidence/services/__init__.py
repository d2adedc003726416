"""Acts on exhibits."""

from affiant.evidence.services.admit import Candidate, admit
from affiant.evidence.services.open import content_of, open_range
from affiant.evidence.services.read_texts import read_texts

__all__ = ["Candidate", "admit", "content_of", "open_range", "read_texts"]
