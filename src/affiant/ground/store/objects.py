"""Where this system keeps its objects."""

from django.conf import settings

from affiant.ground.store.disk import ObjectStore


def store() -> ObjectStore:
    """Return the store of the casework folder that settings name."""
    return ObjectStore(settings.AFFIANT.casework_dir / "store")
