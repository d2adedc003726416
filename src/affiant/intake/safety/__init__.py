"""Leaving at once, leaving nothing behind, and pages for when something goes wrong."""
