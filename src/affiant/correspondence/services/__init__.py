"""Acts of correspondence.

`write` sends at once where no second officer is asked for; `draft`, `amend` and `submit` do it in steps; `approve` and
`give_back` are the second officer's; `attach` and `detach` are the draft's files; `settle` says what became of what was
asked; `take_over` goes on with the draft of somebody who left; `let_be` says that a message of the person needs no
answer; `record_attempt` keeps contact outside the mailbox.
"""

from affiant.correspondence.services.attempt import Tried, record_attempt
from affiant.correspondence.services.enclose import Given, attach, detach, open_enclosed, open_file
from affiant.correspondence.services.let_be import let_be
from affiant.correspondence.services.review import approve, give_back
from affiant.correspondence.services.settle import settle
from affiant.correspondence.services.take_over import take_over
from affiant.correspondence.services.write import Wording, amend, discard, draft, submit, write

__all__ = [
    "Given",
    "Tried",
    "Wording",
    "amend",
    "approve",
    "attach",
    "detach",
    "discard",
    "draft",
    "give_back",
    "let_be",
    "open_enclosed",
    "open_file",
    "record_attempt",
    "settle",
    "submit",
    "take_over",
    "write",
]
