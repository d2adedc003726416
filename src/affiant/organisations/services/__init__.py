"""What can be done about and by an organisation: added, closed, its token made anew; pieces, envelopes, mailboxes."""

from affiant.organisations.services.membership import Added, add, close, renew
from affiant.organisations.services.sending import Taken, keep_mailbox, keep_piece, sweep, take

__all__ = ["Added", "Taken", "add", "close", "keep_mailbox", "keep_piece", "renew", "sweep", "take"]
