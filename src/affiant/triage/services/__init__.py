"""Acts of triage.

`assign` gives a referral to an officer; `answer` and `close_task` scope it; `decide` rules on it, `confirm` and
`return_it` are the second officer's; `reopen` begins again; `note_jurisdiction` keeps what the aid was told; `recuse`
and `readmit` close it to an officer and open it. `classify`, `drop_candidate`, `view_elements` and `code_incident` keep
an officer's view of what is told.
"""

from affiant.triage.services.assign import assign
from affiant.triage.services.classify import classify, drop_candidate, view_elements
from affiant.triage.services.code import code_incident
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
    "classify",
    "close_task",
    "code_incident",
    "confirm",
    "decide",
    "drop_candidate",
    "note_jurisdiction",
    "readmit",
    "recuse",
    "reopen",
    "return_it",
    "view_elements",
]
