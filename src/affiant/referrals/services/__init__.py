"""Acts on referrals.

`collect` takes an envelope in; `post` sends an owed letter; `read` and `open_contact` enter the consultation before
they return content; `reply` writes to the reporter; `acknowledge` answers safeguarding flags; `write_note`,
`add_translation`, `set_task` and `set_situation` are what officers write for each other; `advance`, `hand_to`, `hold`,
`let_go`, `loosen` and `tell_shared` are for triage and sharing; `keep_time` follows the operator's service times.
"""

from affiant.referrals.services.annotate import (
    Rendering,
    add_translation,
    finish_task,
    set_situation,
    set_task,
    write_note,
)
from affiant.referrals.services.collect import Collected, Gone, SetAside, collect
from affiant.referrals.services.consult import Opened, contact_of, note_reading, open_contact, read
from affiant.referrals.services.give_back import loosen
from affiant.referrals.services.keep_time import keep_time
from affiant.referrals.services.people import Person, add_contact, erase_contacts
from affiant.referrals.services.post import post
from affiant.referrals.services.renew import (
    close_standing,
    of_older_keys,
    reclose_names,
    renew_keys,
    waiting_for_older_keys,
)
from affiant.referrals.services.reply import Along, Enclosed, answered, reply
from affiant.referrals.services.safeguard import acknowledge
from affiant.referrals.services.saved import forget_view, save_view
from affiant.referrals.services.stage import advance, hand_to, hold, let_go
from affiant.referrals.services.stuck import forget_stuck, note_stuck
from affiant.referrals.services.told import tell_shared
from affiant.referrals.services.trace import trace_waiting

__all__ = [
    "Along",
    "Collected",
    "Enclosed",
    "Gone",
    "Opened",
    "Person",
    "Rendering",
    "SetAside",
    "acknowledge",
    "add_contact",
    "add_translation",
    "advance",
    "answered",
    "close_standing",
    "collect",
    "contact_of",
    "erase_contacts",
    "finish_task",
    "forget_stuck",
    "forget_view",
    "hand_to",
    "hold",
    "keep_time",
    "let_go",
    "loosen",
    "note_reading",
    "note_stuck",
    "of_older_keys",
    "open_contact",
    "post",
    "read",
    "reclose_names",
    "renew_keys",
    "reply",
    "save_view",
    "set_situation",
    "set_task",
    "tell_shared",
    "trace_waiting",
    "waiting_for_older_keys",
    "write_note",
]
