"""The officers' face has one table: what its processes share about sign-ins."""
