"""Tigrinya dates and numbers."""
