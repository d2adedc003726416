"""One settings module for each face, and one for its tests."""
