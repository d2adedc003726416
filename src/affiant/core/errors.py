"""The root of every error that Affiant raises itself."""


class AffiantError(Exception):
    """Base of every own error; never raised itself. Carries facts, never a witness's words."""
