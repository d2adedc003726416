"""Acts on exhibits."""

from affiant.evidence.services.admit import Candidate, admit
from affiant.evidence.services.derive import derive_text
from affiant.evidence.services.open import content_of, open_range
from affiant.evidence.services.read_texts import read_texts
from affiant.evidence.services.show_text import show_text

__all__ = ["Candidate", "admit", "content_of", "derive_text", "open_range", "read_texts", "show_text"]
