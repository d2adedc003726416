"""Affiant: from the first words to evidence that a court can check."""
