"""The top floor: what an operator runs."""
