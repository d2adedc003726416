"""Search as an officer uses it."""
