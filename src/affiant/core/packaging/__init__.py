"""Packages: what a partner receives, and how anybody can check it (docs/reference/formats/package-v1.md)."""
