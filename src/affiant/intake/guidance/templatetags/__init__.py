"""Template tags of the pages that explain."""
