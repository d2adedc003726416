"""Acts on referrals.

`collect` takes an envelope in; `post` sends an owed letter; `read` and `open_contact` enter the consultation before
they return content; `reply` writes to the reporter; `advance` and `hand_to` are for triage and sharing.
"""

from affiant.referrals.services.collect import Collected, Gone, SetAside, collect
from affiant.referrals.services.consult import contact_of, open_contact, read
from affiant.referrals.services.post import post
from affiant.referrals.services.reply import reply
from affiant.referrals.services.stage import advance, hand_to
from affiant.referrals.services.stuck import forget_stuck, note_stuck

__all__ = [
    "Collected",
    "Gone",
    "SetAside",
    "advance",
    "collect",
    "contact_of",
    "forget_stuck",
    "hand_to",
    "note_stuck",
    "open_contact",
    "post",
    "read",
    "reply",
]
