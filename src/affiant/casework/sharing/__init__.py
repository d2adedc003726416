"""Partners and packages: what leaves the house, and who let it."""
