"""Burmese dates and numbers."""
