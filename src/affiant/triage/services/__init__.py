"""Acts of triage.

`assign` gives a referral to an officer; `answer` and `close_task` scope it; `decide` rules on it, `confirm` and
`return_it` are the second officer's; `take_decision` gives its record out; `reopen` begins again; `note_jurisdiction`
keeps what the aid was told; `recuse` and `readmit` close it to an officer and open it. `classify`, `drop_candidate`,
`view_elements` and `code_incident` keep an officer's view of what is told. `restrict`, `lift` and `take_over` say
whether only members see a referral, `add_member` and `end_membership` who they are; `give_task` gives a task to
somebody who sees the referral; `close_account` and `set_roles` let officers go and bring back what they had in hand.
"""

from affiant.triage.services.assign import assign
from affiant.triage.services.classify import classify, drop_candidate, view_elements
from affiant.triage.services.code import code_incident
from affiant.triage.services.decide import Ruling, Seen, decide
from affiant.triage.services.give_task import give_task
from affiant.triage.services.join import add_member, end_membership
from affiant.triage.services.leave import Returned, close_account, set_roles
from affiant.triage.services.note import note_jurisdiction
from affiant.triage.services.recuse import readmit, recuse
from affiant.triage.services.restrict import lift, restrict, take_over
from affiant.triage.services.scope import Reply, answer, close_task
from affiant.triage.services.second import confirm, reopen, return_it
from affiant.triage.services.take import take_decision

__all__ = [
    "Reply",
    "Returned",
    "Ruling",
    "Seen",
    "add_member",
    "answer",
    "assign",
    "classify",
    "close_account",
    "close_task",
    "code_incident",
    "confirm",
    "decide",
    "drop_candidate",
    "end_membership",
    "give_task",
    "lift",
    "note_jurisdiction",
    "readmit",
    "recuse",
    "reopen",
    "restrict",
    "return_it",
    "set_roles",
    "take_decision",
    "take_over",
    "view_elements",
]
