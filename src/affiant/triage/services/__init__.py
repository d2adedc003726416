"""Acts of triage.

`assign` gives a referral to an officer; `answer` and `close_task` scope it; `decide` rules on it, `confirm` and
`return_it` are the second officer's; `reopen` begins again; `note_jurisdiction` keeps what the aid was told; `recuse`
and `readmit` close it to an officer and open it.
"""

from affiant.triage.services.assign import assign
from affiant.triage.services.decide import Ruling, Seen, decide
from affiant.triage.services.note import note_jurisdiction
from affiant.triage.services.recuse import readmit, recuse
from affiant.triage.services.scope import Reply, answer, close_task
from affiant.triage.services.second import confirm, reopen, return_it

__all__ = [
    "Reply",
    "Ruling",
    "Seen",
    "answer",
    "assign",
    "close_task",
    "confirm",
    "decide",
    "note_jurisdiction",
    "readmit",
    "recuse",
    "reopen",
    "return_it",
]
