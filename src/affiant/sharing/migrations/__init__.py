"""Schema history of sharing."""
