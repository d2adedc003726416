"""Schema history of evidence."""
