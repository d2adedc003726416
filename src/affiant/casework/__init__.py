"""The officers' face: every page that an officer sees, and who may enter it."""
