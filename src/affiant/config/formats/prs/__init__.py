"""Dari dates and numbers: as Django writes them in Persian."""
