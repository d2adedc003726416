"""Acts of search.

`find` answers an officer, once the ledger says that it was asked; `follow` takes in what has changed; `rebuild`
builds the index anew from the database.
"""

from affiant.search.services.find import Answer, Found, find
from affiant.search.services.follow import ENTRIES, follow
from affiant.search.services.rebuild import rebuild

__all__ = ["ENTRIES", "Answer", "Found", "find", "follow", "rebuild"]
