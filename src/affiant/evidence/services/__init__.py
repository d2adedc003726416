"""Acts on exhibits."""

from affiant.evidence.services.admit import Candidate, admit
from affiant.evidence.services.open import content_of, open_range

__all__ = ["Candidate", "admit", "content_of", "open_range"]
