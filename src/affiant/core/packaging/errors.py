"""What the builder of packages refuses."""

from affiant.core.errors import AffiantError


class PackageError(AffiantError):
    """Base of the builder's refusals; never raised itself."""


class ContentDiffers(PackageError):
    """A file's bytes are not what was said of them beforehand; carries the place in the package."""


class UnfitContents(PackageError):
    """The contents cannot make a package: carries the name of what is wrong, never its value."""
