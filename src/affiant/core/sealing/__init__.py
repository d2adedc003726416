"""Seals: one module for each direction."""
