"""Schema history of triage."""
