"""Sealed objects under the SHA-256 of their sealed bytes: written once, read-only, never opened here."""
