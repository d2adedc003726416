"""The acts of linking."""

from affiant.linking.services.follow import begin_anew, follow
from affiant.linking.services.link import Said, answer, note_shown, part, say
from affiant.linking.services.register import Heard, correct_earlier, register_earlier

__all__ = [
    "Heard",
    "Said",
    "answer",
    "begin_anew",
    "correct_earlier",
    "follow",
    "note_shown",
    "part",
    "register_earlier",
    "say",
]
