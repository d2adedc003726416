"""Schema history of correspondence."""
