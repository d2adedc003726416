"""Acts on referrals.

`collect` takes an envelope in; `post` sends an owed letter; `read` and `open_contact` enter the consultation before
they return content; `reply` writes to the reporter; `advance`, `hand_to`, `hold` and `let_go` are for triage and
sharing.
"""

from affiant.referrals.services.collect import Collected, Gone, SetAside, collect
from affiant.referrals.services.consult import contact_of, open_contact, read
from affiant.referrals.services.post import post
from affiant.referrals.services.reply import reply
from affiant.referrals.services.stage import advance, hand_to, hold, let_go
from affiant.referrals.services.stuck import forget_stuck, note_stuck
from affiant.referrals.services.told import tell_shared

__all__ = [
    "Collected",
    "Gone",
    "SetAside",
    "advance",
    "collect",
    "contact_of",
    "forget_stuck",
    "hand_to",
    "hold",
    "let_go",
    "note_stuck",
    "open_contact",
    "post",
    "read",
    "reply",
    "tell_shared",
]
