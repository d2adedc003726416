"""What an operator runs on the officers' side."""
