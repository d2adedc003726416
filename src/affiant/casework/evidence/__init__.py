"""One exhibit: its facts, looking at it, taking a copy."""
