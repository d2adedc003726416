"""Pashto dates and numbers."""
