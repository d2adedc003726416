"""Figures for those who answer for the service: counts, rounded, and nothing that can point to a person."""
