"""What the store refuses."""

from affiant.core.errors import AffiantError


class StoreError(AffiantError):
    """Base of the store's refusals; never raised itself."""


class NoSuchObject(StoreError):
    """The store holds no object of this digest."""


class DamagedObject(StoreError):
    """The bytes of an object are no longer the ones that its name promises."""
