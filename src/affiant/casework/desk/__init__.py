"""The queue: what has come in and waits for an officer."""
