"""What can be done with a submission: one function for each act."""

from affiant.submissions.services.drafts import Opened, derive_keys, open_draft, save_answers, touch
from affiant.submissions.services.laying import lay_mailbox
from affiant.submissions.services.receiving import Body, declare_length, receive, state_digest
from affiant.submissions.services.sending import publish_departing, send, send_form, send_message
from affiant.submissions.services.sweeping import sweep
from affiant.submissions.services.uploads import end_upload, remove_upload, start_upload

__all__ = [
    "Body",
    "Opened",
    "declare_length",
    "derive_keys",
    "end_upload",
    "lay_mailbox",
    "open_draft",
    "publish_departing",
    "receive",
    "remove_upload",
    "save_answers",
    "send",
    "send_form",
    "send_message",
    "start_upload",
    "state_digest",
    "sweep",
    "touch",
]
