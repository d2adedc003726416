"""Schema history of linking."""
