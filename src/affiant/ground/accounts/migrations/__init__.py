"""Schema history of the officers' accounts."""
