"""Sharing: partners, what may go to them, and the packages that do."""
