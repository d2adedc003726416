"""What search refuses."""

from affiant.core.errors import AffiantError


class SearchError(AffiantError):
    """Base of this feature's refusals; never raised itself."""


class NoIndex(SearchError):
    """There is no index yet; the courier makes one, or the command that builds it anew."""


class AlreadyBuilding(SearchError):
    """Somebody else builds the index anew at this moment."""


class Unreadable(SearchError):
    """The index does not open; building it anew mends it."""


class Unwritable(SearchError):
    """The index takes nothing more in; building it anew mends it."""
